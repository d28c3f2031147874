//! Direction one (a bill finds its records) and direction two (a record finds its bills) say the same.

use std::collections::BTreeSet;

use proptest::prelude::*;
use steadfast_formats::bom::Bom;
use steadfast_matching::bill::Bill;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::index::{Index, RecordNumber};
use steadfast_matching::meet::{self, Portfolio};
use steadfast_testkit::shared_data;

use crate::properties::{boms, records};
use crate::shared;
use crate::world::{World, words};

/// (bill, part, record, what it says).
type Said = BTreeSet<(usize, usize, RecordNumber, String)>;

fn by_bill(index: &Index<'_>, bills: &[Bill<'_>], coverage: &Coverage) -> Said {
    let of_bill = |(number, bill): (usize, &Bill<'_>)| {
        let meetings = meet::bill(index, bill, coverage).expect("an undamaged index");
        let said =
            meetings.into_iter().map(move |meeting| (number, meeting.part, meeting.record, words(&meeting.judgement)));
        said.collect::<Vec<_>>()
    };
    bills.iter().enumerate().flat_map(of_bill).collect()
}

fn by_record(index: &Index<'_>, bills: &[Bill<'_>], coverage: &Coverage) -> Said {
    let portfolio = Portfolio::new(bills);
    let mut said = Said::new();
    for number in 0..u32::try_from(index.len()).expect("a small index") {
        let record = index.record(number).expect("an undamaged record");
        let hits = portfolio.record(&record, bills, coverage);
        said.extend(hits.iter().map(|((bill, part), judgement)| (*bill, *part, number, words(judgement))));
    }
    said
}

/// Both directions; what they agree on.
fn agreed(bytes: &[u8], boms: &[Bom]) -> Said {
    let index = Index::open(bytes).expect("an index");
    let bills: Vec<Bill<'_>> = boms.iter().map(Bill::new).collect();
    let coverage = Coverage::new(index.sources(), 0);
    let (one, two) = (by_bill(&index, &bills, &coverage), by_record(&index, &bills, &coverage));
    let differences: Vec<_> = one.symmetric_difference(&two).take(20).collect();
    assert!(differences.is_empty(), "in one direction only: {differences:#?}");
    one
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_directions_agree_on_random_data(records in records(1..20), boms in prop::collection::vec(boms(), 1..6)) {
        agreed(&World::new(&records).bytes, &boms);
    }
}

#[test]
fn both_directions_agree_on_the_shared_data() {
    let Some(root) = shared_data() else { return };
    let bytes = shared::compiled(&root, &["osv", "cve", "cpe"]);
    let folders = ["sboms/portfolio/containers-spdx22-260", "sboms/cyclonedx", "sboms/spdx", "sboms/spdx3"];
    let (paths, boms): (Vec<_>, Vec<Bom>) = shared::bills(&root, &folders).into_iter().unzip();
    assert!(paths.len() > 280, "{} bills could be read", paths.len());
    let said = agreed(&bytes, &boms);
    let count = |wanted: &str| said.iter().filter(|(.., words)| words.starts_with(wanted)).count();
    let (affected, clear) = (count("affected"), count("clear"));
    println!("{} bills, {} meetings: {affected} affected, {clear} clear", boms.len(), said.len());
    assert!(affected > 3_000 && clear > 20_000, "{affected} affected, {clear} clear");
}
