//! `product compare`: what changed, and what follows.

use super::GATEWAY;
use crate::bills::bill_of;
use crate::program::Program;

#[test]
fn the_answer_is_the_exit_code() {
    let program = Program::new();
    program.write("old/steadfast.toml", GATEWAY);
    let compared = |new: String| {
        program.write("new.toml", new);
        program.run(&["product", "compare", "old", "new.toml"])
    };
    assert!(compared(GATEWAY.to_owned()).exits(0).out.contains("likely not"));
    let wider = GATEWAY.replacen("exposed-to = \"local-network\"", "exposed-to = \"internet\"", 1);
    let run = compared(wider).exits(1);
    assert!(run.words().contains("LIKELY") && run.words().contains("interface \"pages\""), "{}", run.out);
    let elsewhere = GATEWAY.replacen("environment = \"Cabinets", "environment = \"Open cabinets", 1);
    compared(elsewhere).exits(3);
}

#[test]
fn bills_are_compared_too() {
    let program = Program::new();
    program.write("a.toml", GATEWAY);
    program.write_json("old.json", &bill_of(&["pkg:npm/a@1.0.0"]));
    program.write_json("new.json", &bill_of(&["pkg:npm/a@2.0.0"]));
    let bills = ["--old-bom", "old.json", "--new-bom", "new.json", "--format", "json"];
    let run = program.run(&[&["product", "compare", "a.toml", "a.toml"][..], &bills].concat()).exits(3);
    assert_eq!(run.json()["changes"][0]["says"], "1 came, 1 went");
    program.run(&["product", "compare", "a.toml", "a.toml", "--old-bom", "old.json"]).exits(2);
}
