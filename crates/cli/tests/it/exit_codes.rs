//! Exit codes: 0 yes, 1 no, 2 bad input, 3 cannot be decided, 4 failed.

use std::fs::OpenOptions;

use serde_json::json;

use crate::advisories::{before, filler};
use crate::bills::bill_of;
use crate::program::{NOW, Program};

/// A feed about `left-pad` before 2.0.0, and bills with a fixed and a flawed version of it.
fn program() -> Program {
    let program = Program::new();
    program.write_feed("feed", &[before("GHSA-1", "npm", "left-pad", "2.0.0"), filler("npm")]);
    program.write_json("good.json", &bill_of(&["pkg:npm/left-pad@2.0.0"]));
    program.write_json("flawed.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    program.write_json("unknown.json", &bill_of(&["pkg:npm/left-pad"]));
    program
}

#[test]
fn the_gate_says_yes_no_or_that_it_cannot_be_decided() {
    let program = program();
    for (bill, code, verdict) in
        [("good.json", 0, "pass"), ("flawed.json", 1, "blocked"), ("unknown.json", 3, "undecided")]
    {
        let answer = program.ask(&["gate", bill, "--advisories", "feed"]).exits(code);
        assert_eq!(answer.json()["verdict"], verdict, "{bill}");
        assert_eq!(answer.err, "", "{bill}");
    }
}

#[test]
fn of_several_bills_the_worst_verdict_decides() {
    let program = program();
    let gate = |bills: &[&str]| {
        let arguments: Vec<&str> = [&["gate", "--advisories", "feed"], bills].concat();
        program.ask(&arguments).code
    };
    assert_eq!(gate(&["good.json", "good.json"]), 0);
    assert_eq!(gate(&["unknown.json", "good.json"]), 3);
    assert_eq!(gate(&["good.json", "flawed.json", "unknown.json"]), 1);
}

#[test]
fn a_scan_says_yes_whatever_it_finds() {
    let program = program();
    for (bill, findings) in [("good.json", 0), ("flawed.json", 1), ("unknown.json", 1)] {
        let answer = program.ask(&["scan", bill, "--advisories", "feed"]).exits(0).json();
        assert_eq!(answer["findings"].as_array().expect("findings").len(), findings, "{bill}");
        assert!(answer.get("verdict").is_none(), "a scan is no decision");
    }
    program.ask(&["scan", "good.json"]).exits(0);
}

#[test]
fn bad_input_is_told_from_a_failure_of_the_machine() {
    let program = program();
    for command in ["gate", "scan"] {
        program.run(&[command, "absent.json"]).refuses(&["absent.json"]);
        program.run(&[command]).exits(2);
        program.run(&[command, "good.json", "--now", "yesterday"]).exits(2);
        let full = OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let failed = program.run_into(&[command, "good.json", "--now", NOW], full).exits(4);
        assert!(failed.err.contains("standard output cannot be written"), "{}", failed.err);
    }
}

#[test]
fn one_broken_bill_among_good_ones_refuses_them_all() {
    let program = program();
    program.write("broken.json", "{");
    program.run(&["gate", "good.json", "broken.json", "--advisories", "feed"]).refuses(&["broken.json", "line 1"]);
}

#[test]
fn a_bill_that_lacks_required_fields_fails_its_check() {
    let program = program();
    let report = program.run(&["sbom", "check", "good.json", "--format", "json"]).exits(1).json();
    assert_eq!(report["tr_03183_2"]["verdict"], "incomplete");
    program.write("broken.json", "[]");
    program.run(&["sbom", "check", "broken.json"]).refuses(&["broken.json"]);
    program.run(&["sbom", "check"]).exits(2);
}

/// Whether the dependencies of a bill are said to be complete is not read, so that nothing is ever wholly met.
#[test]
fn a_bill_that_lacks_nothing_that_can_be_told_is_not_called_complete() {
    let component = |name: &str| {
        json!({
            "type": "library", "bom-ref": name, "name": name, "version": "1.0", "purl": format!("pkg:generic/{name}@1.0"),
            "manufacturer": { "name": "Example", "url": ["https://example.org"] },
            "licenses": [{ "expression": "MIT", "acknowledgement": "concluded" }],
            "externalReferences": [{
                "type": "distribution", "url": "https://example.org/file.so",
                "hashes": [{ "alg": "SHA-512", "content": "ab".repeat(64) }],
            }],
            "hashes": [{ "alg": "SHA-512", "content": "ab".repeat(64) }],
            "properties": [
                { "name": "bsi:component:filename", "value": "file.so" },
                { "name": "bsi:component:executable", "value": "executable" },
                { "name": "bsi:component:archive", "value": "no archive" },
                { "name": "bsi:component:structured", "value": "unstructured" },
            ],
        })
    };
    let program = program();
    let mut bill = bill_of(&[]);
    bill["metadata"]["component"] = component("gateway");
    bill["metadata"]["manufacturer"] = json!({ "name": "Example", "url": ["https://example.org"] });
    bill["components"] = json!([component("tls")]);
    bill["dependencies"] = json!([{ "ref": "gateway", "dependsOn": ["tls"] }, { "ref": "tls", "dependsOn": [] }]);
    program.write_json("full.json", &bill);
    let report = program.run(&["sbom", "check", "full.json", "--format", "json"]).exits(3).json();
    assert_eq!(report["cra_minimum"]["verdict"], "met", "{report:#}");
    assert_eq!(report["tr_03183_2"]["verdict"], "unknown", "{report:#}");
}
