//! Both engines, for tests that say what holds on each.

use std::path::Path;

use steadfast_store::{Location, Store};

/// Runs a test on SQLite in a directory of its own, then on PostgreSQL in a database of its own.
pub(crate) fn on_both(test: impl Fn(&Store)) {
    let directory = tempfile::tempdir().expect("a directory");
    test(&Store::open(&sqlite(directory.path())).expect("SQLite opens"));
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let open = |url: &str| Store::open(&url.parse().expect("an address")).expect("PostgreSQL opens");
    let database = steadfast_testkit::postgres::fresh_by_steps(&steps, |url| drop(open(url)));
    test(&open(&database.url()));
}

fn sqlite(directory: &Path) -> Location {
    Location::in_directory(directory)
}
