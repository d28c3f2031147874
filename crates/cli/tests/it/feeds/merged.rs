//! One import after the other: what is added, what is replaced, what stays.

use std::process::Stdio;

use serde_json::{Value, json};

use super::{INDEX, digest, gate, import};
use crate::advisories::{alias, before, filler, kev};
use crate::bills::bill_of;
use crate::program::{NOW, Program};

#[test]
fn a_second_import_adds_to_the_first() {
    let program = Program::new();
    program.write_feed("npm", &[before("GHSA-1", "npm", "left-pad", "2.0.0")]);
    program.write_feed("pypi", &[before("PYSEC-1", "PyPI", "django", "2.0")]);
    import(&program, &["npm"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:pypi/flask@1.0"])), 3);
    import(&program, &["pypi"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:pypi/flask@1.0", "pkg:npm/other@1.0.0"])), 0);
    assert_eq!(gate(&program, &bill_of(&["pkg:pypi/django@1.0"])), 1);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
    let listed = program.run(&["feed", "list"]).exits(0).words();
    for words in ["OSV npm", "OSV pypi", "PyPI", "2 advisories"] {
        assert!(listed.contains(words), "{words:?} is not in {listed}");
    }
}

#[test]
fn a_record_that_vanished_from_an_export_closes_its_finding() {
    let program = Program::new();
    program.write_feed("monday", &[before("GHSA-1", "npm", "left-pad", "2.0.0"), filler("npm")]);
    program.write_feed("tuesday", &[filler("npm")]);
    import(&program, &["monday"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
    import(&program, &["tuesday"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 0);
}

#[test]
fn a_changed_record_takes_the_place_of_the_old_one() {
    let program = Program::new();
    let mut record = before("GHSA-1", "npm", "left-pad", "2.0.0");
    program.write_feed("feed", &[record.clone()]);
    import(&program, &["feed"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@2.5.0"])), 0);
    record["affected"][0]["ranges"][0]["events"][1] = json!({ "fixed": "3.0.0" });
    program.write_feed("feed", &[record]);
    import(&program, &["feed"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@2.5.0"])), 1);
}

#[test]
fn a_single_record_is_added_and_outlives_the_export() {
    let program = Program::new();
    program.write_feed("feed", &[filler("npm")]);
    program.write_json("record.json", &before("GHSA-1", "npm", "left-pad", "2.0.0"));
    import(&program, &["feed"]).exits(0);
    import(&program, &["record.json"]).exits(0);
    import(&program, &["feed"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
}

#[test]
fn catalogues_and_advisories_come_in_whatever_order() {
    let program = Program::new();
    let record = alias(before("GHSA-1", "npm", "left-pad", "2.0.0"), &["CVE-2026-1"]);
    program.write_feed("feed", &[record]).write_json("bom.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    program.write_json("kev.json", &kev(NOW, &["CVE-2026-1"])).write_json("empty.json", &kev(NOW, &["CVE-2026-2"]));
    let exploited = || program.ask(&["scan", "bom.json"]).exits(0).json()["findings"][0]["exploited"].clone();
    import(&program, &["kev.json"]).exits(0);
    assert_eq!(program.ask(&["gate", "bom.json"]).exits(3).json()["reasons"][0]["code"], "no-advisories");
    import(&program, &["feed"]).exits(0);
    assert_eq!(exploited(), true);
    import(&program, &["empty.json"]).exits(0);
    assert_eq!(exploited(), false, "a catalogue replaces the last one");
    assert_eq!(program.ask(&["scan", "bom.json", "--kev", "kev.json"]).json()["findings"][0]["exploited"], true);
}

#[test]
fn importing_the_same_again_changes_nothing() {
    let program = Program::new();
    program.write_feed("feed", &[before("GHSA-1", "npm", "left-pad", "2.0.0")]);
    program.write_json("kev.json", &kev(NOW, &["CVE-2026-1"]));
    import(&program, &["feed", "kev.json"]).exits(0);
    let first = program.read(INDEX);
    import(&program, &["kev.json", "feed"]).exits(0);
    assert_eq!(program.read(INDEX), first);
}

#[test]
fn beginning_anew_forgets_what_was_there() {
    let program = Program::new();
    program.write_feed("npm", &[filler("npm")]).write_feed("pypi", &[filler("PyPI")]);
    import(&program, &["npm"]).exits(0);
    import(&program, &["pypi", "--anew"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 3);
    assert_eq!(gate(&program, &bill_of(&["pkg:pypi/flask@1.0"])), 0);
}

#[test]
fn two_imports_at_once_are_both_kept() {
    let program = Program::new();
    program
        .write_feed("npm", &[filler("npm")])
        .write_feed("pypi", &[filler("PyPI")])
        .write_feed("hex", &[filler("Hex")]);
    import(&program, &["hex"]).exits(0);
    let start = |feed: &str| {
        let mut command = program.command(&["feed", "import", feed, "--now", NOW]);
        command.stdout(Stdio::null()).spawn().expect("the program runs")
    };
    let mut both = [start("npm"), start("pypi")];
    both.iter_mut().for_each(|child| assert!(child.wait().expect("it ends").success()));
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/a@1.0.0", "pkg:pypi/b@1.0", "pkg:hex/c@1.0.0"])), 0);
}

#[test]
fn a_fetch_time_in_own_knowledge_makes_an_old_feed_fresh() {
    let program = Program::new();
    let mut old = filler("npm");
    old["modified"] = json!("2020-01-01T00:00:00Z");
    old["published"] = json!("2020-01-01T00:00:00Z");
    program.write_feed("feed", &[old]);
    import(&program, &["feed"]).exits(0);
    let before = digest(&program);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 3);
    import(&program, &["feed", "--fetched", "2026-07-01"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 0);
    assert_ne!(digest(&program), before, "the age is part of the snapshot");
}

/// Ten records of one ecosystem.
fn ten(ecosystem: &str) -> Vec<Value> {
    (0..10).map(|number| before(&format!("{ecosystem}-{number}"), ecosystem, &format!("p{number}"), "2.0")).collect()
}

#[test]
fn a_record_of_two_exports_stays_as_long_as_one_of_them_has_it() {
    let program = Program::new();
    let mut shared = before("GHSA-1", "npm", "left-pad", "2.0.0");
    let python = before("GHSA-1", "PyPI", "left-pad", "2.0")["affected"][0].clone();
    shared["affected"].as_array_mut().expect("entries").push(python);
    for (folder, ecosystem) in [("npm", "npm"), ("pypi", "PyPI")] {
        program.write_feed(folder, &[ten(ecosystem), vec![shared.clone()]].concat());
        program.write_feed(&format!("{folder}-later"), &ten(ecosystem));
    }
    for (later, stays) in [("npm-later", "pkg:pypi/left-pad@1.0"), ("pypi-later", "pkg:npm/left-pad@1.0.0")] {
        import(&program, &["npm", "pypi", "--anew"]).exits(0);
        import(&program, &[later]).exits(0);
        assert_eq!(gate(&program, &bill_of(&[stays])), 1, "after {later}");
    }
}
