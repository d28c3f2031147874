//! Records about one flaw are one finding; informational records stand apart.

use serde_json::{Value, json};

use super::scan;
use crate::advisories::{CRITICAL, alias, before, filler, rated, with};
use crate::bills::{bill, bill_of, package};
use crate::program::Program;

fn ids(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().expect("findings").iter().map(|finding| finding["id"].as_str().expect("id")).collect()
}

#[test]
fn three_databases_on_one_flaw_are_one_finding() {
    let records = [
        rated(alias(before("GHSA-aaaa", "PyPI", "django", "2.0"), &["CVE-2026-1"]), CRITICAL),
        alias(before("PYSEC-2026-1", "PyPI", "django", "2.1"), &["CVE-2026-1", "GHSA-aaaa"]),
        alias(before("CVE-2026-1", "PyPI", "django", "2.0"), &[]),
    ];
    let answer = scan(&records, &bill_of(&["pkg:pypi/django@1.0"]));
    assert_eq!(ids(&answer).len(), 1);
    let finding = &answer["findings"][0];
    let mut all = vec![finding["id"].clone()];
    all.extend(finding["aliases"].as_array().expect("aliases").iter().cloned());
    all.sort_by_key(ToString::to_string);
    assert_eq!(all, [json!("CVE-2026-1"), json!("GHSA-aaaa"), json!("PYSEC-2026-1")]);
    assert_eq!((&finding["severity"], &finding["cvss"]["score"]), (&json!("critical"), &json!(9.8)));
    assert_eq!(finding["fixed_in"], json!(["2.0", "2.1"]));
}

#[test]
fn aliases_join_through_an_id_that_no_record_has() {
    let records = [
        alias(before("GHSA-aaaa", "PyPI", "django", "2.0"), &["CVE-2026-1"]),
        alias(before("PYSEC-2026-1", "PyPI", "django", "2.0"), &["CVE-2026-1"]),
    ];
    assert_eq!(ids(&scan(&records, &bill_of(&["pkg:pypi/django@1.0"]))).len(), 1);
}

#[test]
fn of_two_records_the_affected_one_counts_and_a_withdrawn_one_does_not() {
    let good = alias(before("PYSEC-2026-1", "PyPI", "django", "2.0"), &["CVE-2026-1"]);
    let gone = alias(before("GHSA-aaaa", "PyPI", "django", "9.0"), &["CVE-2026-1"]);
    let gone = with(gone, "withdrawn", "2026-06-01T00:00:00Z".into());
    let answer = scan(&[good.clone(), gone.clone()], &bill_of(&["pkg:pypi/django@1.0"]));
    assert_eq!(answer["findings"][0]["fixed_in"], json!(["2.0"]));
    assert_eq!(ids(&scan(&[good, gone], &bill_of(&["pkg:pypi/django@3.0"]))), Vec::<&str>::new());
}

#[test]
fn two_flaws_in_one_component_and_one_flaw_in_two_components_stay_apart() {
    let records = [before("GHSA-1", "npm", "a", "2.0.0"), before("GHSA-2", "npm", "a", "2.0.0")];
    assert_eq!(ids(&scan(&records, &bill_of(&["pkg:npm/a@1.0.0"]))), ["GHSA-1", "GHSA-2"]);
    let twice = scan(&records[..1], &bill_of(&["pkg:npm/a@1.0.0", "pkg:npm/a@1.1.0"]));
    assert_eq!(ids(&twice), ["GHSA-1", "GHSA-1"]);
}

#[test]
fn an_informational_record_is_listed_and_does_not_block() {
    let mut record = before("RUSTSEC-2026-1", "crates.io", "bincode", "9.0.0");
    record["affected"][0]["database_specific"] = json!({ "informational": "unmaintained" });
    let program = Program::new();
    program.write_feed("feed", &[record.clone(), filler("crates.io")]);
    program.write_json("bom.json", &bill_of(&["pkg:cargo/bincode@1.3.3"]));
    let answer = program.ask(&["gate", "bom.json", "--advisories", "feed"]).exits(0).json();
    let finding = &answer["findings"][0];
    assert_eq!((&finding["kind"], &finding["informational"]), (&json!("informational"), &json!("unmaintained")));
    assert_eq!((&finding["blocks"], &answer["reasons"]), (&json!(false), &json!([])));
}

#[test]
fn an_informational_record_does_not_hide_a_vulnerability_of_the_same_flaw() {
    let mut note = alias(before("RUSTSEC-2026-1", "crates.io", "bincode", "9.0.0"), &["CVE-2026-1"]);
    note["affected"][0]["database_specific"] = json!({ "informational": "unsound" });
    let real = alias(before("GHSA-1", "crates.io", "bincode", "9.0.0"), &["CVE-2026-1"]);
    let program = Program::new();
    program.write_feed("feed", &[note, real]).write_json("bom.json", &bill_of(&["pkg:cargo/bincode@1.3.3"]));
    let answer = program.ask(&["gate", "bom.json", "--advisories", "feed"]).exits(1).json();
    assert_eq!(answer["findings"][0]["kind"], "vulnerability");
}

#[test]
fn a_finding_names_its_component_as_the_bill_does() {
    let purl = "pkg:npm/left-pad@1.0.0";
    let mut component = package(purl);
    component["bom-ref"] = json!("the-reference");
    let answer = scan(&[before("GHSA-1", "npm", "left-pad", "2.0.0")], &bill(&[component]));
    let named = &answer["findings"][0]["component"];
    assert_eq!((&named["name"], &named["version"]), (&json!("left-pad"), &json!("1.0.0")));
    assert_eq!((&named["purl"], &named["reference"]), (&json!(purl), &json!("the-reference")));
}
