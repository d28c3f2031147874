//! What can go wrong in the store.

use std::fmt;

/// An error of the engine underneath, kept as it came.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// From SQLite.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// From PostgreSQL. Its own text says only "db error", so the server's words stand in front.
    #[error("PostgreSQL: {words}", words = words(.0))]
    Postgres(#[from] postgres::Error),
    /// The connection to PostgreSQL ended.
    #[error("PostgreSQL: {0}")]
    Gone(#[source] std::io::Error),
}

fn words(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| with_source(error), |db| format!("{} ({})", db.message(), db.code().code()))
}

fn with_source(error: &postgres::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

/// Which promise of the schema a write would have broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A value that must be there once only is there already.
    Unique,
    /// It refers to something that is not there, or something refers to it.
    ForeignKey,
    /// A condition on a row, a missing value among them.
    Check,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "it is there already",
            Self::ForeignKey => "what it refers to is missing, or something refers to it",
            Self::Check => "a value is not allowed",
        })
    }
}

/// Why a transaction did not happen. Whatever it is, nothing of the transaction was kept, except after
/// [`StoreError::Uncertain`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The schema forbids it.
    #[error("the database refused a row: {kind}")]
    Violated {
        /// Which promise.
        kind: Violation,
        /// The engine's words.
        source: EngineError,
    },
    /// No room to write.
    #[error("the database's disk is full")]
    Full(#[source] EngineError),
    /// The database cannot be reached, or went away.
    #[error("the database cannot be reached")]
    Unavailable(#[source] EngineError),
    /// The connection broke while a commit was on its way: it may have happened or not.
    #[error("the database went away during a commit; whether it happened is not known")]
    Uncertain(#[source] EngineError),
    /// Too many transactions wait, or this one lost against others again and again.
    #[error("the database is too busy; try again")]
    Busy,
    /// A row or column is not what this program's schema says.
    #[error("column {column} of an answer cannot be read")]
    Column {
        /// Counted from 0.
        column: usize,
        /// The engine's words.
        source: EngineError,
    },
    /// A stored value is not one that this program writes.
    #[error("column {column} of an answer holds no {expected}")]
    Inconsistent {
        /// Counted from 0.
        column: usize,
        /// What should have been there.
        expected: &'static str,
    },
    /// A stored text is none of the words that this program writes there.
    #[error("the database holds an unknown {what}: \"{found}\"")]
    UnknownWord {
        /// What the word stands for.
        what: &'static str,
        /// The word.
        found: String,
    },
    /// A statement failed for another reason.
    #[error("a statement failed: {sql}")]
    Statement {
        /// Its text.
        sql: &'static str,
        /// The engine's words.
        source: EngineError,
    },
    /// An earlier statement of the same transaction failed.
    #[error("an earlier statement of this transaction failed")]
    AlreadyFailed,
    /// Another process took over what this one was leading.
    #[error("the lease \"{0}\" was taken over")]
    LeaseLost(String),
    /// The engine failed while opening, committing or preparing.
    #[error("the database failed")]
    Engine(#[source] EngineError),
    /// The schema in the database is newer than this program.
    #[error("the database was written by a newer version of this program (schema {found}, this program knows {known})")]
    Newer {
        /// The step found.
        found: i64,
        /// The last step known.
        known: i64,
    },
    /// A step of the schema differs from what was applied.
    #[error("step {0} of the schema was changed after it was applied; this database belongs to another build")]
    Altered(i64),
    /// A closure panicked; a defect of this program.
    #[error("a transaction panicked; this is a defect")]
    Panicked,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    pub(crate) fn column(column: usize, source: EngineError) -> Self {
        Self::Column { column, source }
    }

    /// Sorts an engine's error by its code, never by its words.
    pub(crate) fn of(sql: &'static str, source: EngineError) -> Self {
        match class(&source) {
            Class::Violated(kind) => Self::Violated { kind, source },
            Class::Full => Self::Full(source),
            Class::Gone => Self::Unavailable(source),
            Class::Conflict => Self::Busy,
            Class::Other => Self::Statement { sql, source },
        }
    }

    /// Whether a unique value was there already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Violated { kind: Violation::Unique, .. })
    }
}

/// The classes of engine errors that a caller can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Violated(Violation),
    Full,
    Gone,
    /// Lost against another transaction: run it again.
    Conflict,
    Other,
}

pub(crate) fn class(error: &EngineError) -> Class {
    match error {
        EngineError::Sqlite(error) => sqlite_class(error),
        EngineError::Postgres(error) => postgres_class(error),
        EngineError::Gone(_) => Class::Gone,
    }
}

fn sqlite_class(error: &rusqlite::Error) -> Class {
    use rusqlite::ffi;
    let Some(failure) = error.sqlite_error() else { return Class::Other };
    match failure.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Class::Violated(Violation::Unique)
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Class::Violated(Violation::ForeignKey),
        code if code & 0xff == ffi::SQLITE_CONSTRAINT => Class::Violated(Violation::Check),
        // No room for the log's index beside the database comes under this name.
        ffi::SQLITE_IOERR_SHMSIZE => Class::Full,
        code if code & 0xff == ffi::SQLITE_FULL => Class::Full,
        code if matches!(code & 0xff, ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED) => Class::Conflict,
        code if matches!(code & 0xff, ffi::SQLITE_IOERR | ffi::SQLITE_CANTOPEN | ffi::SQLITE_READONLY) => Class::Gone,
        _ => Class::Other,
    }
}

/// By SQLSTATE, PostgreSQL's appendix A.
fn postgres_class(error: &postgres::Error) -> Class {
    let Some(code) = error.code() else {
        return if error.is_closed() || has_io(error) { Class::Gone } else { Class::Other };
    };
    match code.code() {
        "23505" => Class::Violated(Violation::Unique),
        "23503" => Class::Violated(Violation::ForeignKey),
        "23502" | "23514" | "23000" => Class::Violated(Violation::Check),
        "40001" | "40P01" => Class::Conflict,
        "53100" => Class::Full,
        "53300" | "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => Class::Gone,
        other if other.starts_with("08") => Class::Gone,
        _ => Class::Other,
    }
}

fn has_io(error: &postgres::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        if next.is::<std::io::Error>() {
            return true;
        }
        cause = next.source();
    }
    false
}
