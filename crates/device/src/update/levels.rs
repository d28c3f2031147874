//! How far each part of the unit is. It only rises, through every reset.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};
use steadfast_protocol::Digest;

use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
const NAME: &str = "update-levels";

/// The release that runs, of one part.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Level {
    /// Its place in the order.
    #[n(0)]
    pub sequence: u64,
    /// Its version, a label.
    #[n(1)]
    pub version: String,
    /// The SHA-256 of its image.
    #[n(2)]
    pub image: Option<Digest>,
}

/// Levels by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Levels {
    /// Each part: `prt_…`.
    #[n(0)]
    parts: BTreeMap<String, Level>,
}

impl Levels {
    /// What the storage holds.
    ///
    /// # Errors
    /// When it cannot be read: then nothing may be installed.
    pub fn load(storage: &impl Storage) -> Result<Self, DocumentError> {
        Ok(document::load(storage, NAME)?.unwrap_or_default())
    }

    /// The level of a part.
    #[must_use]
    pub fn of(&self, part: &str) -> Option<&Level> {
        self.parts.get(part)
    }

    /// Every part with its level.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Level)> {
        self.parts.iter()
    }

    /// A part runs this now. One that is lower changes nothing.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn raise(&mut self, part: &str, level: Level, storage: &impl Storage) -> Result<(), StorageError> {
        if self.of(part).is_some_and(|known| known.sequence >= level.sequence) {
            return Ok(());
        }
        let mut next = self.clone();
        next.parts.insert(part.to_owned(), level);
        document::keep(storage, NAME, &next)?;
        *self = next;
        Ok(())
    }
}
