//! The forms of an answer: SARIF, arrays for several bills, standard input, and the table.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::advisories::{CRITICAL, MEDIUM, alias, before, filler, rated};
use crate::bills::{bill, bill_of, nameless, package};
use crate::program::{NOW, Program};

fn program() -> Program {
    let program = Program::new();
    let informational = {
        let mut record = before("GHSA-3", "npm", "old", "9.0.0");
        record["affected"][0]["database_specific"] = json!({ "informational": "unmaintained" });
        record
    };
    let left = rated(alias(before("GHSA-1", "npm", "left-pad", "2.0.0"), &["CVE-2026-1"]), CRITICAL);
    let right = rated(before("GHSA-2", "npm", "right-pad", "3.0.0"), MEDIUM);
    program.write_feed("feed", &[left, right, informational, filler("npm")]);
    let named = ["pkg:npm/left-pad@1.0.0", "pkg:npm/left-pad@1.1.0", "pkg:npm/right-pad@1.0.0", "pkg:npm/old@1.0.0"];
    let mut components: Vec<Value> = named.iter().map(|purl| package(purl)).collect();
    components.push(nameless("secret", "1.0"));
    program.write_json("my bom.json", &bill(&components));
    program.write_json("good.json", &bill_of(&["pkg:npm/good@1.0.0"]));
    program
}

fn sarif(program: &Program, command: &str, bills: &[&str]) -> Value {
    let arguments = [&[command], bills, &["--advisories", "feed", "--now", NOW, "--format", "sarif"]].concat();
    program.run(&arguments).json()
}

#[test]
fn sarif_has_the_structure_that_code_hosts_need() {
    let log = sarif(&program(), "gate", &["my bom.json"]);
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().expect("a schema").contains("sarif"));
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "steadfast");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), rules.len(), "rules are listed once");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 4);
    for result in results {
        assert!(ids.contains(result["ruleId"].as_str().expect("a rule")), "{result}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert!(!result["message"]["text"].as_str().expect("a message").is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20bom.json");
        assert!(place["region"]["startLine"].as_u64().expect("a line") >= 1);
    }
    assert_eq!(run["properties"]["verdict"], "blocked");
}

#[test]
fn sarif_tells_findings_of_one_rule_apart() {
    let log = sarif(&program(), "scan", &["my bom.json"]);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let prints: BTreeSet<String> = results.iter().map(|result| result["partialFingerprints"].to_string()).collect();
    assert_eq!(prints.len(), results.len());
    let informational = results.iter().find(|result| result["ruleId"] == "GHSA-3").expect("the informational one");
    assert_eq!(informational["level"], "note");
}

#[test]
fn sarif_of_several_bills_is_one_log_with_a_run_each() {
    let log = sarif(&program(), "scan", &["my bom.json", "good.json"]);
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 2);
    assert_eq!(runs[1]["results"], json!([]));
}

#[test]
fn several_bills_are_an_array_in_their_order() {
    let program = program();
    let answer = program.ask(&["gate", "good.json", "my bom.json", "--advisories", "feed"]).exits(1).json();
    let verdicts: Vec<&Value> = answer.as_array().expect("an array").iter().map(|one| &one["verdict"]).collect();
    assert_eq!(verdicts, ["pass", "blocked"]);
    let files: Vec<&Value> = answer.as_array().expect("an array").iter().map(|one| &one["bom"]["file"]).collect();
    assert_eq!(files, ["good.json", "my bom.json"]);
}

#[test]
fn a_bill_may_come_by_standard_input() {
    let program = program();
    let arguments = ["gate", "-", "--advisories", "feed", "--now", NOW, "--format", "json"];
    let bill = program.read("my bom.json").expect("the bill");
    let answer = program.run_with_input(&arguments, &bill).exits(1).json();
    assert_eq!(answer["bom"]["components"], 5);
    program.run_with_input(&arguments, b"").refuses(&["empty"]);
    program.run_with_input(&["sbom", "check", "-"], &bill).exits(1);
}

#[test]
fn the_same_question_has_the_same_answer_byte_for_byte() {
    let program = program();
    for format in ["json", "sarif", "openvex", "cyclonedx", "table"] {
        let ask =
            || program.run(&["gate", "my bom.json", "--advisories", "feed", "--now", NOW, "--format", format]).out;
        assert_eq!(ask(), ask(), "{format}");
    }
}

#[test]
fn counts_add_up() {
    let answer = program().ask(&["scan", "my bom.json", "--advisories", "feed"]).exits(0).json();
    let number = |key: &str| answer["bom"][key].as_u64().expect("a number");
    assert_eq!((number("entries"), number("components"), number("not_understood")), (5, 5, 0));
    assert_eq!((number("checked"), number("unknown"), number("own")), (4, 1, 0));
}

#[test]
fn a_table_tells_people_what_to_do() {
    let program = Program::new();
    let record = rated(alias(before("GHSA-1", "npm", "left-pad", "2.0.0"), &["CVE-2026-1"]), CRITICAL);
    program.write_feed("feed", &[record]);
    program.write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0", "pkg:npm/good@1.0.0"]));
    let run = program.run(&["gate", "bom.json", "--advisories", "feed", "--now", NOW]).exits(1);
    insta::assert_snapshot!(without_digest(&run.out), @"
    gateway 1.0.0: CycloneDX JSON 1.6, 2 components

    RELEASE CHECK: BLOCKED: 1 known vulnerability blocks this release

    1 known vulnerability affects 1 component

    left-pad 1.0.0  → update to 2.0.0 or later
      critical  9.8  GHSA-1 CVE-2026-1  fixed in 2.0.0      A flaw in left-pad

    1 known vulnerability blocks this release; it has 2 components that could be checked (advisories of 2026-07-01); 0 could
    not be checked. This says nothing about unknown flaws or other requirements, and is not a declaration of conformity.

    Speaks to Regulation (EU) 2024/2847, Annex I, Part I, point (2)(a). By the default policy: every known vulnerability
    blocks, nothing unknown passes.
    Advisory snapshot sha256:[digest] as of 2026-07-01.
    ");
}

/// The text with the snapshot's digest replaced.
fn without_digest(text: &str) -> String {
    let Some((before, rest)) = text.split_once("sha256:") else { return text.to_owned() };
    let after = rest.trim_start_matches(|character: char| character.is_ascii_hexdigit());
    format!("{before}sha256:[digest]{after}")
}
