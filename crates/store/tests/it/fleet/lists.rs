//! The list of units: every filter, both ways, and the way the engine takes.

use steadfast_store::{
    EndedBy, ErasedFor, Location, NEVER_TESTED, NO_MARKET, NewUnit, RunSource, Running, Store, TestVerdict, Time, Unit,
    UnitFilter, UnitPage, UnitState, every_statement,
};

use super::{new, part, product, read, release, unit, write};
use crate::engines::on_both;

const UNITS: i64 = 60;

/// Units of two products, in three markets, in every state, with releases that are known, not known, or not stated.
fn filled(store: &Store) {
    write(store, |tx| {
        for line in [1, 2] {
            tx.sample_product([line; 16], "Gateway", None)?;
            tx.sample_release(release(line), [line; 16], 1, None)?;
        }
        for number in 1..=UNITS {
            let line = if number % 4 == 0 { 2 } else { 1 };
            let market = ["DE", "FR", ""][usize::try_from(number % 3).unwrap_or(0)];
            let market = Some(market.to_owned()).filter(|market| !market.is_empty());
            tx.unit_insert(number, &NewUnit { market, ..new(number, product(line)) }, Time(number))?;
            let known = (number % 5 != 0).then(|| release(line));
            if number % 7 != 0 {
                tx.unit_runs_put(number, part(line), known, "1.0", RunSource::List, Time(0))?;
            }
            if number % 2 == 0 {
                tx.unit_seen(number, Time(1000 + number))?;
            }
            if number % 6 == 0 {
                tx.unit_set_silent(number, true)?;
            }
            if let Some(verdict) = tested(number) {
                tx.unit_set_tested(number, verdict)?;
            }
            if number % 13 == 0 {
                let what_for = if number % 2 == 0 { ErasedFor::Handover } else { ErasedFor::Reset };
                tx.unit_owner_erase(number, what_for, Time(number))?;
            }
            if number % 11 == 0 {
                tx.unit_decommission(number, EndedBy::Staff, Time(8))?;
            }
        }
        Ok(())
    });
}

/// What the last self-test of a unit came to, as [`filled`] has it.
fn tested(number: i64) -> Option<TestVerdict> {
    match number % 8 {
        1 => Some(TestVerdict::Failed),
        2 | 3 => Some(TestVerdict::Passed),
        4 => Some(TestVerdict::Unknown),
        _ => None,
    }
}

/// What the list gives in pages of seven, which must be the same from behind.
fn walked(store: &Store, filter: &UnitFilter) -> Vec<Unit> {
    let page = |page: UnitPage, limit: i64| {
        let filter = filter.clone();
        read(store, move |tx| tx.unit_list(&filter, page, limit))
    };
    let mut all: Vec<Unit> = Vec::new();
    loop {
        let place = all.last().map_or(UnitPage::First, |last| UnitPage::After(last.id));
        let found = page(place, 7);
        if found.is_empty() {
            break;
        }
        all.extend(found);
    }
    for (at, one) in all.iter().enumerate() {
        assert_eq!(page(UnitPage::Before(one.id), 3), all[at.saturating_sub(3)..at], "{filter:?}");
    }
    all
}

fn expected(filter: &UnitFilter, of: &Unit, runs: Option<Option<u8>>) -> bool {
    let product = filter.product.is_none_or(|product| product == of.product);
    let state = filter.state.is_none_or(|state| state == of.state);
    let silent = filter.silent.is_none_or(|silent| silent == of.silent);
    let market = filter.market.is_empty() || of.market.as_deref().unwrap_or(NO_MARKET) == filter.market;
    let runs = match filter.running {
        None => true,
        Some(Running::Unknown) => runs == Some(None),
        Some(Running::Release(wanted)) => runs.flatten().map(release) == Some(wanted),
    };
    let tested = filter.tested.is_empty() || of.tested.map_or(NEVER_TESTED, TestVerdict::as_str) == filter.tested;
    product && state && silent && market && runs && tested && of.serial.starts_with(&filter.serial)
}

/// What a unit runs, as [`filled`] has it: a release, one that is not known, or nothing that was stated.
fn runs(number: i64) -> Option<Option<u8>> {
    let line = if number % 4 == 0 { 2 } else { 1 };
    let stated = number % 7 != 0 && number % 11 != 0;
    stated.then_some((number % 5 != 0).then_some(line))
}

