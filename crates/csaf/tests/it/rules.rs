//! Each mandatory test finds what it is for, and nothing else does.

use serde_json::{Value, json};
use steadfast_csaf::{Kind, check};

use crate::made;

fn whole() -> Value {
    serde_json::from_str(&made::document().draft()).expect("JSON")
}

/// The tests that block a document in which one place holds something else. `null` takes it away.
fn broken(changes: &[(&str, Value)]) -> Vec<&'static str> {
    let mut document = whole();
    for (pointer, value) in changes {
        let (above, last) = pointer.rsplit_once('/').expect("a pointer");
        match document.pointer_mut(above).expect("a place") {
            Value::Object(fields) if value.is_null() => drop(fields.remove(last)),
            Value::Object(fields) => drop(fields.insert(last.to_owned(), value.clone())),
            Value::Array(items) => items.push(value.clone()),
            other => panic!("nothing lies below {other}"),
        }
    }
    let mut tests: Vec<_> = check(&document).blocking().into_iter().map(|finding| finding.test).collect();
    tests.dedup();
    tests
}

const FLAW: &str = "/vulnerabilities/0";
const TRACKING: &str = "/document/tracking";

fn history(entries: &[(&str, &str)]) -> Value {
    let entry = |(number, date): &(&str, &str)| json!({"number": number, "date": date, "summary": "x"});
    entries.iter().map(entry).collect()
}

#[test]
fn what_is_named_is_defined_once() {
    let twin = whole().pointer("/product_tree/branches/0/branches/0/branches/0/product").cloned().expect("a product");
    assert_eq!(broken(&[(&format!("{FLAW}/product_status/fixed/-"), json!("P9"))]), ["6.1.1"]);
    assert_eq!(broken(&[("/product_tree/full_product_names", json!([twin]))]), ["6.1.2"]);
    assert_eq!(broken(&[("/product_tree/relationships/0/product_reference", json!("C1"))]), ["6.1.3"]);
    assert_eq!(broken(&[(&format!("{FLAW}/flags/0/group_ids"), json!(["G"]))]), ["6.1.4"]);
    let group = json!({"group_id": "G", "product_ids": ["P1", "P2"]});
    assert_eq!(broken(&[("/product_tree/product_groups", json!([group, group]))]), ["6.1.5"]);
}

#[test]
fn states_and_scores_do_not_contradict_themselves() {
    assert_eq!(broken(&[(&format!("{FLAW}/product_status/fixed/-"), json!("P1"))]), ["6.1.6"]);
    let score = whole().pointer("/vulnerabilities/0/scores/0").cloned().expect("a score");
    assert_eq!(broken(&[(&format!("{FLAW}/scores/-"), score)]), ["6.1.7"]);
    let cvss = format!("{FLAW}/scores/0/cvss_v3");
    assert_eq!(broken(&[(&format!("{cvss}/baseSeverity"), json!("DIRE"))]), ["6.1.8", "6.1.9"]);
    assert_eq!(broken(&[(&format!("{cvss}/baseScore"), json!(6.5))]), ["6.1.9"]);
    assert_eq!(broken(&[(&format!("{cvss}/scope"), json!("CHANGED"))]), ["6.1.10"]);
    assert_eq!(
        broken(&[(&format!("{FLAW}/flags/-"), json!({"label": "component_not_present", "product_ids": ["P3"]}))]),
        ["6.1.33"]
    );
    assert_eq!(broken(&[(&format!("{FLAW}/flags/-"), json!({"label": "component_not_present"}))]), ["6.1.32"]);
    assert_eq!(broken(&[(&format!("{FLAW}/remediations/0/product_ids"), Value::Null)]), ["6.1.29"]);
    assert_eq!(
        broken(&[("/vulnerabilities/-", json!({"cve": "CVE-2027-12345", "notes": [], "product_status": {}}))]).last(),
        Some(&"6.1.23")
    );
    let twice = json!([
        {"party": "vendor", "status": "open", "date": "2027-01-01T10:00:00Z"},
        {"party": "vendor", "status": "completed", "date": "2027-01-01T10:00:00Z"},
    ]);
    assert_eq!(broken(&[(&format!("{FLAW}/involvements"), twice)]), ["6.1.24"]);
}

