//! Lists of records: every combination of filters, pages both ways, and the way the engine takes.

use steadfast_store::{Id, Location, NewRecord, RecordFilter, Store, StoreError, Time, every_statement, kinds};

use crate::engines::on_both;

const DAY: i64 = 86_400_000_000;
const KINDS: [&str; 3] = ["signed-in", "token-made", "person-invited"];

/// 120 records, four a day for thirty days: number `n` has kind `n % 3`, actor `n % 2` and subject `n % 5`.
fn filled(store: &Store) -> Vec<Id<kinds::Record>> {
    let ids: Vec<Id<kinds::Record>> = (0..120).map(|number| Id::new(Time(number * DAY / 4), [7; 10])).collect();
    let records: Vec<NewRecord> = (0..).zip(&ids).map(|(number, id)| new(number, *id)).collect();
    let written = store.write::<_, StoreError, _>(move |tx| records.iter().try_for_each(|new| tx.record_append(new)));
    written.wait().expect("written");
    ids
}

fn new(number: i64, id: Id<kinds::Record>) -> NewRecord {
    NewRecord {
        id,
        time: Time(number * DAY / 4),
        kind: KINDS[usize::try_from(number % 3).expect("small")].to_owned(),
        actor: format!("actor-{}", number % 2),
        subject: format!("subject-{}", number % 5),
        salt: [1; 32],
        envelope: vec![2],
        leaf: [3; 32],
    }
}

/// Every combination of what a filter can say, with what it must find.
fn filters() -> Vec<(RecordFilter, Vec<usize>)> {
    let choices = |name: &'static str| [None, Some(name.to_owned())];
    let spans = [(None, None), (Some(Time(3 * DAY)), Some(Time(20 * DAY)))];
    let mut filters = Vec::new();
    for kind in choices("token-made") {
        for actor in choices("actor-1") {
            for subject in choices("subject-2") {
                for (from, until) in spans {
                    let fits = |number: &usize| {
                        (kind.is_none() || number % 3 == 1)
                            && (actor.is_none() || number % 2 == 1)
                            && (subject.is_none() || number % 5 == 2)
                            && (from.is_none() || (12..80).contains(number))
                    };
                    let (kind, actor, subject) = (kind.clone(), actor.clone(), subject.clone());
                    let found = (0..120).rev().filter(fits).collect();
                    filters.push((RecordFilter { kind, actor, subject, from, until }, found));
                }
            }
        }
    }
    filters
}

#[test]
fn each_combination_of_filters_finds_what_fits_in_pages_both_ways() {
    on_both(|store| {
        let ids = filled(store);
        for (filter, expected) in filters() {
            let expected: Vec<_> = expected.into_iter().map(|number| ids[number]).collect();
            let down = pages(store, &filter);
            assert_eq!(down, expected, "{filter:?}");
            assert_eq!(back(store, &filter, &expected), expected, "{filter:?}");
        }
    });
}

/// All that fit, in pages of seven, newest first.
fn pages(store: &Store, filter: &RecordFilter) -> Vec<Id<kinds::Record>> {
    let mut all = Vec::new();
    loop {
        let (filter, before) = (filter.clone(), all.last().copied());
        let page = store.read::<_, StoreError, _>(move |tx| tx.record_list(&filter, before, 7)).wait().expect("read");
        if page.is_empty() {
            return all;
        }
        all.extend(page.into_iter().map(|row| row.id));
    }
}

/// The same, from the oldest back to the newest.
fn back(store: &Store, filter: &RecordFilter, expected: &[Id<kinds::Record>]) -> Vec<Id<kinds::Record>> {
    let mut all: Vec<_> = expected.last().copied().into_iter().collect();
    loop {
        let (filter, Some(after)) = (filter.clone(), all.first().copied()) else { return all };
        let page = store.read::<_, StoreError, _>(move |tx| tx.record_list_after(&filter, after, 7));
        let page = page.wait().expect("read");
        if page.is_empty() {
            return all;
        }
        all = page.into_iter().map(|row| row.id).chain(all).collect();
    }
}

#[test]
fn days_are_counted_and_kinds_listed() {
    on_both(|store| {
        filled(store);
        let read = store.read::<_, StoreError, _>(|tx| {
            Ok((
                tx.record_count(Time(DAY), Time(2 * DAY))?,
                tx.record_count(Time(0), Time(99 * DAY))?,
                tx.record_kinds()?,
            ))
        });
        let (day, all, kinds) = read.wait().expect("read");
        assert_eq!((day, all), (4, 120));
        assert_eq!(kinds, ["person-invited", "signed-in", "token-made"]);
    });
}

#[test]
fn an_erased_record_says_neither_who_nor_whom() {
    on_both(|store| {
        let ids = filled(store);
        let id = ids[7];
        store.write::<_, StoreError, _>(move |tx| tx.record_erase(id)).wait().expect("erased");
        let row = store.read::<_, StoreError, _>(move |tx| tx.record(id)).wait().expect("read").expect("it is there");
        assert_eq!((row.kind.as_str(), row.actor.as_str(), row.subject.as_str()), ("token-made", "", ""));
        assert_eq!(row.content, None);
    });
}

/// SQLite says how it will find the rows: by an index alone, in its order, whatever the filter.
#[test]
fn every_list_of_records_is_one_search_of_an_index() {
    let directory = tempfile::tempdir().expect("a directory");
    let location = Location::in_directory(directory.path());
    filled(&Store::open(&location).expect("opens"));
    let database = rusqlite::Connection::open(directory.path().join("steadfast.sqlite")).expect("opens");
    let lists = every_statement().map(steadfast_store::Sql::text).filter(|text| text.contains("FROM record "));
    let mut seen = 0;
    for text in lists {
        let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("prepared");
        let mut steps = statement.raw_query();
        while let Some(row) = steps.next().expect("explained") {
            let step: String = row.get(3).expect("words");
            let indexed = !step.contains("TEMP B-TREE") && (!step.starts_with("SCAN") || step.contains("found"));
            assert!(indexed || step == "SCAN f", "{step}\n{text}");
        }
        seen += 1;
    }
    assert!(seen >= 10, "{seen} statements");
}