#[test]
fn every_filter_gives_what_fits_it_in_pages_both_ways() {
    on_both(|store| {
        filled(store);
        let every = walked(store, &UnitFilter::default());
        assert_eq!(every.iter().map(|unit| unit.number).collect::<Vec<_>>(), (1..=UNITS).collect::<Vec<_>>());
        let products = [None, Some(product(1)), Some(product(2)), Some(product(9))];
        let states = [None, Some(UnitState::Expected), Some(UnitState::Active), Some(UnitState::Decommissioned)];
        let runnings = [None, Some(Running::Unknown), Some(Running::Release(release(1)))];
        for (product, state, running) in product_of(&products, &states, &runnings) {
            for tested in ["failed", NEVER_TESTED] {
                let tested = tested.to_owned();
                let filter = UnitFilter { product, running, state, tested, ..UnitFilter::default() };
                let fits: Vec<&Unit> = every.iter().filter(|unit| expected(&filter, unit, runs(unit.number))).collect();
                assert_eq!(walked(store, &filter).iter().collect::<Vec<_>>(), fits, "{filter:?}");
            }
            for (market, silent, serial) in
                product_of(&["", "DE", NO_MARKET], &[None, Some(true), Some(false)], &["", "SN-00"])
            {
                let (market, serial) = (market.to_owned(), serial.to_owned());
                let (part, tested) = (None, String::new());
                let filter = UnitFilter { product, running, part, market, state, silent, serial, tested };
                let fits: Vec<&Unit> = every.iter().filter(|unit| expected(&filter, unit, runs(unit.number))).collect();
                assert_eq!(walked(store, &filter).iter().collect::<Vec<_>>(), fits, "{filter:?}");
            }
        }
        let of_part = UnitFilter { part: Some(part(2)), ..UnitFilter::default() };
        assert!(walked(store, &of_part).iter().all(|unit| unit.number % 4 == 0));
        assert_eq!(walked(store, &UnitFilter { serial: "SN-001".into(), ..UnitFilter::default() }).len(), 10);
        assert!(walked(store, &UnitFilter { serial: "sn".into(), ..UnitFilter::default() }).is_empty());
        assert_eq!(read(store, |tx| tx.unit_list(&UnitFilter::default(), UnitPage::After(unit(60)), 5)), []);
    });
}

fn product_of<A: Copy, B: Copy, C: Copy>(a: &[A], b: &[B], c: &[C]) -> Vec<(A, B, C)> {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
    pairs.flat_map(|(a, b)| c.iter().map(move |c| (a, b, *c))).collect()
}

#[test]
fn numbers_of_the_fleet_are_counted_by_state_market_and_release() {
    on_both(|store| {
        filled(store);
        let tally = read(store, |tx| tx.unit_tally(None));
        assert_eq!((tally.in_use(), tally.decommissioned), (55, 5));
        assert_eq!(tally.unknown, (1..=UNITS).filter(|number| runs(*number) == Some(None)).count() as i64);
        let markets = read(store, |tx| tx.unit_markets(None));
        assert_eq!(markets.iter().map(|(_, count)| count).sum::<i64>(), 55);
        assert!(markets.iter().any(|(market, _)| market == NO_MARKET));
        let of_lines = [1, 2].map(|line| read(store, move |tx| tx.unit_markets(Some(product(line)))));
        assert_eq!(of_lines.iter().flatten().map(|(_, count)| count).sum::<i64>(), 55);
        assert!(of_lines.iter().all(|markets| !markets.is_empty()));
        let shares = read(store, |tx| tx.release_shares(None, 10));
        assert_eq!(shares.len(), 2);
        assert!(shares[0].heard + shares[0].silent > shares[1].heard + shares[1].silent, "the most frequent first");
        assert_eq!(read(store, |tx| tx.release_shares(Some(product(2)), 10)).len(), 1);
        let runners = read(store, |tx| tx.release_runners(release(1)));
        assert_eq!(runners, (shares[0].heard, shares[0].silent));
        let verdict = |wanted| {
            let fits = |number: &i64| tested(*number) == Some(wanted) && number % 11 != 0;
            (1..=UNITS).filter(fits).count() as i64
        };
        let tests = read(store, |tx| tx.unit_tests(None));
        let wanted = [TestVerdict::Passed, TestVerdict::Failed, TestVerdict::Unknown].map(verdict);
        assert_eq!([tests.passed, tests.failed, tests.unknown], wanted);
        let of_lines = [1, 2].map(|line| read(store, move |tx| tx.unit_tests(Some(product(line)))).failed);
        assert_eq!((of_lines.iter().sum::<i64>(), of_lines[1]), (tests.failed, 0));
        let erased = read(store, |tx| tx.units_erased(None, Time(14)));
        assert_eq!((erased.reset, erased.handover, erased.all()), (1, 2, 3), "the thirteenth was before");
        assert_eq!(read(store, |tx| tx.units_erased(Some(product(2)), Time(0))).all(), 1);
        assert!(read(store, |tx| tx.product_has_units(product(1))));
        assert!(!read(store, |tx| tx.product_has_units(product(9))));
    });
}

