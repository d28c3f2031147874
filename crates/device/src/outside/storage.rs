//! A place that survives power loss.

/// A place for small named things. A name is `[a-z0-9.-]+`; names with a dot in front are the storage's own.
///
/// Power may go at any moment. What each call promises then is what everything here rests on.
pub trait Storage {
    /// The whole content; nothing where there is none of this name.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError>;

    /// Puts this content under the name, in the place of any other. On return it is on the medium; where power goes
    /// before, there is the old content or the new one, whole.
    ///
    /// # Errors
    /// When it cannot be written: the old content is there, or the new one.
    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError>;

    /// Adds bytes at the end, beginning the content where there is none. They are on the medium after [`sync`](Self::sync);
    /// where power goes before, any part of what was added may be missing, torn or zeros.
    ///
    /// # Errors
    /// When they cannot be written: any part of them may be there.
    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError>;

    /// Waits until what was appended is on the medium.
    ///
    /// # Errors
    /// When that is not known.
    fn sync(&self, name: &str) -> Result<(), StorageError>;

    /// Shortens content to its first `length` bytes.
    ///
    /// # Errors
    /// When it cannot be written.
    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError>;

    /// Overwrites the content where it lies, as well as the medium does that, and removes it. What is not there is no error.
    /// On return it is gone from the medium.
    ///
    /// # Errors
    /// When it may still be there.
    fn destroy(&self, name: &str) -> Result<(), StorageError>;

    /// Removes the content, quickly: after a power loss it may be there again, unless something was replaced or destroyed
    /// since. What is not there is no error.
    ///
    /// # Errors
    /// When it is there still.
    fn remove(&self, name: &str) -> Result<(), StorageError>;

    /// The names of all there is, in byte order.
    ///
    /// # Errors
    /// When they cannot be read.
    fn names(&self) -> Result<Vec<String>, StorageError>;
}

/// Why something could not be kept or read.
#[derive(Debug, thiserror::Error)]
#[error("{what} {name:?}: {source}")]
pub struct StorageError {
    /// What was tried: `read`, `replace`, …
    pub what: &'static str,
    /// Of what.
    pub name: String,
    /// Why.
    #[source]
    pub source: std::io::Error,
}

impl StorageError {
    pub(crate) fn of(what: &'static str, name: &str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self { what, name: name.to_owned(), source }
    }
}

impl<S: Storage> Storage for &S {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        (**self).read(name)
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        (**self).replace(name, bytes)
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        (**self).append(name, bytes)
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        (**self).sync(name)
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        (**self).truncate(name, length)
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        (**self).destroy(name)
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        (**self).remove(name)
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        (**self).names()
    }
}
