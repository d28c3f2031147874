//! Storage that is gone with the process: for programs that keep nothing, and for tests.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::storage::{Storage, StorageError};

/// Things by name.
#[derive(Clone, Debug, Default)]
pub struct Memory(RefCell<BTreeMap<String, Vec<u8>>>);

impl Storage for Memory {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.0.borrow().get(name).cloned())
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.0.borrow_mut().insert(name.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.0.borrow_mut().entry(name.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&self, _name: &str) -> Result<(), StorageError> {
        Ok(())
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        self.0.borrow_mut().entry(name.to_owned()).or_default().truncate(length);
        Ok(())
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        self.0.borrow_mut().remove(name);
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        self.destroy(name)
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        Ok(self.0.borrow().keys().cloned().collect())
    }
}
