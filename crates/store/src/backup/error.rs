//! What can go wrong with backups.

use std::io;
use std::path::{Path, PathBuf};

use crate::blobs::{BlobError, BlobHash};
use crate::error::{EngineError, StoreError};

/// Why there is no backup, or nothing was restored. Nothing half-done is left under the name that was asked for.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The place for a backup is taken.
    #[error("{0}: it is there already; a backup never overwrites anything")]
    Exists(PathBuf),
    /// Another process is at work in the same place.
    #[error("{0}: another backup or restore is at work here, or a server is running on it")]
    Taken(PathBuf),
    /// A restore goes into an empty place only.
    #[error("{0}: it is not empty; restore into an empty directory, database and bucket")]
    NotEmpty(String),
    /// A file or folder failed.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// No room to write.
    #[error("{path}: the disk is full")]
    StorageFull {
        /// What was written.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The database failed, or cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A statement made for a table failed.
    #[error("the table {table}: {source}")]
    Table {
        /// The table.
        table: String,
        /// The engine's words.
        source: EngineError,
    },
    /// A table that cannot be backed up: a defect of this program's schema.
    #[error("the table {table} {reason}; this is a defect")]
    Schema {
        /// The table.
        table: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A blob cannot be read or kept.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// What is there is no backup, or one of a newer program.
    #[error("{path}: {reason}")]
    NoBackup {
        /// The manifest.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file of the backup is not what the manifest says.
    #[error("{path}: {reason}; this backup is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// A blob of the backup is not there, or is another.
    #[error("the blob {0} of this backup is missing or damaged")]
    DamagedBlob(BlobHash),
    /// What was written into the database reads otherwise than what was in the backup.
    #[error("the table {0} reads otherwise than it was written; nothing was restored")]
    ReadsOtherwise(String),
    /// The work could not be started.
    #[error("the work on blobs cannot be started: {0}")]
    Runtime(#[source] io::Error),
}

impl BackupError {
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::StorageFull { path, source },
            _ => Self::File { path, source },
        }
    }

    pub(super) fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), reason: reason.into() }
    }

    /// Whether the input was wrong, rather than something failed.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        use BackupError::{Damaged, DamagedBlob, Exists, NoBackup, NotEmpty, Taken};
        matches!(self, Exists(_) | Taken(_) | NotEmpty(_) | NoBackup { .. } | Damaged { .. } | DamagedBlob(_))
    }
}
