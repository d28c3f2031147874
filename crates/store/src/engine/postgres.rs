//! PostgreSQL: each thread owns a connection; closures run SERIALIZABLE and again on conflict.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use postgres::types::ToSql;
use postgres::{Client, NoTls, Statement};

use crate::engine::queue::{Entrance, Queue, queue};
use crate::engine::task::{Ran, Task};
use crate::engine::{Near, Queues};
use crate::error::{Class, EngineError, StoreError, class};
use crate::location::{PostgresSettings, Security};
use crate::migrate;
use crate::sql::for_postgres;
use crate::tx::{self, Tx};
use crate::value::Value;

/// Connections for closures that write, and for those that only read.
const WRITERS: usize = 6;
const READERS: usize = 4;
/// How often a closure that lost against others runs again.
const ATTEMPTS: u32 = 20;
/// What every connection promises: no statement and no forgotten transaction holds others up for long.
const SETTINGS: &str = "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'; \
                        SET lock_timeout = '10s'; SET synchronous_commit = on; SET client_min_messages = warning";

/// What a connection for look-ups promises besides.
const ONLY_READS: &str = "SET default_transaction_read_only = on";

/// A connection with its prepared statements.
pub(crate) struct Session {
    client: Client,
    prepared: BTreeMap<&'static str, Statement>,
}

impl Session {
    pub(crate) fn connect(settings: &PostgresSettings) -> Result<Self, StoreError> {
        let connected = match &settings.security {
            Security::Plain => settings.config.connect(NoTls),
            Security::Tls(tls) => {
                settings.config.connect(tokio_postgres_rustls::MakeRustlsConnect::new((**tls).clone()))
            }
        };
        let mut client = connected.map_err(|error| StoreError::Unavailable(EngineError::from(error)))?;
        client.batch_execute(SETTINGS).map_err(|error| StoreError::Unavailable(EngineError::from(error)))?;
        Ok(Self { client, prepared: BTreeMap::new() })
    }

    pub(crate) fn client(&mut self) -> &mut Client {
        &mut self.client
    }

    pub(crate) fn execute(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<u64, EngineError> {
        let statement = self.prepared(sql)?;
        Ok(self.client.execute(&statement, &arguments(values))?)
    }

    pub(crate) fn query(&mut self, sql: &'static str, values: &[Value<'_>]) -> Result<Vec<postgres::Row>, EngineError> {
        let statement = self.prepared(sql)?;
        Ok(self.client.query(&statement, &arguments(values))?)
    }

