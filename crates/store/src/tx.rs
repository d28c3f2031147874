//! A transaction, as a closure sees it.

use crate::engine::Engine;
use crate::engine::postgres::Session;
use crate::error::{Class, EngineError, StoreError, class};
use crate::sql::Sql;
use crate::value::{Row, Value};

/// One transaction on one connection. After the first failed statement the rest refuse, on both engines alike, and the
/// transaction is undone whatever its closure returns.
pub struct Tx<'a> {
    connection: Connection<'a>,
    failed: bool,
    conflict: bool,
    asked: u64,
}

pub(crate) enum Connection<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut Session),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(connection: Connection<'a>) -> Self {
        Self { connection, failed: false, conflict: false, asked: 0 }
    }

    /// How many statements were run so far.
    #[must_use]
    pub const fn asked(&self) -> u64 {
        self.asked
    }

    /// Whether a statement failed.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    /// Whether it lost against another transaction and may be run again.
    pub(crate) fn conflict(&self) -> bool {
        self.conflict
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    /// Has a statement understood by the engine, without running it.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn prepare(&mut self, sql: Sql) -> Result<(), StoreError> {
        self.attempt(sql, |connection| match connection {
            Connection::Sqlite(connection) => Ok(connection.prepare_cached(sql.0).map(drop)?),
            Connection::Postgres(session) => session.prepared(sql.0).map(drop),
        })
    }

    /// Runs a statement that answers with no rows; the number of rows it touched.
    pub(crate) fn execute(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64, StoreError> {
        self.attempt(sql, |connection| match connection {
            Connection::Sqlite(connection) => {
                let count = connection.prepare_cached(sql.0)?.execute(rusqlite::params_from_iter(values))?;
                Ok(u64::try_from(count).unwrap_or(u64::MAX))
            }
            Connection::Postgres(session) => session.execute(sql.0, values),
        })
    }

    /// Every row of the answer.
    pub(crate) fn rows<T>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        let read_all = self.attempt(sql, |connection| match connection {
            Connection::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql.0)?;
                let mut rows = statement.query(rusqlite::params_from_iter(values))?;
                while let Some(row) = rows.next()? {
                    found.push(read(&Row::Sqlite(row)));
                }
                Ok(())
            }
            Connection::Postgres(session) => {
                found.extend(session.query(sql.0, values)?.iter().map(|row| read(&Row::Postgres(row))));
                Ok(())
            }
        });
        read_all?;
        found.into_iter().collect()
    }

    /// The first row of the answer, if there is one.
    pub(crate) fn optional<T>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.rows(sql, values, read)?.into_iter().next())
    }

    /// Runs statements of the schema, in the engine's own spelling.
    pub(crate) fn change_schema(&mut self, statements: &str) -> Result<(), StoreError> {
        let changed = match &mut self.connection {
            Connection::Sqlite(connection) => connection.execute_batch(statements).map_err(EngineError::from),
            Connection::Postgres(session) => session.client().batch_execute(statements).map_err(EngineError::from),
        };
        changed.map_err(|source| {
            self.failed = true;
            StoreError::of("a step of the schema", source)
        })
    }

    fn attempt<T>(
        &mut self,
        sql: Sql,
        work: impl FnOnce(&mut Connection<'a>) -> Result<T, EngineError>,
    ) -> Result<T, StoreError> {
        if self.failed {
            return Err(StoreError::AlreadyFailed);
        }
        self.asked += 1;
        work(&mut self.connection).map_err(|source| {
            self.failed = true;
            self.conflict = class(&source) == Class::Conflict;
            StoreError::of(sql.0, source)
        })
    }
}
