//! No false all-clear: where nothing could be checked, the answer is "cannot be decided" and says why.

use serde_json::{Value, json};

use crate::advisories::{before, events, filler};
use crate::bills::{bill, bill_of, nameless, package};
use crate::program::{NOW, Program, Run};

/// Asks the gate about a bill against a feed of `npm`.
fn gate(bill: &Value) -> Run {
    let program = Program::new();
    program.write_feed("feed", &[filler("npm")]).write_json("bom.json", bill);
    program.ask(&["gate", "bom.json", "--advisories", "feed"])
}

/// The verdict's reasons: each code, and the reason of the component where it could not be checked.
#[track_caller]
fn undecided(run: Run) -> (Vec<String>, Vec<String>) {
    let answer = run.exits(3).json();
    assert_eq!(answer["verdict"], "undecided");
    let texts = |list: &Value, key: &str| {
        let entries = list.as_array().expect("a list").iter();
        entries.map(|entry| entry[key].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    (texts(&answer["reasons"], "code"), texts(&answer["unknown_components"], "reason"))
}

/// The one component could not be checked, for this reason.
#[track_caller]
fn component_unknown(run: Run, reason: &str) {
    assert_eq!(undecided(run), (vec!["component-unknown".to_owned()], vec![reason.to_owned()]));
}

#[test]
fn without_advisories_the_gate_cannot_decide_and_names_the_command_that_loads_them() {
    let program = Program::new();
    program.write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    assert_eq!(undecided(program.ask(&["gate", "bom.json"])).0, ["no-advisories"]);
    for command in ["gate", "scan"] {
        let run = program.run(&[command, "bom.json", "--now", NOW]);
        for words in ["steadfast feed import", "among the 0 components that could be checked", "1 could not be checked"]
        {
            assert!(run.words().contains(words), "{words:?} is not in\n{}", run.out);
        }
    }
    let scanned = program.ask(&["scan", "bom.json"]).exits(0).json();
    assert_eq!((&scanned["bom"]["checked"], &scanned["bom"]["unknown"]), (&json!(0), &json!(1)));
    assert_eq!(program.files().len(), 1, "a question writes nothing");
}

#[test]
fn an_empty_bill_without_advisories_is_no_pass() {
    let program = Program::new();
    program.write_json("bom.json", &bill(&[]));
    program.ask(&["gate", "bom.json"]).exits(3);
}

#[test]
fn catalogues_of_exploitation_alone_are_no_advisories() {
    let program = Program::new();
    program.write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    program.write_json("kev.json", &crate::advisories::kev(NOW, &["CVE-2026-1"]));
    assert_eq!(undecided(program.ask(&["gate", "bom.json", "--kev", "kev.json"])).0, ["no-advisories"]);
}

#[test]
fn advisories_of_another_ecosystem_check_nothing() {
    component_unknown(gate(&bill_of(&["pkg:pypi/django@1.0.0"])), "no-feed");
}

#[test]
fn a_stale_feed_checks_nothing() {
    let program = Program::new();
    program.write_feed("feed", &[filler("npm")]).write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    let on = |day: &str| program.ask(&["gate", "bom.json", "--advisories", "feed", "--now", day]);
    on("2026-07-08").exits(0);
    component_unknown(on("2026-07-09"), "feed-stale");
    component_unknown(on("2036-01-01"), "feed-stale");
}

#[test]
fn a_single_record_covers_nothing_but_still_finds() {
    let program = Program::new();
    program.write_json("record.json", &before("GHSA-1", "npm", "left-pad", "2.0.0"));
    program.write_json("bom.json", &bill_of(&["pkg:npm/right-pad@1.0.0"]));
    component_unknown(program.ask(&["gate", "bom.json", "--advisories", "record.json"]), "no-feed");
    program.write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    program.ask(&["gate", "bom.json", "--advisories", "record.json"]).exits(1);
}

#[test]
fn a_feed_without_dates_is_of_unknown_age() {
    let program = Program::new();
    let undated = json!({ "schema_version": "1.7.0", "id": "X-1", "modified": null,
        "affected": [{ "package": { "ecosystem": "npm", "name": "other" }, "versions": ["1"] }] });
    program.write_feed("feed", &[undated]).write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    component_unknown(program.ask(&["gate", "bom.json", "--advisories", "feed"]), "feed-stale");
}

#[test]
fn a_component_that_cannot_be_named_is_unknown() {
    component_unknown(gate(&bill_of(&["pkg:npm/left-pad"])), "no-version");
    component_unknown(gate(&bill(&[nameless("left-pad", "1.0.0")])), "no-identifier");
    component_unknown(gate(&bill_of(&["pkg:teapot/left-pad@1.0.0"])), "ecosystem-not-known");
    component_unknown(gate(&bill_of(&["pkg:deb/unheard-of/left-pad@1.0.0"])), "ecosystem-not-known");
    component_unknown(gate(&bill_of(&["left-pad@1.0.0"])), "identifier-broken");
}

#[test]
fn an_empty_bill_is_no_pass() {
    assert_eq!(undecided(gate(&bill(&[]))), (vec!["empty-bill".to_owned()], vec![]));
}

#[test]
fn entries_that_are_not_understood_are_no_pass() {
    let run = gate(&bill(&[package("pkg:npm/left-pad@1.0.0"), json!("left-pad"), json!(["a", "b"])]));
    let answer = run.json();
    assert_eq!(undecided(run).0, ["entries-not-understood"]);
    assert_eq!(answer["bom"]["not_understood"], 2);
    assert_eq!(answer["bom"]["entries"], 3);
    let problems = answer["problems"].as_array().expect("problems");
    assert!(problems[0].as_str().expect("text").contains("/components/1"), "{problems:?}");
}

#[test]
fn entries_that_are_all_broken_are_not_an_empty_bill() {
    assert_eq!(undecided(gate(&bill(&[json!(1)]))).0, ["entries-not-understood"]);
}

#[test]
fn a_version_that_cannot_be_ordered_is_an_unknown_finding() {
    let program = Program::new();
    program.write_feed("feed", &[before("GHSA-1", "npm", "left-pad", "2.0.0")]);
    program.write_json("bom.json", &bill_of(&["pkg:npm/left-pad@latest"]));
    let run = program.ask(&["gate", "bom.json", "--advisories", "feed"]);
    let finding = run.json()["findings"][0].clone();
    assert_eq!((&finding["status"], &finding["reason"]), (&json!("unknown"), &json!("version-not-orderable")));
    let (codes, _) = undecided(run);
    assert!(codes.contains(&"finding-unknown".to_owned()), "{codes:?}");
}

#[test]
fn a_package_of_a_distribution_without_its_release_is_unknown() {
    let program = Program::new();
    let record = events("DSA-1", "Debian:12", "openssl", json!([{ "introduced": "0" }, { "fixed": "3.0.9-1" }]));
    program.write_feed("feed", &[record]);
    let ask = |purl: &str| {
        program.write_json("bom.json", &bill_of(&[purl]));
        program.ask(&["gate", "bom.json", "--advisories", "feed"])
    };
    let source = "pkg:deb/debian/zlib@1.2.13?arch=source";
    component_unknown(ask(source), "release-unknown");
    component_unknown(ask(&format!("{source}&distro=debian-11")), "no-feed");
    ask(&format!("{source}&distro=debian-12")).exits(0);
    let finding = ask("pkg:deb/debian/openssl@3.0.7-1?arch=source").exits(3).json()["findings"][0].clone();
    assert_eq!((&finding["status"], &finding["reason"]), (&json!("unknown"), &json!("release-unknown")));
}

#[test]
fn a_binary_package_whose_source_is_not_named_is_unknown() {
    let program = Program::new();
    program.write_feed("feed", &[before("DSA-1", "Debian:12", "openssl", "3.0.9-1")]);
    program.write_json("bom.json", &bill_of(&["pkg:deb/debian/libssl3@3.0.7-1?arch=amd64&distro=debian-12"]));
    component_unknown(program.ask(&["gate", "bom.json", "--advisories", "feed"]), "source-package-unknown");
    let named = "pkg:deb/debian/libssl3@3.0.7-1?arch=amd64&distro=debian-12&upstream=openssl";
    program.write_json("bom.json", &bill_of(&[named]));
    program.ask(&["gate", "bom.json", "--advisories", "feed"]).exits(1);
}

/// An export of PyPI in which one record names npm too, as some really do.
#[test]
fn a_record_of_another_ecosystem_inside_an_export_does_not_cover_that_ecosystem() {
    let program = Program::new();
    let mut records: Vec<Value> =
        (0..12).map(|number| before(&format!("PYSEC-{number}"), "PyPI", &format!("package-{number}"), "1.0")).collect();
    let both = json!({ "package": { "ecosystem": "npm", "name": "other" }, "versions": ["1.0.0"] });
    records[0]["affected"].as_array_mut().expect("entries").push(both);
    records.push(before("GHSA-1", "npm", "another", "1.0.0"));
    program.write_feed("feed", &records);
    program.write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    component_unknown(program.ask(&["gate", "bom.json", "--advisories", "feed"]), "no-feed");
    program.write_json("bom.json", &bill_of(&["pkg:pypi/django@1.0.0"]));
    program.ask(&["gate", "bom.json", "--advisories", "feed"]).exits(0);
}

#[test]
fn the_sentence_never_says_more_than_was_checked() {
    let run = gate(&bill(&[package("pkg:npm/left-pad@1.0.0"), nameless("secret", "1"), json!(7)])).exits(3);
    let statement = run.json()["statement"].as_str().expect("a sentence").to_owned();
    assert!(statement.starts_with("No "), "{statement}");
    assert!(statement.contains("among the 1 component that could be checked"), "{statement}");
    assert!(statement.contains("; 2 could not be checked."), "{statement}");
    assert!(statement.contains("not a declaration of conformity"), "{statement}");
}