    pub(crate) fn prepared(&mut self, sql: &'static str) -> Result<Statement, EngineError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&for_postgres(sql))?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }
}

fn arguments<'v>(values: &'v [Value<'_>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// Connects, brings the schema up to date and starts the threads.
pub(super) fn start(settings: &PostgresSettings) -> Result<Queues, StoreError> {
    let mut first = Session::connect(settings)?;
    migrate::postgres(&mut first)?;
    let (writes, reads) = ("BEGIN ISOLATION LEVEL SERIALIZABLE", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    let write = workers("store-writer", WRITERS, settings, Some(writes))?;
    let read = workers("store-reader", READERS, settings, Some(reads))?;
    let near = Near::There(workers("store-look-up", READERS, settings, None)?);
    Ok(Queues { write, read, near })
}

fn workers(
    name: &str,
    count: usize,
    settings: &PostgresSettings,
    begin: Option<&'static str>,
) -> Result<Entrance, StoreError> {
    let (entrance, tasks) = queue();
    for _ in 0..count {
        let (tasks, settings) = (Arc::clone(&tasks), settings.clone());
        let work = move || Worker { settings, begin, session: None }.run(&tasks);
        thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|_| StoreError::Busy)?;
    }
    Ok(entrance)
}

/// A thread with a connection, which it makes anew after one was lost.
struct Worker {
    settings: PostgresSettings,
    /// How transactions begin; nothing where each statement stands for itself, and only reads.
    begin: Option<&'static str>,
    session: Option<Session>,
}

/// How one attempt ended.
enum Attempt {
    Done,
    Again,
    /// Before the commit was sent: nothing happened.
    Failed(StoreError),
    /// While the commit was on its way.
    Uncertain(EngineError),
}

impl Worker {
    fn run(&mut self, tasks: &Queue) {
        while let Some(task) = tasks.next() {
            self.serve(task);
        }
    }

    /// A connection that turns out to be gone before anything was committed is made anew, once.
    fn serve(&mut self, mut task: Box<dyn Task>) {
        let mut fresh = self.session.is_none();
        for attempt in 0..ATTEMPTS {
            match self.attempt(task.as_mut()) {
                Attempt::Done => return task.deliver(),
                Attempt::Again => thread::sleep(Duration::from_micros(200 << attempt.min(8))),
                Attempt::Failed(StoreError::Unavailable(_)) if !fresh => {
                    self.session = None;
                    fresh = true;
                }
                Attempt::Failed(error) => {
                    self.drop_lost(&error);
                    return task.fail(error);
                }
                Attempt::Uncertain(error) => {
                    self.session = None;
                    return task.fail(StoreError::Uncertain(error));
                }
            }
        }
        task.fail(StoreError::Busy);
    }

    fn drop_lost(&mut self, error: &StoreError) {
        let closed = self.session.as_ref().is_some_and(|session| session.client.is_closed());
        if closed || matches!(error, StoreError::Unavailable(_)) {
            self.session = None;
        }
    }

    fn attempt(&mut self, task: &mut dyn Task) -> Attempt {
        let begin = self.begin;
        let session = match self.session() {
            Ok(session) => session,
            Err(error) => return Attempt::Failed(error),
        };
        let Some(begin) = begin else { return look_up(session, task) };
        if let Err(error) = session.client.batch_execute(begin) {
            return Attempt::Failed(StoreError::of("BEGIN", EngineError::from(error)));
        }
        let ran = task.run(&mut Tx::new(tx::Connection::Postgres(session)));
        match ran {
            Ran::Keep => commit(session),
            Ran::Undo | Ran::Again if session.client.is_closed() => Attempt::Failed(gone()),
            Ran::Undo => rolled_back(session, Attempt::Done),
            Ran::Again => rolled_back(session, Attempt::Again),
        }
    }

    fn session(&mut self) -> Result<&mut Session, StoreError> {
        if self.session.is_none() {
            let mut session = Session::connect(&self.settings)?;
            if self.begin.is_none() {
                session.client.batch_execute(ONLY_READS).map_err(|error| StoreError::of(ONLY_READS, error.into()))?;
            }
            self.session = Some(session);
        }
        self.session.as_mut().ok_or(StoreError::Closed)
    }
}

/// Nothing was begun, so nothing is to be ended.
fn look_up(session: &mut Session, task: &mut dyn Task) -> Attempt {
    match task.run(&mut Tx::new(tx::Connection::Postgres(session))) {
        Ran::Again => Attempt::Again,
        Ran::Undo if session.client.is_closed() => Attempt::Failed(gone()),
        Ran::Keep | Ran::Undo => Attempt::Done,
    }
}

fn gone() -> StoreError {
    let error = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    StoreError::Unavailable(EngineError::Gone(error))
}

fn rolled_back(session: &mut Session, then: Attempt) -> Attempt {
    match session.client.batch_execute("ROLLBACK") {
        Ok(()) => then,
        Err(error) => Attempt::Failed(StoreError::Unavailable(EngineError::from(error))),
    }
}

fn commit(session: &mut Session) -> Attempt {
    let Err(error) = session.client.batch_execute("COMMIT") else { return Attempt::Done };
    let error = EngineError::from(error);
    match class(&error) {
        Class::Conflict => Attempt::Again,
        Class::Gone => Attempt::Uncertain(error),
        _ => Attempt::Failed(StoreError::of("COMMIT", error)),
    }
}
