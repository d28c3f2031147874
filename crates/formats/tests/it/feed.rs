//! The shared feeds as a whole: every record is read, and nothing is a surprise.

use std::collections::BTreeMap;

use steadfast_formats::Limits;
use steadfast_formats::advisory::{Affected, Event, Product, RangeOrder, Rule, Severity};
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
    Some(sum)
}

#[test]
fn every_osv_record_is_read() {
    let Some(sum) = zips("osv", FeedKind::Osv) else { return };
    println!("{:?}", sum.problems);
    assert_eq!(sum.advisories.len(), 16_504);
    let count = |holds: &dyn Fn(&Affected) -> bool| {
        sum.advisories.iter().flat_map(|one| &one.affected).filter(|one| holds(one)).count()
    };
    println!("{}", count(&|_| true));
    println!("informational {}", sum.advisories.iter().filter(|one| one.informational.is_some()).count());
    println!("withdrawn {}", sum.advisories.iter().filter(|one| one.withdrawn.is_some()).count());
    println!("nodate {}", sum.advisories.iter().filter(|one| one.modified.is_none()).count());
}

#[test]
fn every_cve_record_is_read() {
    let Some(sum) = zips("cve", FeedKind::Cve) else { return };
    println!("{:?}", sum.problems);
    assert_eq!(sum.advisories.len(), 3_252);
    let mut k = BTreeMap::<&str, usize>::new();
    for a in sum.advisories.iter().flat_map(|a| &a.affected) {
        let name = match &a.product {
            Product::Text(t) => {
                println!("TEXT {t}");
                "text"
            }
            Product::CpeName { .. } => "cpe",
            Product::Purl(_) => "purl",
            _ => "o",
        };
        *k.entry(name).or_default() += 1;
    }
    println!("{k:?}");
    println!(
        "exploited {:?}",
        sum.advisories.iter().fold(BTreeMap::<_, usize>::new(), |mut m, a| {
            *m.entry(a.exploited.clone()).or_default() += 1;
            m
        })
    );
}

#[test]
fn every_nvd_record_is_read() {
    let Some(sum) = zips("cpe", FeedKind::Nvd) else { return };
    println!("{:?}", sum.problems);
    assert_eq!(sum.advisories.len(), 850);
}

#[test]
fn every_csaf_document_is_read() {
    let Some(data) = shared_data() else { return };
    let mut sum = Sum::default();
    for path in files(&data.join("csaf"), ".json") {
        if path.to_string_lossy().ends_with("feed-tlp-white.json") {
            continue;
        }
        sum.read(&path.display().to_string(), &std::fs::read(&path).unwrap(), FeedKind::Csaf);
    }
    println!("{:?}", sum.problems);
    assert_eq!(sum.advisories.len(), 1_668);
    println!("{:?}", sum.advisories[0]);
}

#[test]
fn every_exploited_vulnerability_is_read() {
    let Some(data) = shared_data() else { return };
    let bytes = std::fs::read(data.join("kev/known_exploited_vulnerabilities.json")).unwrap();
    let file = feed::read(&bytes, &Limits::default()).unwrap();
    let Facts::Exploited(exploited) = &file.facts else { panic!("{:?}", file.facts) };
    assert_eq!((exploited.len(), file.problems.len()), (1_404, 0));
    println!("{} {:?}", exploited.iter().filter(|one| one.ransomware).count(), file.dated);
    let bytes = std::fs::read(data.join("euvd/EUVD-2022-1630.json")).unwrap();
    println!("{:#?}", feed::read(&bytes, &Limits::default()).unwrap());
}
