//! The compiled index: what goes in comes out, in whatever order and packing it came; a later import replaces an
//! earlier one.

use serde_json::{Value, json};
use steadfast_formats::advisory::Advisory;
use steadfast_matching::index::record::{Event, Feed, Order, Product, Range, Rule};
use steadfast_matching::index::{Compiler, Index, IndexError, Shape, SourceKind};
use steadfast_matching::key;

use crate::world::{NOW, World, advisories, cve, nvd, osv, range};

fn fixed_in(version: &str) -> Value {
    json!({"ranges": [range("ECOSYSTEM", &format!("introduced 0, fixed {version}"))]})
}

/// A few records of every kind that an index holds.
pub(crate) fn records() -> Vec<Value> {
    let mut with_alias = osv("GHSA-0001", "PyPI", "Some_Thing", &fixed_in("1.2"));
    with_alias["aliases"] = json!(["CVE-2026-0001"]);
    with_alias["severity"] = json!([{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]);
    let criteria = "cpe:2.3:a:acme:tool:*:*:*:*:*:*:*:*";
    let matched = json!({"vulnerable": true, "criteria": criteria, "versionEndExcluding": "2.0"});
    vec![
        with_alias,
        osv("PYSEC-2026-1", "PyPI", "other", &fixed_in("3.0")),
        osv("DSA-1", "Debian:12", "openssl", &fixed_in("3.0.11-1~deb12u2")),
        cve(
            "CVE-2026-0001",
            &json!({"defaultStatus": "unaffected", "versions": [{"version": "1.0", "status": "affected"}]}),
        ),
        nvd("CVE-2026-0002", &json!({"nodes": [{"operator": "OR", "cpeMatch": [matched]}]})),
        json!({"title": "CISA", "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T00:00:00Z", "count": 1,
            "vulnerabilities": [{"cveID": "CVE-2026-0001", "dateAdded": "2026-11-20", "knownRansomwareCampaignUse": "Known"}]}),
    ]
}

#[test]
fn a_record_comes_out_as_it_went_in() {
    let world = World::new(&records());
    let index = world.index();
    assert_eq!(index.len(), 5);
    let numbers: Vec<u32> = index.lookup(&key::package("PyPI", "some-thing")).collect();
    let record = index.record(numbers[0]).expect("an undamaged record");
    assert_eq!(
        (record.id, record.feed, record.aliases.as_slice()),
        ("GHSA-0001", Feed::Osv, ["CVE-2026-0001"].as_slice())
    );
    assert_eq!(record.severities[0].tenths, Some(98));
    let [entry] = record.affected.as_slice() else { panic!("one entry") };
    assert_eq!(entry.product, Product::Package { base: "PyPI", release: None, name: "some-thing" });
    let events = vec![Event::Introduced("0"), Event::Fixed("1.2")];
    assert_eq!(entry.rule, Rule::Osv { ranges: vec![Range { order: Order::Ecosystem, events }], versions: vec![] });
}

#[test]
fn every_record_is_found_under_its_products_and_ids() {
    let world = World::new(&records());
    let index = world.index();
    let found =
        |key: String| index.lookup(&key).map(|number| index.record(number).unwrap().id.to_owned()).collect::<Vec<_>>();
    assert_eq!(found(key::package("PyPI", "other")), ["PYSEC-2026-1"]);
    assert_eq!(found(key::package("Debian", "openssl")), ["DSA-1"]);
    assert_eq!(found(key::product("product")), ["CVE-2026-0001"]);
    assert_eq!(found(key::product("tool")), ["CVE-2026-0002"]);
    assert_eq!(found(key::id("CVE-2026-0001")), ["GHSA-0001", "CVE-2026-0001"]);
    assert_eq!(
        found(key::package("PyPI", "Some_Thing")),
        Vec::<String>::new(),
        "keys are in the spelling that is compared"
    );
    assert_eq!(found(key::package("npm", "other")), Vec::<String>::new());
    for number in 0..5 {
        let record = index.record(number).unwrap();
        assert!(key::of_record(&record).iter().all(|key| index.lookup(key).any(|found| found == number)));
    }
    assert_eq!(index.record(5), Err(IndexError::Damaged("a record")));
}

#[test]
fn signals_come_out_as_they_went_in() {
    let world = World::new(&records());
    let signals = world.index().signals().unwrap();
    let found = signals.exploitation("CVE-2026-0001").expect("it is in the catalogue");
    assert_eq!((found.since.as_deref(), found.ransomware), (Some("2026-11-20"), true));
    assert_eq!(signals.exploitation("CVE-2026-0002"), None);
    assert_eq!(signals.probability("CVE-2026-0001"), None);
}

#[test]
fn the_same_records_in_any_order_give_the_same_bytes() {
    let records = records();
    let first = World::new(&records).bytes;
    let mut turned = records.clone();
    for _ in 0..records.len() {
        turned.rotate_left(1);
        assert!(World::new(&turned).bytes == first, "turned round");
        let backwards: Vec<Value> = turned.iter().rev().cloned().collect();
        assert!(World::new(&backwards).bytes == first, "backwards");
    }
}

#[test]
fn records_in_one_document_or_in_several_give_the_same_bytes() {
    let [one, other] = [osv("A-1", "PyPI", "a", &fixed_in("1")), osv("A-2", "PyPI", "b", &fixed_in("1"))];
    let apart = World::new(&[one.clone(), other.clone()]).bytes;
    assert!(World::new(&[json!([other, one])]).bytes == apart);
}

/// Compiles sources, each with a name and its records.
fn compiled(sources: &[(&str, &[Value])]) -> Vec<u8> {
    let mut compiler = Compiler::new(NOW);
    add(&mut compiler, sources);
    compiler.finish().expect("an index").0
}

fn add(compiler: &mut Compiler, sources: &[(&str, &[Value])]) {
    for (name, records) in sources {
        let kind = if records[0].get("affected").is_some() { SourceKind::Osv } else { SourceKind::Cve };
        let source = compiler.source(kind, Shape::Export, name, Some(NOW));
        let read: Vec<Advisory> = records.iter().flat_map(advisories).collect();
        read.iter().for_each(|advisory| compiler.advisory(source, advisory));
    }
}

fn digest(sources: &[(&str, &[Value])]) -> [u8; 32] {
    Index::open(&compiled(sources)).expect("an index").digest()
}

#[test]
fn the_digest_depends_on_what_is_said_and_not_on_names_and_packing() {
    let bookworm = [osv("DSA-1", "Debian:12", "openssl", &fixed_in("1"))];
    let bullseye = [osv("DSA-2", "Debian:11", "openssl", &fixed_in("1"))];
    let both = [bookworm[0].clone(), bullseye[0].clone()];
    let first = digest(&[("a", &bookworm), ("b", &bullseye)]);
    assert_eq!(digest(&[("b", &bullseye), ("a", &bookworm)]), first, "another order");
    assert_eq!(digest(&[("z", &bookworm), ("b", &bullseye)]), first, "another name");
    assert_eq!(digest(&[("a", &both)]), first, "another packing");
    let changed = [osv("DSA-2", "Debian:11", "openssl", &fixed_in("2"))];
    assert_ne!(digest(&[("a", &bookworm), ("b", &changed)]), first, "another fix");
}

#[test]
fn the_digest_depends_on_how_old_the_sources_are() {
    let records = [osv("A-1", "PyPI", "a", &fixed_in("1"))];
    let at = |fetched: i64| {
        let mut compiler = Compiler::new(NOW);
        let source = compiler.source(SourceKind::Osv, Shape::Export, "a", Some(fetched));
        advisories(&records[0]).iter().for_each(|advisory| compiler.advisory(source, advisory));
        Index::open(&compiler.finish().unwrap().0).unwrap().digest()
    };
    assert_ne!(at(NOW), at(NOW - 1));
}

#[test]
fn of_duplicates_the_one_that_changed_last_stays() {
    let old = osv("A-1", "PyPI", "a", &fixed_in("1"));
    let mut new = osv("A-1", "PyPI", "a", &fixed_in("2"));
    new["modified"] = json!("2026-11-01T00:00:00Z");
    for sources in [[("x", [old.clone()]), ("y", [new.clone()])], [("x", [new.clone()]), ("y", [old.clone()])]] {
        let sources = [(sources[0].0, &sources[0].1[..]), (sources[1].0, &sources[1].1[..])];
        let bytes = compiled(&sources);
        let index = Index::open(&bytes).unwrap();
        assert_eq!(index.len(), 1);
        assert_eq!(index.record(0).unwrap().modified, Some(1_793_491_200));
    }
}

/// AlmaLinux reuses ids across releases.
#[test]
fn one_id_in_two_releases_is_two_records() {
    let eight = osv("ALSA-1", "AlmaLinux:8", "a", &fixed_in("1"));
    let nine = osv("ALSA-1", "AlmaLinux:9", "a", &fixed_in("2"));
    assert_eq!(World::new(&[eight, nine]).index().len(), 2);
}

#[test]
fn a_later_import_replaces_its_predecessor_and_keeps_the_rest() {
    let python = [osv("A-1", "PyPI", "a", &fixed_in("1")), osv("A-2", "PyPI", "b", &fixed_in("1"))];
    let rust = [osv("R-1", "crates.io", "a", &fixed_in("1"))];
    let first = compiled(&[("pypi", &python), ("rust", &rust)]);
    let mut compiler = Compiler::resume(&Index::open(&first).unwrap(), NOW).unwrap();
    add(&mut compiler, &[("pypi again", &python[..1])]);
    let bytes = compiler.finish().unwrap().0;
    let index = Index::open(&bytes).unwrap();
    let ids: Vec<&str> = (0..2).map(|number| index.record(number).unwrap().id).collect();
    assert_eq!((index.len(), ids), (2, vec!["A-1", "R-1"]), "what the export no longer holds is gone");
    assert_eq!(
        digest(&[("pypi", &python[..1]), ("rust", &rust)]),
        index.digest(),
        "as if it had been the first import"
    );
}

#[test]
fn resuming_and_adding_nothing_changes_nothing() {
    let first = World::new(&records()).bytes;
    let index = Index::open(&first).unwrap();
    assert!(Compiler::resume(&index, NOW).unwrap().finish().unwrap().0 == first);
}

#[test]
fn an_empty_index_is_one() {
    let bytes = Compiler::new(NOW).finish().unwrap().0;
    let index = Index::open(&bytes).unwrap();
    assert!(index.is_empty());
    assert_eq!(index.lookup("p\0PyPI\0a").count(), 0);
}