#[test]
fn names_are_those_of_the_lists() {
    assert_eq!(broken(&[(&format!("{FLAW}/cwe/name"), json!("Something"))]), ["6.1.11"]);
    assert_eq!(broken(&[(&format!("{FLAW}/cwe/id"), json!("CWE-99999"))]), ["6.1.11"]);
    assert_eq!(broken(&[("/document/lang", json!("xx"))]), ["6.1.12"]);
    assert_eq!(broken(&[("/document/source_lang", json!("en"))]), ["6.1.28"]);
    assert_eq!(broken(&[("/document/publisher/category", json!("translator"))]), ["6.1.15"]);
    let helper = "/product_tree/branches/0/branches/0/branches/0/product/product_identification_helper";
    assert_eq!(broken(&[(&format!("{helper}/purl"), json!("pkg:maven/@1.3.4"))]), ["6.1.13"]);
    let digest = json!({"algorithm": "sha256", "value": "0b".repeat(32)});
    assert_eq!(broken(&[(&format!("{helper}/hashes/0/file_hashes/-"), digest)]), ["6.1.25"]);
    assert_eq!(broken(&[("/product_tree/branches/0/branches/0/branches/0/name", json!("prior to 2"))]), ["6.1.31"]);
}

#[test]
fn versions_rise_with_their_dates() {
    let (early, late) = ("2026-01-01T10:00:00Z", "2027-01-01T10:00:00Z");
    let with = |entries: &[(&str, &str)], version: &str| {
        let changes = [
            (format!("{TRACKING}/revision_history"), history(entries)),
            (format!("{TRACKING}/version"), json!(version)),
        ];
        broken(&[(&changes[0].0, changes[0].1.clone()), (&changes[1].0, changes[1].1.clone())])
    };
    assert_eq!(with(&[("1", early), ("2", late)], "2"), [""; 0]);
    assert_eq!(with(&[("2", early), ("1", late)], "1"), ["6.1.14", "6.1.21"]);
    assert_eq!(with(&[("1", early), ("2", late)], "1"), ["6.1.16"]);
    assert_eq!(with(&[("1", early), ("3", late)], "3"), ["6.1.21"]);
    assert_eq!(with(&[("1", early), ("1", late)], "1"), ["6.1.22"]);
    assert_eq!(with(&[("0", early), ("1", late)], "1"), ["6.1.18"]);
    assert_eq!(with(&[("1.0.0", early), ("2", late)], "2"), ["6.1.30"]);
    assert_eq!(with(&[("0.1.0", late)], "0.1.0"), ["6.1.17", "6.1.18"]);
    assert_eq!(with(&[("1.0.0-rc1", late)], "1.0.0-rc1"), ["6.1.17", "6.1.20", "6.1.19"]);
}

#[test]
fn a_profile_has_what_it_asks_for() {
    let category = |name: &str| ("/document/category", json!(name));
    assert_eq!(broken(&[category("csaf_other")]), ["6.1.26"]);
    assert_eq!(broken(&[category("Security_Advisory")]), ["6.1.26"]);
    assert_eq!(broken(&[category("csaf_informational_advisory")]), ["6.1.27.2", "6.1.27.3"]);
    assert_eq!(
        broken(&[category("csaf_security_incident_response"), ("/document/notes", Value::Null)]),
        ["6.1.27.1", "6.1.27.2"]
    );
    assert_eq!(broken(&[("/vulnerabilities", Value::Null)]), ["6.1.27.11"]);
    assert_eq!(broken(&[(&format!("{FLAW}/notes"), Value::Null)]), ["6.1.27.5"]);
    assert_eq!(broken(&[(&format!("{FLAW}/product_status"), Value::Null)]), ["6.1.27.6"]);
    let vex = |pointers: &[&str]| {
        let places: Vec<String> = pointers.iter().map(|pointer| format!("{FLAW}/{pointer}")).collect();
        let mut changes = vec![category("csaf_vex")];
        changes.extend(places.iter().map(|place| (place.as_str(), Value::Null)));
        broken(&changes)
    };
    assert_eq!(vex(&["product_status"]), ["6.1.27.7"]);
    assert_eq!(vex(&["cve", "ids"]), ["6.1.27.8"]);
    assert_eq!(vex(&["flags", "threats"]), ["6.1.27.9"]);
    assert_eq!(vex(&["remediations"]), ["6.1.27.10"]);
    let mut without = whole();
    without.as_object_mut().expect("fields").remove("product_tree");
    assert!(check(&without).has("6.1.27.4"));
}

#[test]
fn what_is_optional_blocks_nothing() {
    let mut document = whole();
    document["document"].as_object_mut().expect("fields").remove("lang");
    let report = check(&document);
    assert_eq!(report.blocking(), []);
    assert_eq!(report.of(Kind::Optional).map(|finding| finding.test).collect::<Vec<_>>(), ["6.2.12"]);
}
