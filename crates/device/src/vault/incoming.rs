//! What is taken in from another unit: put aside first, then switched to by one document. Until that is there nothing of it
//! counts; once it is, all of it does, and the next start goes on with what is not in its place yet.

use minicbor::{Decode, Encode};

use super::{Import, VaultError};
use crate::data::{self, Data};
use crate::document;
use crate::outside::{Random, Storage, StorageError};

/// The name of the document. An empty one is none.
const NAME: &str = "taking-in";

/// How the names of what was put aside begin.
const ASIDE: &str = "aside-";

/// What is put in its place.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Incoming {
    /// The names by which things are stored.
    #[n(0)]
    things: Vec<String>,
    /// Settings and their values.
    #[n(1)]
    pub(crate) settings: Vec<(String, String)>,
    /// Who took it in.
    #[n(2)]
    pub(crate) by: String,
}

impl Incoming {
    /// Puts everything aside, sealed, and then says that it counts.
    ///
    /// # Errors
    /// When something cannot be kept: then nothing of it counts.
    pub(crate) fn begin(
        storage: &impl Storage,
        random: &impl Random,
        import: &Import,
        settings: &[(&str, &str)],
        by: &str,
    ) -> Result<(), VaultError> {
        sweep(storage)?;
        let data = Data::open(storage, random)?;
        let mut things = Vec::new();
        for (name, bytes) in import.data() {
            let stored = data::stored(name)?;
            storage.replace(&aside(&stored), &data.sealed(random, name, bytes)?)?;
            things.push(stored);
        }
        let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let incoming = Self { things, settings, by: by.to_owned() };
        match document::keep(storage, NAME, &incoming) {
            // A medium that fails may have taken it all the same.
            Err(error) if Self::load(storage)?.as_ref() != Some(&incoming) => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// What counts and is not in its place yet.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub(crate) fn load(storage: &impl Storage) -> Result<Option<Self>, StorageError> {
        match document::load(storage, NAME) {
            Err(document::DocumentError::Storage(error)) => Err(error),
            read => Ok(read.ok().flatten()),
        }
    }

    /// Puts the things in their places.
    ///
    /// # Errors
    /// When one cannot be: it is done once more.
    pub(crate) fn put(&self, storage: &impl Storage) -> Result<(), StorageError> {
        for stored in &self.things {
            if let Some(sealed) = storage.read(&aside(stored))? {
                storage.replace(stored, &sealed)?;
            }
        }
        Ok(())
    }

    /// All is in its place. What is removed may come back with a power loss, and must not count once more: first the document
    /// is made one that says nothing.
    ///
    /// # Errors
    /// When that cannot be kept.
    pub(crate) fn end(storage: &impl Storage) -> Result<(), StorageError> {
        storage.replace(NAME, &[])?;
        drop(storage.destroy(NAME));
        sweep(storage)
    }
}

/// What was put aside and does not count goes.
///
/// # Errors
/// When it is there still.
pub(crate) fn sweep(storage: &impl Storage) -> Result<(), StorageError> {
    let names = storage.names()?;
    names.iter().filter(|name| name.starts_with(ASIDE)).try_for_each(|name| storage.remove(name))
}

fn aside(stored: &str) -> String {
    format!("{ASIDE}{stored}")
}
