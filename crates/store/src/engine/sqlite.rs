//! SQLite: one writer that commits in groups, a few readers on snapshots.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::engine::queue::{Queue, queue};
use crate::engine::task::{Ran, Task};
use crate::engine::{Near, Queues};
use crate::error::{EngineError, StoreError};
use crate::migrate;
use crate::tx::{self, Tx};

/// Readers beside the writer, and connections for look-ups.
const READERS: usize = 4;
/// Closures in one commit at most: one sync of the disk serves them all.
const GROUP: usize = 256;
/// Prepared statements that each connection keeps.
const STATEMENTS: usize = 512;

/// Opens the file, brings the schema up to date and starts the threads.
pub(super) fn start(path: &Path) -> Result<Queues, StoreError> {
    let mut writer = open(path, Open::New)?;
    migrate::sqlite(&mut writer)?;
    let (write, tasks) = queue();
    spawn("store-writer", move || write_all(&writer, &tasks))?;
    let (read, tasks) = queue();
    for _ in 0..READERS {
        let (reader, tasks) = (open(path, Open::ReadOnly)?, Arc::clone(&tasks));
        spawn("store-reader", move || read_all(&reader, &tasks))?;
    }
    let free = (0..READERS).map(|_| open(path, Open::ReadOnly).map(Mutex::new)).collect::<Result<_, _>>()?;
    Ok(Queues { write, read, near: Near::Here(Free(free)) })
}

/// What a connection may do to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// Read it.
    ReadOnly,
    /// Write it where it is there: even a reader needs the files beside it, and may have to make them.
    Existing,
    /// Make it where it is missing.
    New,
}

/// A connection with the promises of this store: write-ahead log, every commit on the disk before it is acknowledged.
pub(crate) fn open(path: &Path, how: Open) -> Result<Connection, StoreError> {
    let access = match how {
        Open::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Open::Existing => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Open::New => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(opening)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    if how == Open::New {
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(opening)?;
        debug_assert_eq!(mode, "wal");
    }
    let settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; \
                    PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;";
    connection.execute_batch(settings).map_err(opening)?;
    // Without this a statement is prepared anew whenever other values are bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(opening)?;
    Ok(connection)
}

fn opening(error: rusqlite::Error) -> StoreError {
    StoreError::of("opening the database", EngineError::from(error))
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), StoreError> {
    let started = thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|_| StoreError::Busy)
}

/// Connections without a thread, for look-ups on the thread of whoever asks.
pub(super) struct Free(Vec<Mutex<Connection>>);

impl Free {
    /// Runs a look-up here and now; gives it back where every connection is in use.
    pub(super) fn look_up(&self, task: Box<dyn Task>) -> Option<Box<dyn Task>> {
        let Some(connection) = self.0.iter().find_map(|connection| connection.try_lock().ok()) else {
            return Some(task);
        };
        // On a snapshot, though nobody asks for one: the file is locked once, not for each statement.
        read_one(&connection, task);
        None
    }
}

/// Each turn takes what waits, up to [`GROUP`], into one commit.
fn write_all(connection: &Connection, tasks: &Queue) {
    loop {
        let group = tasks.next_group(GROUP);
        if group.is_empty() {
            return;
        }
        commit_group(connection, group);
    }
}

/// Runs a group in one transaction. Where the whole transaction fails, each runs again alone, so that one cannot take
/// others down; alone, it gets the error.
fn commit_group(connection: &Connection, mut group: Vec<Box<dyn Task>>) {
    let alone = group.len() == 1;
    match try_group(connection, &mut group) {
        Ok(()) => group.into_iter().for_each(Task::deliver),
        Err(error) if alone => group.into_iter().for_each(|task| task.fail(error_again(&error))),
        Err(_) => group.into_iter().for_each(|task| commit_group(connection, vec![task])),
    }
}

/// The same error once more: a group of one takes it, so this is only ever called once.
fn error_again(error: &rusqlite::Error) -> StoreError {
    let copy = match error {
        rusqlite::Error::SqliteFailure(failure, words) => rusqlite::Error::SqliteFailure(*failure, words.clone()),
        other => rusqlite::Error::ToSqlConversionFailure(other.to_string().into()),
    };
    StoreError::of("a commit", EngineError::from(copy))
}

fn try_group(connection: &Connection, group: &mut [Box<dyn Task>]) -> Result<(), rusqlite::Error> {
    run(connection, "BEGIN IMMEDIATE")?;
    let ended = group.iter_mut().try_for_each(|task| in_savepoint(connection, task.as_mut()));
    let ended = ended.and_then(|()| run(connection, "COMMIT"));
    if ended.is_err() && !connection.is_autocommit() {
        run(connection, "ROLLBACK")?;
    }
    ended
}

fn in_savepoint(connection: &Connection, task: &mut dyn Task) -> Result<(), rusqlite::Error> {
    run(connection, "SAVEPOINT one")?;
    let ran = task.run(&mut Tx::new(tx::Connection::Sqlite(connection)));
    if connection.is_autocommit() {
        return Err(lost_transaction());
    }
    if ran != Ran::Keep {
        run(connection, "ROLLBACK TO one")?;
    }
    run(connection, "RELEASE one")
}

/// SQLite undid the whole transaction by itself, as it does where the disk is full.
fn lost_transaction() -> rusqlite::Error {
    let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
    rusqlite::Error::SqliteFailure(full, Some("the transaction was undone by the engine".to_owned()))
}

fn run(connection: &Connection, sql: &'static str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

fn read_all(connection: &Connection, tasks: &Queue) {
    while let Some(task) = tasks.next() {
        read_one(connection, task);
    }
}

fn read_one(connection: &Connection, mut task: Box<dyn Task>) {
    if let Err(error) = run(connection, "BEGIN") {
        return task.fail(StoreError::of("BEGIN", EngineError::from(error)));
    }
    task.run(&mut Tx::new(tx::Connection::Sqlite(connection)));
    match run(connection, "COMMIT") {
        Ok(()) => task.deliver(),
        Err(error) => {
            if !connection.is_autocommit() {
                drop(run(connection, "ROLLBACK"));
            }
            task.fail(StoreError::of("COMMIT", EngineError::from(error)));
        }
    }
}
