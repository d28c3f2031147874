//! From records to findings: aliases, errata, withdrawn and informational records, severity and exploitation.

use serde_json::{Value, json};
use steadfast_matching::finding::{Finding, Kind, Severity, Status};

use crate::world::{World, cve, osv, packaged, range};

fn below(version: &str) -> Value {
    json!({"ranges": [range("ECOSYSTEM", &format!("introduced 0, fixed {version}"))]})
}

fn record(id: &str, fixed: &str, more: &Value) -> Value {
    let mut record = osv(id, "PyPI", "thing", &below(fixed));
    crate::world::merge(&mut record, more);
    record
}

fn findings(records: &[Value], version: &str) -> Vec<Finding> {
    World::new(records).findings(&packaged(&format!("pkg:pypi/thing@{version}")))
}

fn ids(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.ids().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn records_that_share_an_id_are_one_finding() {
    let records = [
        record("GHSA-1", "2.0", &json!({"aliases": ["CVE-2026-0001"]})),
        record("PYSEC-1", "2.0", &json!({"aliases": ["CVE-2026-0001"]})),
        record("PYSEC-2", "2.0", &json!({"aliases": ["CVE-2026-0002"]})),
    ];
    let found = findings(&records, "1.0");
    assert_eq!(ids(&found), ["PYSEC-1 CVE-2026-0001 GHSA-1", "PYSEC-2 CVE-2026-0002"]);
    assert_eq!(found[0].fixed_in, ["2.0"]);
}

#[test]
fn aliases_reach_over_records_that_say_nothing_of_the_component() {
    let bridge = osv("GHSA-9", "npm", "else", &below("1.0.0"));
    let mut bridge = bridge;
    bridge["aliases"] = json!(["CVE-2026-0001", "CVE-2026-0009"]);
    let records = [
        record("PYSEC-1", "2.0", &json!({"aliases": ["CVE-2026-0001"]})),
        record("PYSEC-9", "2.0", &json!({"aliases": ["CVE-2026-0009"]})),
        bridge,
    ];
    assert_eq!(ids(&findings(&records, "1.0")), ["PYSEC-1 CVE-2026-0001 CVE-2026-0009 GHSA-9 PYSEC-9"]);
}

#[test]
fn one_record_that_hits_is_enough_and_fixes_come_from_all_that_hit() {
    let records = [
        record("GHSA-1", "1.5", &json!({"aliases": ["CVE-2026-0001"]})),
        record("PYSEC-1", "1.10", &json!({"aliases": ["CVE-2026-0001"]})),
    ];
    assert_eq!(findings(&records, "1.0")[0].fixed_in, ["1.5", "1.10"], "in the order of versions");
    assert_eq!(ids(&findings(&records, "1.7")), ["PYSEC-1 CVE-2026-0001 GHSA-1"]);
    assert!(findings(&records, "1.10").is_empty());
}

#[test]
fn a_withdrawn_record_hits_nothing_and_hides_nothing() {
    let withdrawn = json!({"aliases": ["CVE-2026-0001"], "withdrawn": "2026-10-02T00:00:00Z"});
    assert!(findings(&[record("GHSA-1", "2.0", &withdrawn)], "1.0").is_empty());
    let kept = record("PYSEC-1", "2.0", &json!({"aliases": ["CVE-2026-0001"]}));
    assert_eq!(findings(&[record("GHSA-1", "2.0", &withdrawn), kept], "1.0").len(), 1);
    let rejected = |state: &str| {
        let mut record = cve("CVE-2026-0001", &json!({"defaultStatus": "affected"}));
        record["cveMetadata"]["state"] = json!(state);
        let cpe = "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*";
        World::new(&[record]).findings(&crate::world::cpe_named(cpe, &[])).len()
    };
    assert_eq!((rejected("PUBLISHED"), rejected("REJECTED")), (1, 0));
}

/// A distribution's advisory that fixes several flaws says nothing new where each is found by itself.
#[test]
fn an_erratum_gives_way_to_its_flaws() {
    let flaw = |id: &str| record(id, "2.0", &json!({}));
    let erratum = record("DSA-1", "2.0", &json!({"upstream": ["CVE-2026-0001", "CVE-2026-0002"]}));
    let alone = findings(std::slice::from_ref(&erratum), "1.0");
    assert_eq!((ids(&alone), alone[0].related.len()), (vec!["DSA-1".to_owned()], 2));
    let one = findings(&[erratum.clone(), flaw("CVE-2026-0001")], "1.0");
    assert_eq!(ids(&one), ["CVE-2026-0001", "DSA-1"], "one of its flaws is known by the erratum alone");
    let both = findings(&[erratum, flaw("CVE-2026-0001"), flaw("CVE-2026-0002")], "1.0");
    assert_eq!(ids(&both), ["CVE-2026-0001", "CVE-2026-0002"]);
}

#[test]
fn an_advisory_of_one_flaw_is_that_flaw() {
    let records =
        [record("DSA-1", "2.0", &json!({"upstream": ["CVE-2026-0001"]})), record("CVE-2026-0001", "2.0", &json!({}))];
    assert_eq!(ids(&findings(&records, "1.0")), ["CVE-2026-0001 DSA-1"]);
}

#[test]
fn informational_only_where_every_record_says_so() {
    let informational = json!({"aliases": ["CVE-2026-0001"]});
    let mut notice = osv("RUSTSEC-1", "crates.io", "thing", &below("2.0.0"));
    notice["affected"][0]["database_specific"] = json!({"informational": "unsound"});
    crate::world::merge(&mut notice, &informational);
    let mut flaw = osv("GHSA-1", "crates.io", "thing", &below("2.0.0"));
    crate::world::merge(&mut flaw, &informational);
    let kinds = |records: &[Value]| World::new(records).findings(&packaged("pkg:cargo/thing@1.0.0"))[0].kind.clone();
    assert_eq!(kinds(std::slice::from_ref(&notice)), Kind::Informational("unsound".to_owned()));
    assert_eq!(kinds(&[notice, flaw]), Kind::Vulnerability);
}

#[test]
fn severity_comes_from_the_newest_cvss_else_from_a_word_else_from_another_record_of_the_flaw() {
    let three = json!({"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"});
    let four = json!({"type": "CVSS_V4", "score": "CVSS:4.0/AV:L/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N"});
    let severity = |more: &Value| findings(&[record("GHSA-1", "2.0", more)], "1.0")[0].severity;
    assert_eq!(severity(&json!({})), Severity::Unknown);
    assert_eq!(severity(&json!({"severity": [three]})), Severity::Critical);
    assert_eq!(severity(&json!({"severity": [three, four]})), Severity::Low);
    assert_eq!(severity(&json!({"database_specific": {"severity": "MODERATE"}})), Severity::Medium);
    assert_eq!(
        severity(&json!({"database_specific": {"severity": "MODERATE"}, "severity": [three]})),
        Severity::Critical
    );
    let elsewhere = osv("GHSA-2", "npm", "else", &below("1.0.0"));
    let mut elsewhere = elsewhere;
    crate::world::merge(&mut elsewhere, &json!({"aliases": ["CVE-2026-0001"], "severity": [three]}));
    let both = [record("PYSEC-1", "2.0", &json!({"aliases": ["CVE-2026-0001"]})), elsewhere];
    assert_eq!(findings(&both, "1.0")[0].severity, Severity::Critical);
}

#[test]
fn exploited_comes_from_the_catalogue_by_any_id() {
    let catalogue = json!({"title": "CISA", "catalogVersion": "2026.11.20", "count": 1, "vulnerabilities":
        [{"cveID": "CVE-2026-0001", "dateAdded": "2026-11-20", "knownRansomwareCampaignUse": "Unknown"}]});
    let records = [
        record("GHSA-1", "2.0", &json!({"aliases": ["CVE-2026-0001"]})),
        record("GHSA-2", "2.0", &json!({})),
        catalogue,
    ];
    let found = findings(&records, "1.0");
    assert_eq!(found[0].exploited.as_deref(), Some("listed as exploited since 2026-11-20"));
    assert_eq!((found[1].id.as_str(), &found[1].exploited), ("GHSA-2", &None));
}

#[test]
fn the_most_urgent_comes_first() {
    let rated =
        |id: &str, vector: &str| record(id, "2.0", &json!({"severity": [{"type": "CVSS_V3", "score": vector}]}));
    let records = [
        rated("GHSA-1", "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"),
        rated("GHSA-2", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
        record("GHSA-3", "2.0", &json!({})),
        osv("GHSA-4", "PyPI", "thing", &json!({})),
    ];
    let found = findings(&records, "1.0");
    assert_eq!(ids(&found), ["GHSA-2", "GHSA-1", "GHSA-3", "GHSA-4"]);
    assert_eq!(found[3].status, Status::Unknown);
}

/// Two components of one flaw are two findings.
#[test]
fn findings_are_by_component() {
    let bom = crate::world::bom(&[
        json!({"type": "library", "name": "a", "bom-ref": "a", "purl": "pkg:pypi/thing@1.0"}),
        json!({"type": "library", "name": "b", "bom-ref": "b", "purl": "pkg:pypi/thing@1.1"}),
    ]);
    let found = World::new(&[record("GHSA-1", "2.0", &json!({}))]).findings(&bom);
    assert_eq!(found.iter().map(|finding| finding.part).collect::<Vec<_>>(), [0, 1]);
}
