//! Records of the European vulnerability database.

use steadfast_formats::advisory::{Product, Rule, Severity};

use crate::shared::{only, partly};

const RECORD: &str = r#"{"id":"EUVD-2024-1","enisaUuid":"x","description":"Flaw","datePublished":"Nov 22, 2001, 5:00:00 AM",
 "dateUpdated":"Aug 8, 2024, 4:37:07\u202fPM","baseScore":9.8,"baseScoreVersion":"3.1","baseScoreVector":"CVSS:3.1/AV:N",
 "references":"https://a\nhttps://b\n","aliases":"GHSA-1\nCVE-2024-1\n","epss":93.5,"exploitedSince":"May 1, 2024, 12:00:00 AM",
 "enisaIdProduct":[{"id":"1","product":{"name":"Thing"},"product_version":"5.0 <5.0.3"},{"id":"2","product":{"name":"n/a"},"product_version":"n/a"}],
 "enisaIdVendor":[{"id":"3","vendor":{"name":"Maker"}}]}"#;

#[test]
fn prose_dates_and_lists_in_text_are_understood() {
    let advisory = only(RECORD);
    assert_eq!(advisory.aliases, ["GHSA-1", "CVE-2024-1"]);
    assert_eq!(advisory.references, ["https://a", "https://b"]);
    assert_eq!(advisory.published.unwrap().to_string(), "2001-11-22T05:00:00Z");
    assert_eq!(advisory.modified.unwrap().to_string(), "2024-08-08T16:37:07Z");
    assert_eq!(advisory.exploited.as_deref(), Some("euvd-exploited since 2024-05-01"));
    assert_eq!(advisory.severities, [Severity::Vector("CVSS:3.1/AV:N".into())]);
}

#[test]
fn products_are_free_text_and_counted() {
    let advisory = only(RECORD);
    let [thing, unnamed] = advisory.affected.as_slice() else { panic!() };
    assert_eq!(thing.product, Product::Text("Maker Thing".into()));
    assert_eq!(thing.rule, Rule::Exactly(vec!["5.0 <5.0.3".into()]));
    assert_eq!((&unnamed.product, &unnamed.rule), (&Product::Text("Maker".into()), &Rule::Exactly(vec![])));
}

#[test]
fn a_vector_gets_the_prefix_of_its_version() {
    let vector = |version: &str, vector: &str| {
        let text = format!(r#"{{"id":"EUVD-1","baseScoreVersion":"{version}","baseScoreVector":"{vector}"}}"#);
        only(&text).severities.remove(0)
    };
    assert_eq!(vector("3.1", "AV:N"), Severity::Vector("CVSS:3.1/AV:N".into()));
    assert_eq!(vector("4.0", "CVSS:4.0/AV:N"), Severity::Vector("CVSS:4.0/AV:N".into()));
    assert_eq!(vector("2.0", "AV:N/AC:H"), Severity::Vector("AV:N/AC:H".into()));
}

#[test]
fn pages_and_lists_are_read_and_broken_records_reported() {
    let (advisories, problems) = partly(&format!(r#"{{"items":[{RECORD},{{"id":4}}],"total":2}}"#));
    assert_eq!(advisories.len(), 1);
    assert_eq!(problems, ["line 5, /items/1: invalid type: integer `4`, expected a string"]);
    assert_eq!(partly(&format!("[{RECORD}]")).0.len(), 1);
}

#[test]
fn an_unreadable_date_of_exploitation_still_says_exploited() {
    let (advisories, problems) = partly(r#"{"id":"EUVD-1","exploitedSince":"long ago"}"#);
    assert_eq!(advisories[0].exploited.as_deref(), Some("euvd-exploited"));
    assert_eq!(problems, ["line 1, /exploitedSince: `long ago` is not a date"]);
}
