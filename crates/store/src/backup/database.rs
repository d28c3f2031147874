//! One connection of either engine, in one transaction, row by row: a backup never has a table in memory.

use std::collections::BTreeMap;

use postgres::Statement;
use postgres::fallible_iterator::FallibleIterator;
use rusqlite::Connection;

use super::BackupError;
use super::line::Cell;
use super::tables::Table;
use crate::engine::postgres::Session;
use crate::engine::{Engine, sqlite};
use crate::error::{EngineError, StoreError};
use crate::location::Location;
use crate::sql::for_postgres;
use crate::tx::{self, Tx};
use crate::value::Row;

pub(super) struct Database {
    connection: Either,
    prepared: BTreeMap<String, Statement>,
}

enum Either {
    Sqlite(Connection),
    Postgres(Box<Session>),
}

/// A large table takes longer than a request may.
const NO_LIMITS: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

impl Database {
    /// Everything as it is at this moment, however long the reading takes and whatever is written meanwhile.
    pub(super) fn snapshot(location: &Location) -> Result<Self, BackupError> {
        let mut database = Self::connect(location, sqlite::Open::Existing)?;
        match &mut database.connection {
            // The picture is taken at the first read.
            Either::Sqlite(connection) => {
                let begin = "PRAGMA query_only = ON; BEGIN; SELECT count(*) FROM sqlite_schema;";
                connection.execute_batch(begin).map_err(opening)?;
            }
            Either::Postgres(session) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1";
                session.client().batch_execute(begin).map_err(opening)?;
            }
        }
        Ok(database)
    }

    /// A transaction that fills an empty database; it is undone unless it is committed.
    pub(super) fn filling(location: &Location) -> Result<Self, BackupError> {
        let mut database = Self::connect(location, sqlite::Open::New)?;
        match &mut database.connection {
            Either::Sqlite(connection) => connection.execute_batch("BEGIN IMMEDIATE").map_err(opening)?,
            Either::Postgres(session) => session.client().batch_execute("BEGIN").map_err(opening)?,
        }
        Ok(database)
    }

    fn connect(location: &Location, how: sqlite::Open) -> Result<Self, BackupError> {
        let connection = match location {
            Location::Sqlite(path) => Either::Sqlite(sqlite::open(path, how)?),
            Location::Postgres(settings) => {
                let mut session = Session::connect(settings)?;
                session.client().batch_execute(NO_LIMITS).map_err(opening)?;
                Either::Postgres(Box::new(session))
            }
        };
        Ok(Self { connection, prepared: BTreeMap::new() })
    }

    pub(super) fn engine(&self) -> Engine {
        match self.connection {
            Either::Sqlite(_) => Engine::Sqlite,
            Either::Postgres(_) => Engine::Postgres,
        }
    }

    /// The same transaction as the store's own methods see it.
    pub(super) fn tx(&mut self) -> Tx<'_> {
        Tx::new(match &mut self.connection {
            Either::Sqlite(connection) => tx::Connection::Sqlite(connection),
            Either::Postgres(session) => tx::Connection::Postgres(session),
        })
    }

    /// Rows of text.
    pub(super) fn texts<const N: usize>(&mut self, sql: &str) -> Result<Vec<[String; N]>, BackupError> {
        let mut found = Vec::new();
        self.each(sql, "of the schema", |row| {
            let cells: Result<Vec<String>, StoreError> = (0..N).map(|at| row.get(at)).collect();
            found.extend(cells?.try_into().ok());
            Ok(())
        })?;
        Ok(found)
    }

    /// Gives every row of a table to `take`, in the order of its key.
    pub(super) fn each_row(
        &mut self,
        table: &Table,
        mut take: impl FnMut(Vec<Cell>) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let kinds = table.kinds();
        self.each(&table.select(), &table.name, |row| {
            let cells = kinds.iter().enumerate().map(|(at, kind)| Cell::of(row, at, *kind));
            take(cells.collect::<Result<_, StoreError>>()?)
        })
    }

    fn each(
        &mut self,
        sql: &str,
        table: &str,
        mut take: impl FnMut(&Row<'_>) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        match &mut self.connection {
            Either::Sqlite(connection) => {
                let mut statement = connection.prepare(sql).map_err(failed(table))?;
                let mut rows = statement.query([]).map_err(failed(table))?;
                while let Some(row) = rows.next().map_err(failed(table))? {
                    take(&Row::Sqlite(row))?;
                }
            }
            Either::Postgres(session) => {
                let nothing: [i64; 0] = [];
                let mut rows = session.client().query_raw(sql, nothing).map_err(failed(table))?;
                while let Some(row) = rows.next().map_err(failed(table))? {
                    take(&Row::Postgres(&row))?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn insert(&mut self, table: &Table, cells: &[Cell]) -> Result<(), BackupError> {
        let values: Vec<_> = cells.iter().map(Cell::value).collect();
        match &mut self.connection {
            Either::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(&table.insert()).map_err(failed(&table.name))?;
                statement.execute(rusqlite::params_from_iter(&values)).map(drop).map_err(failed(&table.name))
            }
            Either::Postgres(session) => {
                let client = session.client();
                if !self.prepared.contains_key(&table.name) {
                    let statement = client.prepare(&for_postgres(&table.insert())).map_err(failed(&table.name))?;
                    self.prepared.insert(table.name.clone(), statement);
                }
                let values: Vec<_> = values.iter().map(|value| value as &(dyn postgres::types::ToSql + Sync)).collect();
                client.execute(&self.prepared[&table.name], &values).map(drop).map_err(failed(&table.name))
            }
        }
    }

    pub(super) fn clear(&mut self, table: &Table) -> Result<(), BackupError> {
        match &mut self.connection {
            Either::Sqlite(connection) => connection.execute_batch(&table.clear()).map_err(failed(&table.name)),
            Either::Postgres(session) => session.client().batch_execute(&table.clear()).map_err(failed(&table.name)),
        }
    }

    /// Makes it count, on the disk; SQLite's log is folded into the one file.
    pub(super) fn commit(mut self) -> Result<(), BackupError> {
        match &mut self.connection {
            Either::Sqlite(connection) => {
                let commit = "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);";
                connection.execute_batch(commit).map_err(opening)
            }
            Either::Postgres(session) => session.client().batch_execute("COMMIT").map_err(opening),
        }
    }
}

fn opening<E>(error: E) -> BackupError
where
    EngineError: From<E>,
{
    StoreError::of("a backup's transaction", EngineError::from(error)).into()
}

fn failed<E>(table: &str) -> impl FnOnce(E) -> BackupError
where
    EngineError: From<E>,
{
    let table = table.to_owned();
    move |error| {
        let source = EngineError::from(error);
        match crate::error::class(&source) {
            crate::error::Class::Full | crate::error::Class::Gone => StoreError::of("a table", source).into(),
            _ => BackupError::Table { table, source },
        }
    }
}
