//! The mark: an erasure was begun, and there is no way back.

use minicbor::{Decode, Encode};
use steadfast_protocol::{Digest, Purpose, Seconds};

use super::{ResetError, goes};
use crate::data;
use crate::document;
use crate::life::Life;
use crate::outside::{Beside, Storage, StorageError};

/// The name of the mark. An empty one is none.
pub(super) const NAME: &str = "reset";

/// What the owner wants, and what there was when it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct Mark {
    /// The how many-th of the unit's life: so it counts once, however often it is resumed.
    #[n(0)]
    pub(super) number: u64,
    /// How many things there were.
    #[n(1)]
    pub(super) things: u64,
    /// When it began.
    #[n(2)]
    pub(super) time: Seconds,
    /// What for; nothing: the mark is damaged.
    #[n(3)]
    pub(super) purpose: Option<Purpose>,
    /// What is kept of the code that opens the unit afterwards.
    #[n(4)]
    pub(super) code: Option<Digest>,
    /// How many keys of the owner's data there were.
    #[n(5)]
    pub(super) keys: Option<u64>,
}

/// Begins an erasure: from now on there is no way back. A code counts where the unit goes to somebody else: it is what is
/// kept of the one that opens it from then on. Without one, nothing does but presence.
///
/// A reset goes on with whatever was begun.
///
/// # Errors
/// When the mark cannot be written, or another erasure is under way: then nothing changed.
pub fn begin(
    storage: &impl Storage,
    beside: Option<&dyn Beside>,
    life: &Life,
    now: Seconds,
    purpose: Purpose,
    code: Option<[u8; 32]>,
) -> Result<(), ResetError> {
    let code = code.filter(|_| purpose == Purpose::Handover).map(Digest::from);
    if is_under_way(storage)? {
        let begun = load(storage, life);
        let is_same = purpose == Purpose::Reset || (begun.purpose, begun.code) == (Some(purpose), code);
        return if is_same { Ok(()) } else { Err(ResetError::UnderWay) };
    }
    // What cannot be counted keeps nobody from erasing.
    let lies_beside = beside.and_then(|beside| beside.count().ok()).unwrap_or_default();
    let things = (goes(storage)?.len() as u64).saturating_add(lies_beside);
    let keys = Some(u64::from(storage.read(data::KEY)?.is_some()));
    let number = life.resets.saturating_add(1);
    Ok(document::keep(storage, NAME, &Mark { number, things, time: now, purpose: Some(purpose), code, keys })?)
}

/// Whether one was begun and has not ended.
///
/// # Errors
/// When that cannot be read.
pub fn is_under_way(storage: &impl Storage) -> Result<bool, StorageError> {
    Ok(storage.read(NAME)?.is_some_and(|mark| !mark.is_empty()))
}

/// What was begun. A mark that is damaged is a mark: somebody wanted this, and half of it may be done.
pub(super) fn load(storage: &impl Storage, life: &Life) -> Mark {
    let read: Result<Option<Mark>, _> = document::load(storage, NAME);
    let damaged = Mark { number: life.resets.saturating_add(1), time: life.newest, ..Mark::default() };
    // Before there were purposes, each mark was a reset's.
    let known = |mark: Mark| Mark { purpose: mark.purpose.or(Some(Purpose::Reset)), ..mark };
    read.ok().flatten().map_or(damaged, known)
}

/// Nothing is under way any more. Overwriting may be interrupted, and a damaged mark would count once more: first it is made
/// one that says nothing.
pub(super) fn clear(storage: &impl Storage) -> Result<(), StorageError> {
    storage.replace(NAME, &[])?;
    drop(storage.destroy(NAME));
    Ok(())
}
