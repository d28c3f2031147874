//! A bill as a whole, its components one by one, and the changes of an index all say the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use steadfast_formats::bom::Bom;
use steadfast_matching::bill::Bill;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::finding::Finding;
use steadfast_matching::index::{Index, changes};
use steadfast_matching::member::{Member, View};
use steadfast_matching::scan::{Question, scan};
use steadfast_testkit::shared_data;

use crate::properties::{boms, records};
use crate::shared;
use crate::world::World;

/// The findings of a bill without its own statements, by component and id.
fn whole(view: &View<'_>, bom: &Bom) -> BTreeMap<(usize, String), Finding> {
    let silent = Bom { statements: Vec::new(), ..bom.clone() };
    let question =
        Question { index: view.index, coverage: view.coverage, signals: view.signals, compiled_in: &[], told: &[] };
    let scan = scan(&question, &Bill::new(&silent)).expect("an undamaged index");
    scan.findings.into_iter().map(|finding| ((finding.part, finding.id.clone()), finding)).collect()
}

/// The same, each component by itself, after a round through the bytes that a member is kept as.
fn one_by_one(view: &View<'_>, bom: &Bom) -> BTreeMap<(usize, String), Finding> {
    let bill = Bill::new(bom);
    let mut found = BTreeMap::new();
    for (number, part) in bill.parts.iter().enumerate() {
        let text = serde_json::to_string(&Member::of(part)).expect("a member as text");
        let member: Member = serde_json::from_str(&text).expect("a member");
        for finding in member.findings(view, &bill.platforms).expect("an undamaged index") {
            found.insert((number, finding.id.clone()), Finding { part: number, ..finding });
        }
    }
    found
}

fn agree(bytes: &[u8], boms: &[Bom]) -> usize {
    let index = Index::open(bytes).expect("an index");
    let (coverage, signals) = (Coverage::new(index.sources(), 0), index.signals().expect("signals"));
    let view = View { index: &index, coverage: &coverage, signals: &signals };
    let mut findings = 0;
    for bom in boms {
        let (whole, parts) = (whole(&view, bom), one_by_one(&view, bom));
        findings += whole.len();
        assert_eq!(whole, parts, "the bill as a whole, and its components one by one");
    }
    findings
}

/// Components whose findings differ between two indexes, none of whose keys counts as changed.
fn overlooked(old: &[u8], new: &[u8], boms: &[Bom]) -> Vec<String> {
    let (old, new) = (Index::open(old).expect("an index"), Index::open(new).expect("an index"));
    let (before, after) = (old.signals().expect("signals"), new.signals().expect("signals"));
    let changes = changes(&old, &new).expect("undamaged indexes");
    let coverage = Coverage::new(new.sources(), 0);
    let old = View { index: &old, coverage: &coverage, signals: &before };
    let new = View { index: &new, coverage: &coverage, signals: &after };
    let mut overlooked = Vec::new();
    for bom in boms {
        let bill = Bill::new(bom);
        for member in bill.parts.iter().map(Member::of) {
            let said = |view: &View<'_>| member.findings(view, &bill.platforms).expect("an undamaged index");
            let touched = member.identity.keys().iter().any(|key| changes.contains(key));
            if !touched && said(&old) != said(&new) {
                overlooked.push(member.name.clone());
            }
        }
    }
    overlooked
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bill_and_its_components_agree_on_random_data(
        records in records(1..20),
        boms in prop::collection::vec(boms(), 1..6),
    ) {
        agree(&World::new(&records).bytes, &boms);
    }

    #[test]
    fn no_change_of_an_index_is_overlooked(
        records in records(1..30),
        boms in prop::collection::vec(boms(), 1..6),
        kept in prop::collection::vec(any::<bool>(), 30),
    ) {
        let some: Vec<_> = records.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(record, _)| record.clone()).collect();
        let (old, new) = (World::new(&some).bytes, World::new(&records).bytes);
        prop_assert_eq!(overlooked(&old, &new, &boms), Vec::<String>::new());
        prop_assert_eq!(overlooked(&new, &old, &boms), Vec::<String>::new());
    }
}

#[test]
fn a_bill_and_its_components_agree_on_the_shared_data() {
    let Some(root) = shared_data() else { return };
    let bytes = shared::compiled(&root, &["osv", "cve", "cpe", "kev"]);
    let folders = ["sboms/portfolio/containers-spdx22-260", "sboms/cyclonedx", "sboms/spdx", "sboms/spdx3"];
    let (paths, boms): (Vec<_>, Vec<Bom>) = shared::bills(&root, &folders).into_iter().unzip();
    assert!(paths.len() > 280, "{} bills could be read", paths.len());
    let findings = agree(&bytes, &boms);
    println!("{} bills, {findings} findings", boms.len());
    assert!(findings > 3_000, "{findings} findings");
    let older = shared::compiled(&root, &["osv"]);
    assert_eq!(overlooked(&older, &bytes, &boms), Vec::<String>::new());
}
