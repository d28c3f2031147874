//! `product check`: exit codes, places, forms.

use super::GATEWAY;
use crate::program::Program;

#[test]
fn a_whole_file_passes_in_every_phase() {
    let program = Program::new();
    program.write("steadfast.toml", GATEWAY);
    assert!(program.run(&["product", "check"]).exits(0).out.contains("0 wrong, 0 missing, 0 open"));
    for phase in ["concept", "planning", "design", "development", "production", "delivery", "maintenance"] {
        program.run(&["product", "check", ".", "--phase", phase]).exits(0);
    }
}

#[test]
fn gaps_are_named_with_line_and_column_for_people_and_programs() {
    let program = Program::new();
    program.write("steadfast.toml", GATEWAY.replacen("expected-years = 10", "expected-years = 0", 1));
    let run = program.run(&["product", "check"]).exits(1);
    assert!(run.words().contains("1 missing"), "{}", run.out);
    let answer = program.run(&["product", "check", "steadfast.toml", "--format", "json"]).exits(1).json();
    assert_eq!((&answer["schema"], &answer["missing"]), (&1.into(), &1.into()));
    let finding = &answer["findings"][0];
    assert_eq!((&finding["path"], &finding["severity"]), (&"purpose.expected-years".into(), &"missing".into()));
    assert!(finding["place"]["line"].as_u64().is_some_and(|line| line > 1), "{finding}");
}

#[test]
fn before_there_is_code_little_is_asked_for() {
    let program = Program::new();
    program.write("steadfast.toml", "schema = 1\n");
    let of = |phase: &str| {
        let run = program.run(&["product", "check", "--phase", phase, "--format", "json"]).exits(1);
        run.json()["missing"].as_u64().expect("a count")
    };
    let (concept, design, delivery) = (of("concept"), of("design"), of("delivery"));
    assert!(0 < concept && concept < design && design < delivery, "{concept} {design} {delivery}");
}

#[test]
fn what_cannot_be_read_is_bad_input() {
    let program = Program::new();
    program.run(&["product", "check"]).refuses(&["steadfast.toml"]);
    program.write("steadfast.toml", "schema = 1\n[product]\nnmae = \"x\"\n");
    program.run(&["product", "check"]).refuses(&["line 3, column 1", "nmae"]);
    program.write("steadfast.toml", format!("schema = 1\n# {}\n", "word ".repeat(2_000_000)));
    program.run(&["product", "check"]).refuses(&["1048576"]);
}

#[test]
fn the_schema_is_json() {
    let schema = Program::new().run(&["product", "schema"]).exits(0).json();
    assert!(schema["properties"]["threat"].is_object());
}
