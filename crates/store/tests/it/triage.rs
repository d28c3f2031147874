//! The triage queue: pages both ways, and the way the engine takes.

use steadfast_store::sample::Flaw;
use steadfast_store::{
    Id, Location, QueueFilter, QueuePlace, SETTLED_AT_ONCE, Store, StoreError, every_statement, kinds,
};

use crate::engines::on_both;

const PRODUCTS: u8 = 2;
const FLAWS: i64 = 150;

fn release(product: u8) -> Id<kinds::Release> {
    Id::from_bytes([product; 16])
}

/// Flaws of each severity; each hits both products, and every third one waits in the second product only.
fn filled(store: &Store) {
    let written = store.write::<_, StoreError, _>(|tx| {
        tx.sample_component(1, "pkg:cargo/one@1.0.0", "one", "1.0.0")?;
        for product in 1..=PRODUCTS {
            tx.sample_product([product; 16], "A product", Some("high"))?;
            tx.sample_release(release(product), [product; 16], 1, Some(10))?;
        }
        for number in 1..=FLAWS {
            let exploited = (number % 7 == 0).then(|| "KEV".to_owned());
            let epss = Some(f64::from(u8::try_from(number % 100).unwrap_or(0)) / 100.0);
            let ids = vec![format!("CVE-{number}")];
            tx.sample_flaw(&Flaw { number, ids, severity: number % 6, exploited, epss, ..Flaw::default() })?;
            let found = if number % 3 == 0 { "fixed" } else { "affected" };
            tx.sample_exposure(number, release(1), 1, found, &[])?;
            tx.sample_exposure(number, release(2), 1, "unknown", &[])?;
        }
        settle(tx)
    });
    written.wait().expect("written");
}

fn settle(tx: &mut steadfast_store::Tx<'_>) -> Result<(), StoreError> {
    let all: Vec<i64> = (1..=FLAWS).collect();
    for chunk in all.chunks(SETTLED_AT_ONCE) {
        tx.settle_unnamed(chunk)?;
        tx.settle_count(chunk)?;
    }
    Ok(())
}

/// What the queue holds, as numbers of flaws: read in pages of seven, and back from the end.
fn read(store: &Store, filter: QueueFilter) -> Vec<i64> {
    let mut all: Vec<QueuePlace> = Vec::new();
    loop {
        let after = all.last().copied();
        let page = store.read::<_, StoreError, _>(move |tx| tx.queue(&filter, after, 7)).wait().expect("read");
        if page.is_empty() {
            break;
        }
        all.extend(page.iter().map(|row| row.place()));
    }
    assert!(all.is_sorted_by(|one, next| (one.rank, one.flaw) > (next.rank, next.flaw)));
    if let Some(last) = all.last().copied() {
        let back = store.read::<_, StoreError, _>(move |tx| tx.queue_back(&filter, last, 1000)).wait().expect("read");
        assert_eq!(back.iter().map(|row| row.place()).collect::<Vec<_>>(), all[..all.len() - 1]);
    }
    all.iter().map(|place| place.flaw).collect()
}

#[test]
fn each_filter_finds_what_fits_in_pages_both_ways() {
    on_both(|store| {
        filled(store);
        let every = QueueFilter::default();
        assert_eq!(read(store, every).len(), 150);
        assert_eq!(read(store, QueueFilter { product: Some(Id::from_bytes([1; 16])), ..every }).len(), 100);
        assert_eq!(
            read(store, QueueFilter { product: Some(Id::from_bytes([1; 16])), decided: true, ..every }).len(),
            150
        );
        assert_eq!(read(store, QueueFilter { product: Some(Id::from_bytes([3; 16])), ..every }).len(), 0);
        assert_eq!(read(store, QueueFilter { severity: Some(5), ..every }).len(), 25);
        assert_eq!(read(store, QueueFilter { exploited: true, ..every }).len(), 21);
        assert_eq!(read(store, QueueFilter { exploited: true, severity: Some(0), ..every }).len(), 3);
        assert_eq!(read(store, QueueFilter { unknown: true, ..every }).len(), 150);
        assert_eq!(read(store, QueueFilter { revisit: true, ..every }).len(), 0);
        let tally = store.read::<_, StoreError, _>(|tx| tx.queue_tally(None)).wait().expect("a tally");
        assert_eq!((tally.flaws, tally.exposures, tally.exploited, tally.revisits), (150, 250, 21, 0));
    });
}

/// SQLite says how it will find the rows: by an index alone, in its order, whatever the filter.
#[test]
fn the_queue_is_one_search_of_an_index() {
    let directory = tempfile::tempdir().expect("a directory");
    let location = Location::in_directory(directory.path());
    filled(&Store::open(&location).expect("opens"));
    let database = rusqlite::Connection::open(directory.path().join("steadfast.sqlite")).expect("opens");
    let lists =
        every_statement().map(steadfast_store::Sql::text).filter(|text| text.contains("FROM triage t JOIN flaw f"));
    let mut seen = 0;
    for text in lists {
        let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("prepared");
        let mut steps = statement.raw_query();
        while let Some(row) = steps.next().expect("explained") {
            let step: String = row.get(3).expect("words");
            assert!(step.starts_with("SEARCH"), "{step}\n{text}");
        }
        seen += 1;
    }
    assert_eq!(seen, 4, "down and up, what waits and all");
}
