//! A server's parts on a fresh database, with a clock that tests move.

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use sha2::{Digest, Sha256};
use steadfast_server::ambient::Ambient;
use steadfast_server::app::App;
use steadfast_server::config::{Config, Layer};
use steadfast_server::data_directory::DataDirectory;
use steadfast_server::doors::{Door, router};
use steadfast_server::serve;
use steadfast_store::{Store, Time};

/// A clock that goes on by a microsecond with each look, and further where it is moved, and randomness from a counter: the same in every run.
#[derive(Debug)]
pub(crate) struct Stage {
    now: AtomicI64,
    /// How far the wall clock is ahead of the steady one.
    ahead: AtomicI64,
    drawn: AtomicU64,
}

impl Stage {
    /// Moves the clock; back, where `seconds` is negative.
    pub(crate) fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    /// Sets the wall clock, while the steady one goes on as ever.
    pub(crate) fn jump(&self, seconds: i64) {
        self.ahead.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Ambient for Stage {
    fn now(&self) -> Time {
        Time(self.steady() + self.ahead.load(Ordering::SeqCst))
    }

    fn steady(&self) -> i64 {
        self.now.fetch_add(1, Ordering::SeqCst)
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let block = Sha256::digest(self.drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// A server that serves nobody yet.
pub(crate) struct House {
    pub(crate) app: Arc<App>,
    /// Routers that were asked for: making one takes longer than most requests.
    routers: Mutex<Vec<(Vec<Door>, Router)>>,
    pub(crate) stage: Arc<Stage>,
    data: DataDirectory,
    _keep: Keep,
}

impl House {
    /// The routes of some doors behind one address.
    pub(crate) fn doors(&self, doors: &[Door]) -> Router {
        let mut routers = self.routers.lock().expect("nobody panicked here");
        if let Some((_, router)) = routers.iter().find(|(known, _)| known == doors) {
            return router.clone();
        }
        let made = router(&self.app, doors);
        routers.push((doors.to_vec(), made.clone()));
        made
    }

    /// Another process on the same database.
    pub(crate) fn another(&self) -> Arc<App> {
        let ambient = Arc::clone(&self.stage) as Arc<dyn Ambient>;
        let open = || serve::open(self.app.config.clone(), &self.data, ambient).expect("it opens").0;
        // Opening waits for the database, which a thread of the runtime must not.
        Arc::new(std::thread::scope(|scope| scope.spawn(open).join().expect("it opens")))
    }
}

/// What must outlive the server's parts.
enum Keep {
    Nothing,
    Directory { _directory: tempfile::TempDir },
    Database { _directory: tempfile::TempDir, _database: steadfast_testkit::postgres::Database },
}

/// Another process on the same database, as a house of its own.
pub(crate) fn beside(house: &House) -> House {
    let data = tempfile::tempdir().expect("a directory");
    let taken = DataDirectory::take(data.path()).expect("a data directory");
    House {
        app: house.another(),
        routers: Mutex::default(),
        stage: Arc::clone(&house.stage),
        data: taken,
        _keep: Keep::Directory { _directory: data },
    }
}

/// Runs a test on SQLite, then on PostgreSQL.
#[expect(clippy::needless_pass_by_value, reason = "reads as a closure at the caller")]
pub(crate) fn on_both(test: impl AsyncFn(&House)) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    for house in [on_sqlite(), on_postgres()] {
        runtime.block_on(test(&house));
    }
}

/// Runs a test on SQLite in a directory that somebody else keeps.
#[expect(clippy::needless_pass_by_value, reason = "reads as a closure at the caller")]
pub(crate) fn on_directory(path: &Path, test: impl AsyncFn(&House)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let house = house(path, Layer::default(), Keep::Nothing);
    runtime.expect("a runtime").block_on(test(&house));
}

/// Runs a test that takes long, or asks nothing of the database, on SQLite alone; with settings.
#[expect(clippy::needless_pass_by_value, reason = "reads as a closure at the caller")]
pub(crate) fn on_one(layer: Layer, test: impl AsyncFn(&House)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(test(&on_sqlite_with(layer)));
}

fn on_sqlite() -> House {
    on_sqlite_with(Layer::default())
}

/// With settings of its own, on SQLite.
pub(crate) fn on_sqlite_with(layer: Layer) -> House {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().to_owned();
    house(&path, layer, Keep::Directory { _directory: directory })
}

fn on_postgres() -> House {
    let directory = tempfile::tempdir().expect("a directory");
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations");
    let database = steadfast_testkit::postgres::fresh_by_steps(&steps, |url| {
        drop(Store::open(&url.parse().expect("an address")).expect("an empty database opens"));
    });
    let (path, url) = (directory.path().to_owned(), database.url());
    house(
        &path,
        Layer { database: Some(url), ..Layer::default() },
        Keep::Database { _directory: directory, _database: database },
    )
}

fn house(path: &Path, layer: Layer, keep: Keep) -> House {
    let data = DataDirectory::take(path).expect("a data directory");
    let config = Config::from_layers(layer, path.to_owned()).expect("settings");
    let stage = Arc::new(Stage {
        now: AtomicI64::new(1_800_000_000_000_000),
        ahead: AtomicI64::new(0),
        drawn: AtomicU64::new(0),
    });
    let (app, _) = serve::open(config, &data, Arc::clone(&stage) as Arc<dyn Ambient>).expect("it opens");
    House { app: Arc::new(app), routers: Mutex::default(), stage, data, _keep: keep }
}
