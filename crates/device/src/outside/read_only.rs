//! A folder's content for another thread, which reads it beside whoever has it.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use super::storage::{Storage, StorageError};

/// What is stored in a folder, to be read alone. It holds no lock: what it reads may be replaced at any moment, by something
/// whole, and whoever reads looks whether it is still what they began with.
#[derive(Clone, Debug)]
pub struct ReadOnly(PathBuf);

impl ReadOnly {
    pub(super) fn of(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Opens what is stored under a name, piece by piece.
    ///
    /// # Errors
    /// When it cannot be read, or is not there.
    pub fn open(&self, name: &str) -> io::Result<File> {
        File::open(self.0.join(name))
    }
}

fn refused<T>(what: &'static str, name: &str) -> Result<T, StorageError> {
    Err(StorageError::of(what, name)(ErrorKind::ReadOnlyFilesystem.into()))
}

impl Storage for ReadOnly {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        match fs::read(self.0.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StorageError::of("read", name)(error)),
        }
    }

    fn replace(&self, name: &str, _: &[u8]) -> Result<(), StorageError> {
        refused("replace", name)
    }

    fn append(&self, name: &str, _: &[u8]) -> Result<(), StorageError> {
        refused("append", name)
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        refused("sync", name)
    }

    fn truncate(&self, name: &str, _: u64) -> Result<(), StorageError> {
        refused("truncate", name)
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        refused("destroy", name)
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        refused("remove", name)
    }

    /// Nobody who reads alone lists: an export names what is in it.
    fn names(&self) -> Result<Vec<String>, StorageError> {
        refused("list", "")
    }
}
