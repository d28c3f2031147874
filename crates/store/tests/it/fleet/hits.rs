//! Which units a flaw hits: against a plain model that looks at each unit by itself.

use std::collections::BTreeMap;

use steadfast_store::sample::{Flaw, LONG_AGO};
use steadfast_store::{
    Answer, Assessment, EndedBy, Id, Part, PartKind, ProductHit, Reach, RunSource, Stand, Store, StoreError, Time, Tx,
    VexStatus, kinds,
};

use super::{new, part, product, read, release, unit, write};
use crate::engines::on_both;

/// The product with two parts that can be hit, beside a remote one.
const TWO: u8 = 1;
/// The one with a single part.
const ONE: u8 = 2;
const SECOND_PART: u8 = 11;
const REMOTE: u8 = 12;

/// A release: its bytes, part, sequence, what was found in two components, and what was decided on the first.
type Entered = (u8, u8, i64, [&'static str; 2], Option<VexStatus>);

/// What a unit runs, part by part: nothing that is stated, 0 for what is not known.
type Runs = Vec<(u8, Option<u8>)>;

/// Releases with part, sequence, what was found in two components, and what was decided on the first.
const RELEASES: [Entered; 12] = [
    (21, TWO, 1, ["affected", ""], Some(VexStatus::Affected)),
    (22, TWO, 2, ["affected", ""], None),
    (23, TWO, 3, ["affected", ""], Some(VexStatus::NotAffected)),
    (24, TWO, 4, ["fixed", ""], None),
    (31, SECOND_PART, 1, ["", ""], None),
    (32, SECOND_PART, 2, ["affected", "unknown"], Some(VexStatus::UnderInvestigation)),
    (33, SECOND_PART, 3, ["unknown", ""], None),
    (34, SECOND_PART, 4, ["not_affected", ""], None),
    (41, ONE, 1, ["affected", "affected"], Some(VexStatus::Fixed)),
    (42, ONE, 2, ["unknown", "not_affected"], Some(VexStatus::Affected)),
    (43, ONE, 3, ["", ""], None),
    (51, REMOTE, 1, ["affected", ""], None),
];

fn entered(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    for line in [TWO, ONE] {
        tx.sample_product([line; 16], "Gateway", None)?;
    }
    for (id, kind) in [(SECOND_PART, PartKind::Application), (REMOTE, PartKind::Remote)] {
        let (name, created) = (kind.to_string(), Time(0));
        tx.part_insert(&Part { id: part(id), product: product(TWO), name, kind, created, version: 1 })?;
    }
    for component in [1, 2] {
        tx.sample_component(component, "pkg:cargo/one", "one", "1.0.0")?;
    }
    tx.sample_flaw(&Flaw { number: 1, ids: vec!["CVE-1".into()], ..Flaw::default() })?;
    tx.sample_flaw(&Flaw { number: 2, ids: vec!["CVE-2".into()], ..Flaw::default() })?;
    for (id, of, sequence, found, decided) in RELEASES {
        tx.sample_release(release(id), [of; 16], sequence, None)?;
        for (component, found) in (1..).zip(found).filter(|(_, found)| !found.is_empty()) {
            tx.sample_exposure(1, release(id), component, found, &[])?;
        }
        let Some(status) = decided else { continue };
        let assessment = Id::from_bytes([id; 16]);
        tx.assessment_insert(&decision(assessment, status))?;
        let stand = Stand { assessment: Some(assessment), revisit: None, waits: false };
        tx.settle_stand(1, 1, &stand, &[release(id)])?;
    }
    Ok(())
}

fn decision(id: Id<kinds::Assessment>, status: VexStatus) -> Assessment {
    Assessment {
        id,
        ids: vec!["CVE-1".to_owned()],
        reach: Reach::Component,
        product: None,
        release: None,
        component: None,
        component_versions: None,
        status,
        justification: None,
        statement: String::new(),
        action: String::new(),
        basis: "{}".to_owned(),
        person: None,
        source: None,
        time: LONG_AGO,
        ended: None,
    }
}

/// What each unit runs of the parts of its product (nothing: not stated; 0: not known), and whether it is silent or gone.
fn fleet() -> Vec<(i64, u8, Runs, bool, bool)> {
    let first = [None, Some(0), Some(21), Some(22), Some(23), Some(24)];
    let second = [None, Some(0), Some(31), Some(32), Some(33), Some(34)];
    let two = first
        .iter()
        .flat_map(|first| second.iter().map(move |second| (TWO, vec![(TWO, *first), (SECOND_PART, *second)])));
    let single = [None, Some(0), Some(41), Some(42), Some(43)];
    let one = single.iter().map(|single| (ONE, vec![(ONE, *single)]));
    let all: Vec<(u8, Runs)> = two.chain(one).collect();
    // Each of them once heard of, once silent, once gone.
    let states = [(false, false), (true, false), (true, true)];
    let each = states
        .iter()
        .flat_map(|(silent, gone)| all.iter().map(move |(line, runs)| (*line, runs.clone(), *silent, *gone)));
    (1..).zip(each).map(|(number, (line, runs, silent, gone))| (number, line, runs, silent, gone)).collect()
}

fn filled(store: &Store) {
    write(store, |tx| {
        entered(tx)?;
        for (number, line, runs, silent, gone) in fleet() {
            tx.unit_insert(number, &new(number, product(line)), Time(0))?;
            for (of, ran) in runs {
                let Some(ran) = ran else { continue };
                let known = (ran > 0).then(|| release(ran));
                tx.unit_runs_put(number, part(of), known, "1.0", RunSource::Reported, Time(0))?;
            }
            if !silent {
                tx.unit_seen(number, Time(5))?;
            }
            if gone {
                tx.unit_decommission(number, EndedBy::Staff, Time(8))?;
            }
        }
        Ok(())
    });
}

/// The answer of a release, by the words of the brief: worst of its exposures, then newer than the newest affected one.
fn answer(id: u8) -> Answer {
    match id {
        21 | 42 => Answer::Affected,
        22 | 32 => Answer::Undecided,
        33 => Answer::Unknown,
        23 | 24 | 34 | 43 => Answer::Fixed,
        // What is fixed by decision in one component is still affected by the other.
        41 => Answer::Undecided,
        _ => Answer::Other,
    }
}

/// The answer of a unit: the worst of its parts; one that is not stated or not known is unknown.
fn worst(runs: &[(u8, Option<u8>)], silent: bool) -> Answer {
    if silent {
        return Answer::Unknown;
    }
    let each = runs.iter().map(|(_, ran)| ran.filter(|ran| *ran > 0).map_or(Answer::Unknown, answer));
    each.max().unwrap_or(Answer::Unknown)
}

#[test]
fn every_unit_counts_once_with_its_worst_answer() {
    on_both(|store| {
        filled(store);
        let mut model: BTreeMap<u8, Vec<Answer>> = BTreeMap::new();
        for (_, line, runs, silent, gone) in fleet() {
            if !gone {
                model.entry(line).or_default().push(worst(&runs, silent));
            }
        }
        let hits = read(store, |tx| tx.flaw_hits(1));
        assert_eq!(hits.len(), 2);
        for hit in hits {
            let line = hit.product.bytes()[0];
            let count = |wanted| model[&line].iter().filter(|answer| **answer == wanted).count() as i64;
            let wanted = ProductHit {
                product: product(line),
                total: model[&line].len() as i64,
                affected: count(Answer::Affected),
                undecided: count(Answer::Undecided),
                fixed: count(Answer::Fixed),
                other: count(Answer::Other),
            };
            assert_eq!(hit, wanted, "product {line}");
            assert_eq!(hit.unknown(), count(Answer::Unknown));
        }
        assert_eq!(read(store, |tx| tx.flaw_hits(2)), [], "nothing has the other flaw");
        assert_eq!(read(store, |tx| tx.flaw_hits(99)), []);
    });
}

#[test]
fn releases_with_affected_units_come_in_order_and_their_units_in_pages() {
    on_both(|store| {
        filled(store);
        let found = read(store, |tx| tx.flaw_releases(1));
        let ids: Vec<u8> = found.iter().map(|one| one.release.bytes()[0]).collect();
        assert_eq!(ids, [22, 21, 32, 42, 41], "the newest of each part first; remote parts have no units");
        assert_eq!(
            found.iter().map(|one| one.answer).collect::<Vec<_>>(),
            ids.iter().map(|id| answer(*id)).collect::<Vec<_>>()
        );
        let mut numbers = Vec::new();
        loop {
            let after = numbers.last().copied().unwrap_or(0);
            let page = read(store, move |tx| tx.release_units(release(22), after, 2));
            if page.is_empty() {
                break;
            }
            numbers.extend(page.iter().map(|unit| unit.number));
        }
        let runs = |runs: &[(u8, Option<u8>)]| runs.contains(&(TWO, Some(22)));
        let wanted: Vec<i64> = fleet().iter().filter(|unit| !unit.3 && runs(&unit.2)).map(|unit| unit.0).collect();
        assert_eq!(numbers, wanted, "silent ones are not among them");
    });
}

#[test]
fn a_unit_knows_the_flaws_of_what_it_runs() {
    on_both(|store| {
        filled(store);
        write(store, |tx| tx.sample_exposure(2, release(21), 1, "unknown", &[]));
        for (number, _, runs, ..) in fleet() {
            let flaws = read(store, move |tx| tx.unit_flaws(number, None, 10));
            let of_first: Option<Answer> = flaws.iter().find(|flaw| flaw.number == 1).map(|flaw| flaw.answer);
            let gone = read(store, move |tx| tx.unit(unit(number))).expect("a unit").state.as_str() == "decommissioned";
            let known = runs.iter().filter_map(|(_, ran)| ran.filter(|ran| *ran > 0)).map(answer).max();
            let wanted = known.filter(|answer| *answer >= Answer::Unknown && !gone);
            assert_eq!(of_first, wanted, "{number}: {runs:?}");
            let other = flaws.iter().find(|flaw| flaw.number == 2).map(|flaw| flaw.answer);
            assert_eq!(other, (runs[0].1 == Some(21) && !gone).then_some(Answer::Unknown));
            let rest = flaws.first().map(|first| (first.rank, first.number));
            let rest = rest.map(|place| read(store, move |tx| tx.unit_flaws(number, Some(place), 10)));
            assert_eq!(rest.unwrap_or_default(), flaws.get(1..).unwrap_or_default(), "page by page");
        }
    });
}