/// The steps in which SQLite would find the rows of a statement.
fn explained() -> impl Fn(&str) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a directory");
    filled(&Store::open(&Location::in_directory(directory.path())).expect("opens"));
    let database = rusqlite::Connection::open(directory.path().join("steadfast.sqlite")).expect("opens");
    move |text| {
        let _kept = &directory;
        let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("prepared");
        let mut steps = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = steps.next().expect("explained") {
            found.push(row.get::<_, String>(3).expect("words"));
        }
        found
    }
}

/// What a report asks of a product's units: a search of an index that holds all that is asked, and nobody else's units.
#[test]
fn the_units_of_one_product_are_counted_by_indexes_alone() {
    let plan = explained();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let of_report = [
        "FROM unit WHERE product = ?1 AND state <> 'decommissioned' GROUP BY market",
        "FROM unit WHERE product = ?1 AND state IN ('expected', 'active') AND silent = 1",
        "FROM class c WHERE c.product = ?2) n",
    ];
    for part in of_report {
        let mut texts = every_statement().map(steadfast_store::Sql::text).filter(|text| flat(text).contains(part));
        let (text, more) = (texts.next().expect("such a statement"), texts.next());
        assert_eq!(more, None, "{part} names one statement");
        let steps = plan(text);
        let by_index = |step: &String| step.starts_with("SEARCH") && step.contains("COVERING INDEX");
        let of_units = |step: &String| [" unit ", " u "].iter().any(|name| step.contains(name));
        let units = |step: &&String| of_units(step) && !by_index(step);
        assert_eq!(steps.iter().find(units), None, "{text}\n{steps:?}");
    }
}

/// SQLite says how it will find the rows: by an index, and in its order, whatever the filter.
#[test]
fn the_list_is_searches_of_indexes_and_counts_need_no_table() {
    let plan = explained();
    let texts: Vec<&str> = every_statement().map(steadfast_store::Sql::text).collect();
    let lists: Vec<&&str> = texts.iter().filter(|text| text.contains("u.market, '-') = ")).collect();
    assert_eq!(lists.len(), 14, "seven ways to look, forth and back");
    for text in lists {
        let steps = plan(text);
        // Units of several products with the same serial number stand in the order of their own numbers.
        let sorts = |step: &String| step.contains("TEMP B-TREE") && !step.contains("LAST TERM");
        let by_release = |step: &String| step.starts_with("SEARCH x") && !step.contains("unit=?");
        let bad = |step: &&String| step.starts_with("SCAN") || sorts(step) || by_release(step);
        assert_eq!(steps.iter().find(bad), None, "{text}\n{steps:?}");
    }
    let counts: Vec<&&str> = texts
        .iter()
        .filter(|text| {
            !text.contains("u.market, '-')")
                && text.contains("COUNT(*)")
                && (text.contains("FROM unit ") || text.contains("FROM unit_runs u"))
        })
        .filter(|text| !text.contains("MAX(c.answer)"))
        // Whom a wave of a rollout reaches is counted once, when it opens.
        .filter(|text| !text.contains("GROUP BY u.hardware"))
        .collect();
    assert!(counts.len() >= 7, "{counts:?}");
    for text in counts {
        let steps = plan(text);
        let table = |step: &&String| {
            let unit = step.contains(" unit ") || step.contains(" unit_runs ") || step.starts_with("SEARCH u ");
            let one_row = step.ends_with("(unit=? AND part=?)");
            unit && !one_row && !step.contains("COVERING INDEX")
        };
        assert_eq!(steps.iter().find(table), None, "{text}\n{steps:?}");
    }
}
