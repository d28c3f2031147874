//! `steadfast verify` with a receipt of a unit's, as text and as the line of a code.

use insta::assert_snapshot;
use serde_json::{Value, json};
use steadfast_protocol::{Envelope, Message as _, ReceiptCopy, SelfTested, encode};
use steadfast_testkit::workspace;
use steadfast_trust::key::UnitKey;

use crate::program::{Program, Run};

const UNIT: &str = "sha256:fe812c12f3ab4ce6ac5db69ac352f906cb1b11ef43fb33e252ef7ff552263889";

fn kept(name: &str) -> Vec<u8> {
    std::fs::read(workspace().join("crates/verify/tests/fixtures").join(name)).expect("a kept file")
}

fn verify(bytes: &[u8], rest: &[&str]) -> Run {
    let program = Program::new();
    program.write("receipt", bytes);
    program.run(&[&["verify", "receipt"], rest].concat())
}

#[test]
fn a_receipt_of_the_unit_that_was_named_is_unaltered_in_both_forms() {
    let [text, line] = ["receipt.txt", "receipt-line.txt"].map(|name| verify(&kept(name), &["--key", UNIT]).exits(0));
    assert_eq!((text.err.as_str(), &text.out), ("", &line.out));
    assert_snapshot!(text.out, @r"
    UNALTERED

      kind: erasure
      device: unt_1
      statement: 5
      time: 2027-01-15T08:00:00Z
      purpose: the device goes to somebody else; the code on its label is void
      keys destroyed: 1
      things destroyed: 14
      found when it looked again: 0
      erasures of its life: 1
      stays: on the device: who it is, its key, its counters and the level of its updates (Annex I, Part I, point (2)(f), against going back to older software)
      stays: on the device until sent, then at the manufacturer's: signed statements about updates, choices and erasures (Art. 13(13), as part of the technical documentation)
      stays: at the manufacturer's: that the device exists and what it runs (Art. 13(8), to handle vulnerabilities while it is supported)
      stays: in the manufacturer's ledger: hashes, without what was hashed (no duty of the Act; it proves itself)
      stays: in backups of the manufacturer's server, until they are replaced (no duty of the Act)
      signed under key sha256:fe812c12f3ab4ce6ac5db69ac352f906cb1b11ef43fb33e252ef7ff552263889

    This device states that the keys to the data of its owner were destroyed at 2027-01-15T08:00:00Z and nothing readable
    was found. It cannot speak for exports, copies elsewhere, or a manipulated device. A receipt proves who said this and
    that nobody changed it, not that it was true.
    ");
}

#[test]
fn whoever_is_not_named_is_not_checked_and_another_unit_is_told() {
    let unnamed = verify(&kept("receipt.txt"), &[]).exits(3);
    assert!(unnamed.out.starts_with("UNALTERED, UNIT NOT CHECKED\n"), "{}", unnamed.out);
    let other = UnitKey::from_seed(&[8; 32]).public().fingerprint().to_string();
    let other = verify(&kept("receipt-line.txt"), &["--key", &other]).exits(1);
    assert!(other.out.starts_with("OF ANOTHER UNIT\n"), "{}", other.out);
    let older = workspace().join("crates/verify/tests/fixtures/older.txt").display().to_string();
    assert!(verify(&kept("receipt.txt"), &["--against", &older]).exits(2).err.contains("--against"));
}

#[test]
fn what_was_changed_is_altered_and_nothing_of_it_is_shown() {
    for name in ["receipt.txt", "receipt-line.txt"] {
        let good = kept(name);
        for at in [25, good.len() / 2, good.len() - 10] {
            let mut bytes = good.clone();
            bytes[at] ^= 1;
            let answer = verify(&bytes, &["--key", UNIT]).exits(1);
            assert!(answer.out.starts_with("ALTERED\n") && !answer.out.contains("erasure"), "{at}: {}", answer.out);
        }
    }
    let cut = verify(&kept("receipt.txt")[..400], &["--key", UNIT, "--format", "json"]).exits(1);
    let answer: Value = serde_json::from_str(&cut.out).expect("JSON");
    assert_eq!((&answer["verdict"], &answer["says"], &answer["kind"]), (&json!("altered"), &json!([]), &Value::Null));
    assert!(answer["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
}

#[test]
fn programs_get_the_same_as_json() {
    let answer = verify(&kept("receipt-line.txt"), &["--key", UNIT, "--format", "json"]).exits(0);
    let answer: Value = serde_json::from_str(&answer.out).expect("JSON");
    let fields = ["schema", "verdict", "subject", "issuer_checked", "key", "kind"].map(|name| answer[name].clone());
    assert_eq!(Value::from(fields.to_vec()), json!([1, "unaltered", "receipt", true, UNIT, "erasure"]));
    assert!(answer["says"].as_array().expect("a list").contains(&json!({ "name": "keys destroyed", "value": "1" })));
}

#[test]
fn a_later_kind_is_not_known() {
    let later = String::from_utf8(kept("receipt.txt")).expect("text").replacen('1', "2", 1);
    let answer = verify(later.as_bytes(), &["--key", UNIT]).exits(3);
    assert!(answer.out.starts_with("OF A KIND THAT IS NOT KNOWN\n"), "{}", answer.out);
}

#[test]
fn a_text_of_a_newer_unit_is_left_undecided() {
    let (key, mut payload) = (UnitKey::from_seed(&[7; 32]), encode(&SelfTested::default()));
    payload[0] += 1;
    payload.extend([0x17, 0x61, b'x']);
    let signature = key.sign(SelfTested::TYPE, &payload).into();
    let envelope = Envelope { payload: payload.into(), signature, ..Envelope::sign(&SelfTested::default(), &key) };
    let copy = ReceiptCopy::new(&encode(&envelope), key.public()).expect("a statement");
    let newer = copy.text().replacen("\n\n", "\n\nwhat is new: x\n", 1);
    let answer = verify(newer.as_bytes(), &["--key", UNIT]).exits(3);
    assert!(answer.out.starts_with("NEWER THAN THIS PROGRAM\n"), "{}", answer.out);
    let answer = verify(newer.as_bytes(), &["--key", UNIT, "--format", "json"]).exits(3).json();
    assert_eq!((&answer["verdict"], &answer["says"]), (&json!("newer"), &json!([])));
    let flipped = newer.replacen("signed: ", "signed: A", 1);
    assert!(verify(flipped.as_bytes(), &["--key", UNIT]).exits(1).out.starts_with("ALTERED\n"));
}

#[test]
fn words_of_a_unit_reach_a_terminal_as_letters_alone() {
    let key = UnitKey::from_seed(&[7; 32]);
    let agent = "agent\u{202e}\u{1b}[2J".to_owned();
    let envelope = encode(&Envelope::sign(&SelfTested { agent, ..SelfTested::default() }, &key));
    let copy = ReceiptCopy::new(&envelope, key.public()).expect("a statement");
    let answer = verify(copy.line().as_bytes(), &["--key", UNIT]).exits(0);
    assert!(!answer.out.contains(['\u{202e}', '\u{1b}']), "{:?}", answer.out);
}
