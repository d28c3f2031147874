//! The catalogue of known exploited vulnerabilities.

use steadfast_formats::ReadError;
use steadfast_formats::feed::{Exploited, Facts, FeedKind};

use crate::shared::read;

#[test]
fn entries_keep_their_day_and_ransomware_use() {
    let file = read(
        r#"{"title":"KEV","catalogVersion":"2025.08.25","dateReleased":"2025-08-25T17:04:19.9796Z","count":3,"vulnerabilities":[
        {"cveID":"CVE-1","dateAdded":"2025-08-25","knownRansomwareCampaignUse":"Known"},
        {"cveID":"CVE-2","dateAdded":"soon","knownRansomwareCampaignUse":"Unknown"},
        {"dateAdded":"2025-08-25"}]}"#,
    )
    .unwrap();
    assert_eq!(file.kind, FeedKind::Kev);
    assert_eq!(file.dated.unwrap().to_string(), "2025-08-25T17:04:19.9796Z");
    let entry = |cve: &str, since: Option<&str>, ransomware| Exploited {
        cve: cve.into(),
        since: since.map(str::to_owned),
        ransomware,
    };
    let Facts::Exploited(exploited) = file.facts else { panic!() };
    assert_eq!(exploited, [entry("CVE-1", Some("2025-08-25"), true), entry("CVE-2", None, false)]);
    let problems: Vec<String> = file.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "line 3, /vulnerabilities/1/dateAdded: `soon` is not a date",
            "line 4, /vulnerabilities/2: missing field `cveID`"
        ]
    );
}

#[test]
fn a_catalogue_without_a_list_is_refused() {
    let error = read(r#"{"catalogVersion":"1","dateReleased":"","vulnerabilities":5}"#).unwrap_err();
    assert!(matches!(error, ReadError::Malformed { .. }), "{error}");
}
