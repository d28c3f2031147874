//! What the owner wants with single releases. It is theirs, and goes with them.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};
use steadfast_protocol::{Seconds, Wish};

use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};
use crate::reset::UPDATE_CHOICES as NAME;

/// The most releases of which something is remembered.
const MOST: usize = 16;

/// A wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Chosen {
    #[n(0)]
    wish: Wish,
    #[n(1)]
    until: Option<Seconds>,
    #[n(2)]
    at: Seconds,
}

/// Wishes by release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Choices {
    #[n(0)]
    releases: BTreeMap<String, Chosen>,
}

impl Choices {
    /// What the storage holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(storage: &impl Storage) -> Result<Self, DocumentError> {
        Ok(document::load(storage, NAME)?.unwrap_or_default())
    }

    /// What is wanted with a release, and until when where it was put off.
    #[must_use]
    pub fn of(&self, release: &str) -> Option<(Wish, Option<Seconds>)> {
        self.releases.get(release).map(|chosen| (chosen.wish, chosen.until))
    }

    /// Remembers a wish; the oldest gives way where there are too many.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub(crate) fn choose(
        &mut self,
        release: &str,
        wish: Wish,
        until: Option<Seconds>,
        now: Seconds,
        storage: &impl Storage,
    ) -> Result<(), StorageError> {
        let mut next = self.clone();
        next.releases.insert(release.to_owned(), Chosen { wish, until, at: now });
        while next.releases.len() > MOST {
            let oldest = next.releases.iter().min_by_key(|(_, chosen)| chosen.at).map(|(name, _)| name.clone());
            oldest.and_then(|name| next.releases.remove(&name));
        }
        document::keep(storage, NAME, &next)?;
        *self = next;
        Ok(())
    }
}
