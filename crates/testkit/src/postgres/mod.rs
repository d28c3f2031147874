//! A real PostgreSQL for tests: one server for a whole run with a fresh database per test, or a server of a test's own
//! that may be stopped, killed and started again.

mod cluster;
mod copies;
mod installed;
mod private;
mod shared;

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

pub use copies::Database;
pub use private::Server;

/// A fresh, empty database on the server that all tests of a run share. It is dropped when the value goes.
///
/// # Panics
/// When there is no PostgreSQL, or it does not start; with words.
pub fn fresh() -> Database {
    shared::server().fresh()
}

/// A fresh copy of a database that `prepare` filled. `prepare` gets the URL of an empty database and runs once per server
/// and `key`; name in the key whatever its outcome depends on (the version of a schema), in letters, digits and `_`.
///
/// # Panics
/// As [`fresh`].
pub fn fresh_from(key: &str, prepare: impl FnOnce(&str)) -> Database {
    let server = shared::server();
    let template = server.template(key, prepare);
    server.copy_of(&template)
}

/// A fresh copy of a database that `prepare` brought to the schema whose steps are the files of a folder: made anew once a
/// step changes.
///
/// # Panics
/// As [`fresh`].
pub fn fresh_by_steps(steps: &Path, prepare: impl FnOnce(&str)) -> Database {
    let mut files: Vec<_> = std::fs::read_dir(steps).expect("the steps").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    files.iter().for_each(|file| std::fs::read(file).expect("a step").hash(&mut hasher));
    fresh_from(&format!("steps_{:016x}", hasher.finish()), prepare)
}
