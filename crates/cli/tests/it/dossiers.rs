//! `steadfast verify` on dossiers: answers and exit codes, on files that were written once and must hold for ever.

use insta::assert_snapshot;
use steadfast_testkit::workspace;

use crate::program::{Program, Run};

/// The key of the kept files.
const KEY: &str = "sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408";

fn kept(name: &str) -> Vec<u8> {
    std::fs::read(workspace().join("crates/verify/tests/fixtures").join(name)).expect("a kept file")
}

/// A folder with the kept files.
fn program() -> Program {
    let program = Program::new();
    for name in ["dossier.zip", "dossier-newer.zip", "dossier-forked.zip", "dossier-subset.zip", "older.txt"] {
        program.write(name, kept(name));
    }
    program
}

fn verify(program: &Program, arguments: &[&str]) -> Run {
    program.run(&[&["verify"], arguments].concat())
}

#[test]
fn a_dossier_of_a_named_key_is_unaltered_and_not_therefore_true() {
    let answer = verify(&program(), &["dossier.zip", "--key", KEY]).exits(0);
    assert_eq!(answer.err, "");
    assert_snapshot!(answer.out, @r"
    UNALTERED

      product     Gateway, GW-1, of Example Devices
      releases    1.3
      made        2026-11-28T09:00:00Z
      ledger      steadfast/ledger/0123456789abcdef
      signed      the manifest, by both halves of the ledger's key
      records     3 records of a ledger of 6, each with its proof; 1 of them: content erased, hash holds
      parts       1 part of the role bill
      parts       1 part of the role evidence
      parts       1 part of the role paper
      parts       2 parts of the role record
      parts       1 part of the role test-report
      held        1 part named by a record of the ledger with their digest
      held        1 part spoken of by a record that does not name their digest
      held        1 part resting on a record whose content was erased: its digest cannot be compared
      held        3 parts held by the signed manifest alone
      grown from  checkpoints over its first 3 records
      register    computed again from 3 records: 0 contradicted, 0 not-applicable, 0 shown, 0 stated, 22 unknown; duties: 0 contradicted, 0 not-applicable, 0 shown, 0 stated, 76 unknown

    Unaltered since checkpoint 6 under key sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408.
    Unaltered does not mean true: it proves who signed this and that nobody changed it since, not that what it says is so.
    ");
}

#[test]
fn without_a_key_the_issuer_is_not_checked_and_another_is_a_no() {
    let program = program();
    assert!(verify(&program, &["dossier.zip"]).exits(3).out.starts_with("UNALTERED, ISSUER NOT CHECKED"));
    let other = format!("sha256:{}", "0".repeat(64));
    assert!(verify(&program, &["dossier.zip", "--key", &other]).exits(1).out.contains("other-key"));
    assert!(verify(&program, &["dossier.zip", "--key", KEY, "--revoked", KEY]).exits(1).out.contains("revoked-key"));
    verify(&program, &["dossier.zip", "--key", KEY, "--revoked", &other]).exits(0);
}

#[test]
fn the_first_thing_that_does_not_hold_is_named() {
    let program = program();
    let good = kept("dossier.zip");
    let words = b"technical documentation";
    let at = good.windows(words.len()).position(|window| window == words).expect("the paper");
    let mut changed = good.clone();
    changed[at] ^= 1;
    program.write("changed.zip", &changed);
    let answer = verify(&program, &["changed.zip", "--key", KEY]).exits(1);
    assert_snapshot!(answer.out, @r"
    ALTERED

    changed.zip: papers/en.txt: the file was changed: its length or digest is not the one that the manifest names

    Reason code: part-changed
    ");
    program.write("longer.zip", [good.as_slice(), b"x"].concat());
    assert!(verify(&program, &["longer.zip", "--key", KEY]).exits(1).out.contains("trailing-bytes"));
    program.write("short.zip", &good[..good.len() - 1]);
    let answer = verify(&program, &["short.zip", "--key", KEY, "--format", "json"]).exits(1).json();
    assert_eq!((&answer["verdict"], &answer["fault"]["code"]), (&"altered".into(), &"cut-off".into()));
    program.write("other.zip", b"PK\x03\x04 and what else archives have in them, but no manifest");
    verify(&program, &["other.zip"]).refuses(&["other.zip", "not a dossier"]);
}

#[test]
fn two_dossiers_of_one_ledger_are_held_beside_each_other() {
    let program = program();
    let both = |other: &str| verify(&program, &["dossier.zip", other, "--key", KEY, "--format", "json"]);
    assert_eq!(both("dossier-newer.zip").exits(0).json()["relation"], "second-grew-from-first");
    assert_eq!(both("dossier-subset.zip").exits(0).json()["relation"], "same-checkpoint");
    let forked = both("dossier-forked.zip").exits(1).json();
    assert_eq!((&forked["verdict"], &forked["fault"]["code"]), (&"forked".into(), &"fork".into()));
    verify(&program, &["dossier.zip", "dossier-newer.zip"]).exits(3);
    let told = verify(&program, &["dossier.zip", "dossier-forked.zip", "--key", KEY]).exits(1).out;
    assert!(told.starts_with("TWO HEADS OF ONE LEDGER"), "{told}");
    let foreign = verify(&program, &["dossier.zip", "--key", KEY, "--against", "older.txt"]).exits(1).out;
    assert!(foreign.contains("rewritten"), "{foreign}");
}

#[test]
fn a_subset_says_what_was_withheld() {
    let program = program();
    let answer = verify(&program, &["dossier-subset.zip", "--key", KEY, "--format", "json"]).exits(0).json();
    assert_eq!(answer["subject"], "dossier-subset");
    let dossier = &answer["dossiers"][0];
    assert_eq!(dossier["handed_over"]["to"], "Aktenzeichen 4711/26");
    assert_eq!(dossier["held"], serde_json::json!({"by-manifest": 1, "by-record": 1, "withheld": 4}));
    assert_eq!(dossier["records"], serde_json::json!({"checked": 1, "erased": 0, "withheld": 2}));
}

#[test]
fn what_goes_with_dossiers_alone_is_refused_elsewhere() {
    let program = program();
    program.write("record.json", kept("record.json"));
    verify(&program, &["record.json", "dossier.zip"]).refuses(&["record.json", "dossiers"]);
    program.run_with_input(&["verify", "-"], &kept("dossier.zip")).refuses(&["read from a file"]);
}
