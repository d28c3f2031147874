//! How far each part of the unit is. It only rises, through every reset.
//!
//! It is kept twice. Where one of the two is damaged the other mends it; where both are, what the unit signed says how far it
//! came at the least. Nothing that can be read is ever passed over, so the level is never lowered below it.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};
use steadfast_protocol::{Digest, Outcome, Receipt, Runs};

use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
pub(crate) const NAME: &str = "update-levels";

/// The name that it is stored by once more.
const TWIN: &str = "update-levels-twin";

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

/// What was found of the two that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Both, as they were written; or none was ever written.
    Whole,
    /// One of them is damaged.
    One,
    /// None can be read, and there was one.
    Lost,
}

impl Levels {
    /// What the storage holds; where the two differ, the higher of each part.
    ///
    /// # Errors
    /// When the storage cannot be read: then nothing may be installed.
    pub(crate) fn load(storage: &impl Storage) -> Result<(Self, Kept), StorageError> {
        let (one, twin) = (read(storage, NAME)?, read(storage, TWIN)?);
        let kept = match (&one, &twin) {
            (Ok(_), Ok(_)) => Kept::Whole,
            (Ok(Some(_)), Err(_)) | (Err(_), Ok(Some(_))) => Kept::One,
            _ => Kept::Lost,
        };
        let differ = kept == Kept::One || matches!((&one, &twin), (Ok(one), Ok(twin)) if one != twin);
        let mut levels = Self::default();
        for (part, level) in [one, twin].into_iter().flatten().flatten().flat_map(|read| read.parts) {
            levels.lift(&part, level);
        }
        if differ {
            // Where that cannot be written, the next start does it.
            drop(levels.keep(storage));
        }
        Ok((levels, kept))
    }

    /// Puts together again what was lost, by what the unit said of itself; whether that says anything.
    pub(crate) fn rebuild(&mut self, said: impl Iterator<Item = Receipt>) -> bool {
        for said in said {
            let before = said.before.map(|sequence| Level { sequence, version: String::new(), image: None });
            let proven =
                Level { sequence: said.sequence, version: said.version.unwrap_or_default(), image: said.image };
            let proven = Some(proven).filter(|_| said.outcome == Some(Outcome::Proven));
            before.into_iter().chain(proven).for_each(|level| self.lift(&said.part, level));
        }
        !self.parts.is_empty()
    }

    /// Likewise by the word of what runs, where that has a place in the order.
    pub(crate) fn rebuild_as(&mut self, told: &[Runs]) -> bool {
        for run in told {
            if let Some(sequence) = run.sequence.filter(|sequence| *sequence > 0) {
                self.lift(&run.part, Level { sequence, version: run.version.clone(), image: run.image });
            }
        }
        !self.parts.is_empty()
    }

    pub(crate) fn keep(&self, storage: &impl Storage) -> Result<(), StorageError> {
        document::keep(storage, TWIN, self)?;
        document::keep(storage, NAME, self)
    }

    fn lift(&mut self, part: &str, level: Level) {
        if self.of(part).is_none_or(|known| known.sequence < level.sequence) {
            self.parts.insert(part.to_owned(), level);
        }
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
        next.keep(storage)?;
        *self = next;
        Ok(())
    }
}

/// One of the two: damage is what it has to say, and no reason to stop.
fn read(storage: &impl Storage, name: &str) -> Result<Result<Option<Levels>, DocumentError>, StorageError> {
    match document::load(storage, name) {
        Err(DocumentError::Storage(error)) => Err(error),
        read => Ok(read),
    }
}
