//! Where a unit keeps things: a folder, or memory. One value for both, which may go from thread to thread.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use steadfast_device::outside::{Files, Memory, Storage, StorageError};

/// A storage that all parts of a unit share.
#[derive(Clone)]
pub(crate) struct Kept(Arc<Mutex<dyn Storage + Send>>);

impl Kept {
    /// A folder, for this process alone.
    pub(crate) fn folder(path: &Path) -> Result<Self, StorageError> {
        Ok(Self(Arc::new(Mutex::new(Files::open(path)?))))
    }

    /// Memory, gone with the handle.
    pub(crate) fn memory() -> Self {
        Self(Arc::new(Mutex::new(Memory::default())))
    }

    fn own(&self) -> MutexGuard<'_, dyn Storage + Send + 'static> {
        // Each of its calls leaves it whole; where one panicked, the handle is closed to calls anyway.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Storage for Kept {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.own().read(name)
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.own().replace(name, bytes)
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.own().append(name, bytes)
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        self.own().sync(name)
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        self.own().truncate(name, length)
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        self.own().destroy(name)
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        self.own().remove(name)
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        self.own().names()
    }
}
