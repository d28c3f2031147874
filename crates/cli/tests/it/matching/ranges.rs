//! Ranges and lists of versions.

use serde_json::{Value, json};

use super::{scan, statuses};
use crate::advisories::{before, events, osv, with};
use crate::bills::bill_of;

/// The versions of `left-pad` that an npm record calls affected.
fn affected(record: &Value, versions: &[&str]) -> Vec<String> {
    let found = statuses(std::slice::from_ref(record), &left_pad(versions));
    let affected = found.into_iter().filter(|(_, status)| status == "affected");
    affected.map(|(version, _)| version).collect()
}

fn left_pad(versions: &[&str]) -> Value {
    let purls: Vec<String> = versions.iter().map(|version| format!("pkg:npm/left-pad@{version}")).collect();
    bill_of(&purls.iter().map(String::as_str).collect::<Vec<_>>())
}

const VERSIONS: [&str; 7] = ["0.9.0", "1.0.0-rc.1", "1.0.0", "1.9.9", "2.0.0-rc.1", "2.0.0", "10.0.0"];

#[test]
fn from_introduced_up_to_but_without_fixed() {
    let record = events("GHSA-1", "npm", "left-pad", json!([{ "introduced": "1.0.0" }, { "fixed": "2.0.0" }]));
    assert_eq!(affected(&record, &VERSIONS), ["1.0.0", "1.9.9", "2.0.0-rc.1"]);
    let finding = scan(&[record], &left_pad(&["1.0.0"]))["findings"][0].clone();
    assert_eq!(finding["fixed_in"], json!(["2.0.0"]));
}

#[test]
fn from_the_beginning_for_ever() {
    let record = events("GHSA-1", "npm", "left-pad", json!([{ "introduced": "0" }]));
    assert_eq!(affected(&record, &VERSIONS), VERSIONS);
}

#[test]
fn up_to_and_with_the_last_affected() {
    let record = events("GHSA-1", "npm", "left-pad", json!([{ "introduced": "0" }, { "last_affected": "1.9.9" }]));
    assert_eq!(affected(&record, &VERSIONS), ["0.9.0", "1.0.0-rc.1", "1.0.0", "1.9.9"]);
}

#[test]
fn a_limit_ends_the_range() {
    let record = events("GHSA-1", "npm", "left-pad", json!([{ "introduced": "1.0.0" }, { "limit": "1.9.9" }]));
    assert_eq!(affected(&record, &VERSIONS), ["1.0.0"]);
}

#[test]
fn the_order_of_events_does_not_count_and_branches_have_fixes_of_their_own() {
    let list = json!([
        { "fixed": "2.0.0" }, { "introduced": "1.9.0" }, { "fixed": "1.0.1" }, { "introduced": "0.5.0" },
    ]);
    let record = events("GHSA-1", "npm", "left-pad", list);
    assert_eq!(affected(&record, &["0.4.0", "0.9.0", "1.0.0", "1.0.1", "1.9.9", "2.0.0"]), ["0.9.0", "1.0.0", "1.9.9"]);
    let finding = scan(&[record], &left_pad(&["0.9.0"]))["findings"][0].clone();
    assert_eq!(finding["fixed_in"][0], "1.0.1");
}

#[test]
fn a_list_names_every_affected_version() {
    let record = osv("GHSA-1", "npm", "left-pad", json!([]), json!(["1.0.0", "v2.0.0"]));
    assert_eq!(affected(&record, &VERSIONS), ["1.0.0", "2.0.0"]);
}

#[test]
fn a_version_is_affected_by_list_or_by_range() {
    let range = json!([{ "type": "SEMVER", "events": [{ "introduced": "1.9.0" }, { "fixed": "2.0.0" }] }]);
    let record = osv("GHSA-1", "npm", "left-pad", range, json!(["0.9.0"]));
    assert_eq!(affected(&record, &VERSIONS), ["0.9.0", "1.9.9", "2.0.0-rc.1"]);
}

#[test]
fn names_are_compared_as_their_ecosystem_does() {
    let record = before("PYSEC-1", "PyPI", "Zope_Interface.core", "2.0");
    let bill = bill_of(&["pkg:pypi/zope-interface-core@1.0", "pkg:pypi/zopeinterfacecore@1.1"]);
    assert_eq!(statuses(&[record], &bill), [("1.0".to_owned(), "affected".to_owned())]);
    let record = before("GHSA-1", "npm", "@acme/pad", "2.0.0");
    let bill = bill_of(&["pkg:npm/%40acme/pad@1.0.0", "pkg:npm/pad@1.0.1", "pkg:npm/%40other/pad@1.0.2"]);
    assert_eq!(statuses(&[record], &bill), [("1.0.0".to_owned(), "affected".to_owned())]);
}

#[test]
fn a_package_of_the_same_name_elsewhere_is_another_one() {
    let bill = bill_of(&["pkg:pypi/left-pad@1.0.0", "pkg:cargo/left-pad@1.0.0", "pkg:gem/left-pad@1.0.0"]);
    assert_eq!(statuses(&[before("GHSA-1", "npm", "left-pad", "2.0.0")], &bill), []);
}

#[test]
fn a_withdrawn_record_finds_nothing() {
    let record = with(before("GHSA-1", "npm", "left-pad", "2.0.0"), "withdrawn", "2026-06-01T00:00:00Z".into());
    assert_eq!(statuses(&[record], &left_pad(&["1.0.0"])), []);
}

#[test]
fn commits_alone_cannot_be_ordered() {
    let range = json!([{ "type": "GIT", "repo": "https://example.org/x", "events": [{ "introduced": "0" }, { "fixed": "abc" }] }]);
    let record = osv("GHSA-1", "npm", "left-pad", range, json!([]));
    assert_eq!(statuses(&[record], &left_pad(&["1.0.0"])), [("1.0.0".to_owned(), "unknown: commits-only".to_owned())]);
}

#[test]
fn a_range_that_ends_before_it_begins_says_nothing() {
    let record = events("GHSA-1", "npm", "left-pad", json!([{ "introduced": "2.0.0" }, { "fixed": "1.0.0" }]));
    let found = statuses(&[record], &left_pad(&["0.5.0", "1.5.0", "2.5.0"]));
    assert!(found.iter().all(|(_, status)| status == "unknown: range-inverted"), "{found:?}");
    assert_eq!(found.len(), 3);
}

#[test]
fn a_record_that_names_no_version_says_nothing() {
    let record = osv("GHSA-1", "npm", "left-pad", json!([]), json!([]));
    assert_eq!(
        statuses(&[record], &left_pad(&["1.0.0"])),
        [("1.0.0".to_owned(), "unknown: advisory-silent".to_owned())]
    );
}

#[test]
fn an_event_of_an_unknown_kind_makes_the_range_unknown() {
    let record = events("GHSA-1", "npm", "left-pad", json!([{ "introduced": "0" }, { "mended": "1.0.0" }]));
    let found = statuses(&[record], &left_pad(&["2.0.0"]));
    assert_eq!(found.len(), 1);
    assert!(found[0].1.starts_with("unknown"), "{found:?}");
}
