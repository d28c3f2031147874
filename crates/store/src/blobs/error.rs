//! What can go wrong with blobs.

use std::io;
use std::path::{Path, PathBuf};

use super::hash::BlobHash;

/// Why a blob could not be kept, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is no such blob.
    #[error("there is no blob {0}")]
    NotFound(BlobHash),
    /// The content is not what its name says.
    #[error("blob {expected} is damaged: its content is {found}")]
    Damaged {
        /// Its name.
        expected: BlobHash,
        /// What its content would be called.
        found: BlobHash,
    },
    /// More bytes than allowed.
    #[error("the content is longer than {limit} bytes")]
    TooLong {
        /// The most bytes allowed.
        limit: u64,
    },
    /// No room to write.
    #[error("{path}: the disk is full")]
    StorageFull {
        /// What was written.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// A file or directory failed.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The content to be kept ended with an error.
    #[error("the content to be kept broke off: {0}")]
    Content(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The object store refuses our credentials.
    #[error("the object store refuses access: {0}")]
    Refused(#[source] Box<object_store::Error>),
    /// The object store cannot be reached, or failed.
    #[error("the object store cannot be reached: {0}")]
    Unreachable(#[source] Box<object_store::Error>),
    /// A thread that worked on files ended; the program is stopping, or has a defect.
    #[error("work on a blob was stopped: {0}")]
    Stopped(#[source] tokio::task::JoinError),
}

impl BlobError {
    /// Sorts a system's error: a full disk is named as such.
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::StorageFull { path, source },
            _ => Self::File { path, source },
        }
    }

    /// Sorts an object store's error about one blob.
    pub(super) fn object(hash: BlobHash, source: object_store::Error) -> Self {
        match source {
            object_store::Error::NotFound { .. } => Self::NotFound(hash),
            other => Self::store(other),
        }
    }

    /// Sorts an object store's error about the bucket.
    pub(super) fn store(source: object_store::Error) -> Self {
        use object_store::Error::{PermissionDenied, Unauthenticated};
        match source {
            PermissionDenied { .. } | Unauthenticated { .. } => Self::Refused(Box::new(source)),
            other => Self::Unreachable(Box::new(other)),
        }
    }
}
