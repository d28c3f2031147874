//! The shared feeds as a whole: every record is read, and nothing is a surprise.

use std::collections::BTreeMap;

use steadfast_formats::Limits;
use steadfast_formats::advisory::{Affected, Node, Product, RangeOrder, Rule};
use steadfast_formats::feed::{self, Facts, FeedKind};
use steadfast_testkit::shared_data;

use crate::shared::{Sum, files, zipped};

fn zips(folder: &str, kind: FeedKind) -> Option<Sum> {
    let mut sum = Sum::default();
    for path in files(&shared_data()?.join(folder), ".zip") {
        for (name, bytes) in zipped(&path) {
            sum.read(&name, &bytes, kind);
        }
    }
    assert_eq!(sum.problems, BTreeMap::new());
    Some(sum)
}

fn count(sum: &Sum, holds: impl Fn(&Affected) -> bool) -> usize {
    sum.advisories.iter().flat_map(|advisory| &advisory.affected).filter(|affected| holds(affected)).count()
}

#[test]
fn every_osv_record_is_read() {
    let Some(sum) = zips("osv", FeedKind::Osv) else { return };
    let advisories = || sum.advisories.iter();
    assert_eq!((advisories().count(), count(&sum, |_| true)), (16_504, 18_395));
    assert_eq!(advisories().filter(|one| one.informational.is_some()).count(), 444);
    assert_eq!(advisories().filter(|one| one.withdrawn.is_some()).count(), 324);
    let future: jiff::Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(advisories().filter(|one| one.modified.is_some_and(|date| date > future)).count(), 2);
    assert!(advisories().all(|one| !one.summary.is_empty()));
    let ordered = |affected: &Affected, order| match &affected.rule {
        Rule::Osv { ranges, .. } => ranges.iter().any(|range| range.order == order),
        _ => false,
    };
    assert_eq!(count(&sum, |one| ordered(one, RangeOrder::Git)), 5_512);
}

#[test]
fn every_cve_record_is_read() {
    let Some(sum) = zips("cve", FeedKind::Cve) else { return };
    assert_eq!(sum.advisories.len(), 3_252);
    let named = count(&sum, |one| matches!(one.product, Product::CpeName { .. }));
    let text = count(&sum, |one| matches!(one.product, Product::Text(_)));
    assert_eq!((named, text, count(&sum, |_| true)), (9_166, 302, 9_468));
    let exploited = |word: &str| sum.advisories.iter().filter(|one| one.exploited.as_deref() == Some(word)).count();
    assert_eq!((exploited("ssvc-active"), exploited("kev")), (164, 10));
    assert!(count(&sum, |one| !one.program_files.is_empty()) > 5_000);
}

#[test]
fn every_nvd_record_is_read() {
    let Some(sum) = zips("cpe", FeedKind::Nvd) else { return };
    assert_eq!((sum.advisories.len(), count(&sum, |_| true)), (850, 1_088));
    assert_eq!(count(&sum, |one| matches!(one.rule, Rule::Configuration(Node::All(_)))), 180);
}

#[test]
fn every_csaf_document_is_read() {
    let Some(data) = shared_data() else { return };
    let mut sum = Sum::default();
    let documents = files(&data.join("csaf"), ".json");
    for path in documents.iter().filter(|path| !path.ends_with("cisa-csaf-ot-feed-tlp-white.json")) {
        sum.read(&path.display().to_string(), &std::fs::read(path).unwrap(), FeedKind::Csaf);
    }
    assert_eq!(sum.problems, BTreeMap::new());
    assert_eq!((sum.advisories.len(), count(&sum, |_| true)), (1_668, 10_704));
    assert!(sum.advisories.iter().all(|advisory| advisory.id.starts_with("CVE-") && !advisory.severities.is_empty()));
}

#[test]
fn every_exploited_vulnerability_is_read() {
    let Some(data) = shared_data() else { return };
    let bytes = std::fs::read(data.join("kev/known_exploited_vulnerabilities.json")).unwrap();
    let file = feed::read(&bytes, &Limits::default()).unwrap();
    let Facts::Exploited(exploited) = &file.facts else { panic!("{:?}", file.facts) };
    assert_eq!((exploited.len(), file.problems.len()), (1_404, 0));
    assert_eq!(exploited.iter().filter(|one| one.ransomware).count(), 293);
    assert!(exploited.iter().all(|one| one.since.is_some()));
    assert_eq!(file.dated.unwrap().to_string(), "2025-08-25T17:04:19.9796Z");
}

#[test]
fn the_record_of_the_european_database_is_read() {
    let Some(data) = shared_data() else { return };
    let mut sum = Sum::default();
    sum.read("EUVD", &std::fs::read(data.join("euvd/EUVD-2022-1630.json")).unwrap(), FeedKind::Euvd);
    assert_eq!(sum.problems, BTreeMap::new());
    assert_eq!(sum.advisories[0].aliases, ["GHSA-58hj-575g-5j25", "CVE-2001-0829"]);
}
