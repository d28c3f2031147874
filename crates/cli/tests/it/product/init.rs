//! `product init`: a draft from a file of answers.

use crate::bills::bill_of;
use crate::program::Program;

const ANSWERS: &str = "name = \"Example Sensor\"\ndesignation = \"ES-1\"\nmanufacturer = \"Example Maker GmbH\"\nkind = \"device\"\n\
    connected = true\nexcluded = \"none\"\ncommercial = true\nrole = \"manufacturer\"\nexpected-years = 8\ncategory = \"default\"\n\
    core-function = \"Measures the air of a room.\"\ninterfaces = [\"web-page\", \"update\"]\nexposed-to = \"local-network\"\nsteadfast = \"unit\"\n";

#[test]
fn answers_make_a_file_whose_gaps_are_named() {
    let program = Program::new();
    program.write("answers.toml", ANSWERS).write_json("bill.json", &bill_of(&["pkg:npm/a@1.0.0"]));
    let run = program.run(&["product", "init", "--answers", "answers.toml", "--from-sbom", "bill.json"]).exits(0);
    assert!(run.words().contains("1 components were taken") && run.words().contains("Default category"), "{}", run.out);
    let text = String::from_utf8(program.read("steadfast.toml").expect("a file")).expect("text");
    assert!(text.contains("name = \"Example Sensor\"") && text.contains("name = \"pkg:npm/a\""), "{text}");
    let answer = program.run(&["product", "check", "--format", "json"]).exits(1).json();
    assert_eq!(answer["wrong"], 0);
    program.run(&["product", "init", "--answers", "answers.toml"]).refuses(&["steadfast.toml", "is there already"]);
}

#[test]
fn what_a_unit_found_at_itself_is_a_gap_with_its_risk() {
    let program = Program::new();
    program.write("answers.toml", ANSWERS);
    program.write("self-test.json", r#"{"checks": [{"check": "updates", "found": "failed", "detail": "no key"}]}"#);
    let run = program.run(&["product", "init", "--answers", "answers.toml", "--self-test", "self-test.json"]).exits(0);
    assert!(run.out.contains("self-test-updates") && run.out.contains("high"), "{}", run.out);
    let other = Program::new();
    other.write("answers.toml", ANSWERS).write("self-test.json", "{}");
    other
        .run(&["product", "init", "--answers", "answers.toml", "--self-test", "self-test.json"])
        .refuses(&["self-test.json"]);
    assert_eq!(other.read("steadfast.toml"), None, "nothing is written");
}

#[test]
fn wrong_answers_are_refused_and_nothing_is_written() {
    let program = Program::new();
    for (answers, word) in
        [("nmae = \"x\"\n", "name"), ("category = \"III.I.99\"\n", "III.I.12"), ("{\"name\": {}}", "text")]
    {
        program.write("answers", answers);
        program.run(&["product", "init", "--answers", "answers"]).refuses(&["answers", word]);
        assert_eq!(program.read("steadfast.toml"), None);
    }
}

#[test]
fn without_a_terminal_answers_come_from_a_file() {
    let program = Program::new();
    program.run(&["product", "init"]).refuses(&["--answers"]);
    let run = program.run(&["product", "init", "--questions"]).exits(0);
    assert!(run.out.contains("core-function (text)") && run.out.contains("III.I.12"), "{}", run.out);
}
