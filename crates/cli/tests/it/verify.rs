//! `steadfast verify`: answers and exit codes, on files that were written once and must hold for ever.

use insta::assert_snapshot;
use steadfast_testkit::workspace;

use crate::program::{Program, Run};

/// The key of the kept files.
const KEY: &str = "sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408";

/// A kept file.
fn kept(name: &str) -> String {
    std::fs::read_to_string(workspace().join("crates/verify/tests/fixtures").join(name)).expect("a kept file")
}

/// A folder with the kept files.
fn program() -> Program {
    let program = Program::new();
    for name in ["record.json", "erased.json", "checkpoint.json", "consistency.json", "export.jsonl", "older.txt"] {
        program.write(name, kept(name));
    }
    program
}

fn verify(program: &Program, arguments: &[&str]) -> Run {
    program.run(&[&["verify"], arguments].concat())
}

#[test]
fn a_record_of_a_named_key_is_unaltered() {
    let answer = verify(&program(), &["record.json", "--key", KEY]).exits(0);
    assert_eq!(answer.err, "");
    assert_snapshot!(answer.out, @r"
    UNALTERED

      ledger      steadfast/ledger/0123456789abcdef
      checked     record number 3 of a ledger of 5 records, counted from 0
      id          rec_00000000000000000000000000000003
      kind        person-invited
      time        2026-11-20T12:00:00Z
      actor       person usr_1
      fact        number: 3

    Unaltered since checkpoint 5 under key sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408. This
    does not prove that what was recorded was true.
    ");
}

#[test]
fn an_erased_record_is_unaltered_and_says_so() {
    let answer = verify(&program(), &["erased.json", "--key", KEY]).exits(0);
    assert_snapshot!(answer.out, @r"
    UNALTERED

      ledger      steadfast/ledger/0123456789abcdef
      checked     record number 1 of a ledger of 5 records, counted from 0: content erased, hash holds

    Unaltered since checkpoint 5 under key sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408. This
    does not prove that what was recorded was true.
    ");
}

#[test]
fn without_a_key_the_issuer_is_not_checked() {
    let answer = verify(&program(), &["checkpoint.json"]).exits(3);
    assert_eq!(answer.err, "");
    assert_snapshot!(answer.out, @r"
    UNALTERED, ISSUER NOT CHECKED

      ledger      steadfast/ledger/0123456789abcdef
      checked     a checkpoint over 5 records, by itself

    Unaltered since checkpoint 5 under key sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408. Whoever
    made the file may have made the key: compare it with what the issuer published elsewhere, or name that with --key. This
    does not prove that what was recorded was true.
    ");
}

#[test]
fn a_whole_ledger_grew_from_an_older_checkpoint() {
    let program = program();
    for older in ["older.txt", "consistency.json", "checkpoint.json"] {
        verify(&program, &["export.jsonl", "--key", KEY, "--against", older]).exits(0);
    }
    let answer = verify(&program, &["export.jsonl", "--key", KEY, "--against", "older.txt"]);
    assert_snapshot!(answer.out, @r"
    UNALTERED

      ledger      steadfast/ledger/0123456789abcdef
      checked     all of 5 records; 1 of them: content erased, hash holds
      grown from  the checkpoint over its first 3 records

    Unaltered since checkpoint 5 under key sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408. This
    does not prove that what was recorded was true.
    ");
    verify(&program, &["consistency.json", "--key", KEY, "--against", "older.txt"]).exits(0);
}

#[test]
fn what_the_file_does_not_lead_to_is_not_decided() {
    let answer = verify(&program(), &["record.json", "--key", KEY, "--against", "older.txt"]).exits(3);
    assert_snapshot!(answer.out, @r"
    CANNOT BE DECIDED

    line 1, older checkpoint: the file does not lead from the older checkpoint, over 3 records, to its own, over 5; a
    consistency bundle between the two, or an export, does

    Reason code: no-path
    ");
}

#[test]
fn an_altered_file_says_which_step_failed_and_where() {
    let program = program();
    program.write("moved.json", kept("record.json").replace("\"index\":3", "\"index\":2"));
    let answer = verify(&program, &["moved.json", "--key", KEY]).exits(1);
    assert_snapshot!(answer.out, @r"
    ALTERED

    line 1, proof: the proof does not lead from the record to the checkpoint: the proof leads to another root

    Reason code: not-included
    ");
    let export = kept("export.jsonl");
    let line = export.lines().nth(3).expect("a line");
    program.write("short.jsonl", export.replace(&format!("{line}\n"), ""));
    let answer = verify(&program, &["short.jsonl"]).exits(1);
    assert_snapshot!(answer.out, @r"
    ALTERED

    line 4, index: record 3 stands where record 2 belongs

    Reason code: wrong-order
    ");
}

#[test]
fn another_key_is_a_no() {
    let other = format!("sha256:{}", "0".repeat(64));
    let answer = verify(&program(), &["export.jsonl", "--key", &other]).exits(1);
    assert!(answer.out.contains("other-key") && answer.out.contains(KEY), "{}", answer.out);
}

#[test]
fn a_key_is_named_as_labels_print_it() {
    let digits = KEY.trim_start_matches("sha256:").to_uppercase();
    let groups: Vec<&str> = (0..16).map(|at| &digits[at * 4..at * 4 + 4]).collect();
    for key in [digits.clone(), groups.join(" "), groups.join("-"), groups.join(":")] {
        verify(&program(), &["record.json", "--key", &key]).exits(0);
    }
    verify(&program(), &["record.json", "--key", "sha256:1234"]).refuses(&["64 hexadecimal digits"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let program = program();
    program.write("spaced.json", kept("record.json").replace("\":", "\": ")).write("empty.json", "");
    program.write("later.json", kept("record.json").replace("\"schema\":1", "\"schema\":2"));
    program.write("long.json", "x".repeat(5 << 20));
    verify(&program, &["absent.json"]).refuses(&["absent.json", "cannot be read"]);
    verify(&program, &["spaced.json"]).refuses(&["spaced.json", "line 1", "canonical"]);
    verify(&program, &["empty.json"]).refuses(&["empty"]);
    verify(&program, &["later.json"]).refuses(&["schema", "version 2"]);
    verify(&program, &["long.json"]).refuses(&["long.json", "are read"]);
    verify(&program, &["older.txt"]).refuses(&["older.txt", "canonical"]);
    verify(&program, &["record.json", "--against", "absent.txt"]).refuses(&["absent.txt"]);
    verify(&program, &["record.json", "--against", "empty.json"]).exits(2);
    program.write("none.json", "{}");
    verify(&program, &["record.json", "--against", "none.json"]).refuses(&["none.json", "no checkpoint"]);
    verify(&program, &[]).exits(2);
}

#[test]
fn standard_input_is_read() {
    let program = program();
    program.run_with_input(&["verify", "-", "--key", KEY], kept("export.jsonl").as_bytes()).exits(0);
}

#[test]
fn the_answer_as_json_has_every_part() {
    let program = program();
    let json = |file: &str| verify(&program, &[file, "--key", KEY, "--format", "json"]).exits(0).json();
    let record = json("record.json");
    assert_eq!(record["verdict"], "unaltered");
    assert_eq!(record["issuer_checked"], true);
    assert_eq!(record["key"], KEY);
    assert_eq!(record["checkpoint"]["size"], 5);
    assert_eq!(record["record"]["recorded"]["facts"]["number"], 3);
    assert_eq!(json("erased.json")["record"], serde_json::json!({"index": 1, "content": "erased"}));
    assert_eq!(json("export.jsonl")["export"], serde_json::json!({"records": 5, "erased": 1}));
    assert_eq!(json("consistency.json")["grown_from"], 3);
    program.write("moved.json", kept("record.json").replace("\"index\":3", "\"index\":2"));
    let answer = verify(&program, &["moved.json", "--format", "json"]).exits(1).json();
    assert_eq!(answer["verdict"], "altered");
    assert_eq!(answer["fault"]["code"], "not-included");
    assert_eq!(answer["fault"]["line"], 1);
    let answer = verify(&program, &["record.json", "--format", "json"]).exits(3).json();
    assert_eq!(answer["verdict"], "unaltered-issuer-not-checked");
}

#[test]
fn one_flipped_byte_anywhere_in_a_record_or_an_export_is_refused() {
    let program = Program::new();
    for name in ["record.json", "export.jsonl"] {
        let good = kept(name).into_bytes();
        for at in (0..good.len()).step_by(97) {
            let mut flipped = good.clone();
            flipped[at] ^= 1;
            program.write("flipped", &flipped);
            let code = verify(&program, &["flipped", "--key", KEY]).code;
            assert!(code == 1 || code == 2, "byte {at} of {name}: exit code {code}");
        }
    }
}
