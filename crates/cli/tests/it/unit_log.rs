//! `steadfast verify` with a log that an owner saved on their unit.

use insta::assert_snapshot;
use serde_json::{Value, json};
use steadfast_device::log::{Log, Sizes};
use steadfast_device::outside::Memory;
use steadfast_monitor::event::{Event, Moment, Product, What};
use steadfast_trust::key::UnitKey;

use crate::program::{Program, Run};

/// The unit's key; its fingerprint stands in the factory list.
fn key() -> UnitKey {
    UnitKey::from_seed(&[7; 32])
}

/// A log of three events, saved as the unit saves it.
fn saved() -> Program {
    let moment = Moment { time: Some(1_800_000_000), uptime: 5, starts: 1 };
    let mut log = Log::open(Memory::default(), &Sizes::default(), moment);
    for name in ["door-opened", "door-closed", "door-opened"] {
        log.append(&Event::new(moment, What::Product(Product { name: Some(name.into()), text: None })));
    }
    log.seal(&key(), Some("unt_1"), moment).expect("sealed");
    let mut lines = Vec::new();
    log.export(&key().public(), &mut lines).expect("exported");
    let program = Program::new();
    program.write("log.jsonl", lines);
    program
}

fn verify(program: &Program, rest: &[&str]) -> Run {
    program.run(&[&["verify", "log.jsonl"], rest].concat())
}

#[test]
fn a_log_of_the_unit_that_was_named_is_unaltered() {
    let key = key().public().fingerprint().to_string();
    let answer = verify(&saved(), &["--key", &key]).exits(0);
    assert_eq!(answer.err, "");
    assert_snapshot!(answer.out, @r"
    UNALTERED

      security  none
      network   none
      product   3 events, 1 to 3, sealed up to 3
      heads     1 signed under key sha256:fe812c12f3ab4ce6ac5db69ac352f906cb1b11ef43fb33e252ef7ff552263889

    This does not prove that what was recorded was true.
    ");
}

#[test]
fn of_a_log_without_a_named_unit_nobody_knows_whose_it_is() {
    let answer = verify(&saved(), &["--format", "json"]).exits(3);
    let answer: Value = serde_json::from_str(&answer.out).expect("JSON");
    let product = json!({ "class": "product", "events": 3, "first": 1, "last": 3, "sealed": 3, "before": 0 });
    assert_eq!((&answer["verdict"], &answer["classes"][2]), (&json!("unaltered-issuer-not-checked"), &product));
}

#[test]
fn a_log_from_which_something_was_taken_and_one_of_another_unit_are_told_from_the_rest() {
    let program = saved();
    let other = UnitKey::from_seed(&[8; 32]).public().fingerprint().to_string();
    assert!(verify(&program, &["--key", &other]).exits(1).out.starts_with("OF ANOTHER UNIT"));
    let text = std::fs::read_to_string(program.path("log.jsonl")).expect("it is there");
    let without = |line: &&str| !line.contains("door-closed");
    let left: Vec<&str> = text.lines().filter(without).collect();
    program.write("log.jsonl", left.join("\n") + "\n");
    let key = key().public().fingerprint().to_string();
    let answer = verify(&program, &["--key", &key]).exits(1);
    assert_snapshot!(answer.out, @r"
    ALTERED

      security  none
      network   none
      product   2 events, 1 to 3, sealed up to 0
      flaw      product: events 2 to 2 are missing
      heads     1 signed under key sha256:fe812c12f3ab4ce6ac5db69ac352f906cb1b11ef43fb33e252ef7ff552263889

    What is listed above is not as it was recorded. This does not prove that what was recorded was true.
    ");
    program.write("log.jsonl", text.lines().next().expect("a line").to_owned() + "\n{}x\n");
    assert!(verify(&program, &[]).exits(2).err.contains("line 2"));
}
