//! The data directory: made for its owner alone, and used by one process at a time.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use steadfast_store::UNFINISHED_RESTORE;

/// A data directory that this process holds until it ends, however it ends.
#[derive(Debug)]
pub struct DataDirectory {
    path: PathBuf,
    _lock: Option<File>,
}

/// Why a data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Another process holds it.
    #[error(
        "{path}: another steadfast is running on this data directory; stop it first, or give this one a directory of \
         its own with --data. Several servers share their data through PostgreSQL and an object store"
    )]
    Taken {
        /// The directory.
        path: PathBuf,
    },
    /// A restore was broken off in it.
    #[error("{path}: a restore was broken off here; do it again, or take another directory")]
    HalfRestored {
        /// The directory.
        path: PathBuf,
    },
    /// It cannot be made, read or written.
    #[error("{path}: {doing}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What failed.
        doing: &'static str,
        /// Why.
        source: io::Error,
    },
}

impl DataDirectory {
    /// Makes the directory where it is missing, and takes it.
    ///
    /// # Errors
    /// When it cannot be made or locked, or another process holds it.
    pub fn take(path: &Path) -> Result<Self, DirectoryError> {
        let failed = |doing| move |source| DirectoryError::Io { path: path.to_owned(), doing, source };
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(failed("the data directory cannot be made"))?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path.join("lock"));
        let lock = lock.map_err(failed("the lock file cannot be opened"))?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) if path.join(UNFINISHED_RESTORE).exists() && !path.join("steadfast.sqlite").exists() => {
                Err(DirectoryError::HalfRestored { path: path.to_owned() })
            }
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: Some(lock) }),
            Err(rustix::io::Errno::WOULDBLOCK) => Err(DirectoryError::Taken { path: path.to_owned() }),
            Err(error) => Err(failed("the data directory cannot be locked")(error.into())),
        }
    }

    /// A data directory with a database, beside the server that may hold it: for one act of the host's.
    ///
    /// # Errors
    /// When there is no data directory.
    pub fn beside(path: &Path) -> Result<Self, DirectoryError> {
        let failed = |source| DirectoryError::Io { path: path.to_owned(), doing: "there is no data directory", source };
        fs::metadata(path.join("lock")).map_err(failed)?;
        Ok(Self { path: path.to_owned(), _lock: None })
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of a file in it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Reads a file that only the owner may read; nothing where there is none.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, DirectoryError> {
        match fs::read(self.file(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(DirectoryError::Io { path: self.file(name), doing: "cannot be read", source }),
        }
    }

    /// Writes a file for the owner's eyes only; it is there whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), DirectoryError> {
        let failed = |source| DirectoryError::Io { path: self.file(name), doing: "cannot be written", source };
        let half = self.file(&format!("{name}.half"));
        let file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&half);
        let written = file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
        written.and_then(|()| fs::rename(&half, self.file(name))).map_err(failed)?;
        File::open(&self.path).and_then(|directory| directory.sync_all()).map_err(failed)
    }
}
