//! The way back to the factory settings.
//!
//! A mark is written first; from then on, whatever happens, the next step or the next start goes on until nothing of the
//! owner's is left. What is kept is a closed list: who the unit is, whom it trusts, what it signed and how far its updates
//! and its log came. Everything else goes, whatever its name.

use minicbor::{Decode, Encode};
use steadfast_protocol::{Seconds, Wiped};

use crate::data;
use crate::document::{self, DocumentError};
use crate::identity::Identity;
use crate::life::Life;
use crate::outbox::{self, Outbox};
use crate::outside::{Storage, StorageError};
use crate::update;

/// The name of the mark. An empty one is none.
const NAME: &str = "reset";

/// What stays: by name, or by how the name begins where it ends in a dash.
const KEPT: [&str; 13] = [
    crate::identity::NAME,
    "factory",
    "life",
    outbox::NAME,
    crate::check_in::CODE,
    NAME,
    "log-kept",
    "log-heads",
    "log-sent",
    "certificate",
    "certificate-key",
    "update-",
    "trust-",
];

/// A reset is under way.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Mark {
    /// The how many-th of the unit's life: so it counts once, however often it is resumed.
    #[n(0)]
    number: u64,
    /// How many things there were.
    #[n(1)]
    things: u64,
    /// When it began.
    #[n(2)]
    time: Seconds,
}

/// Why a reset stands still. It goes on at the next try.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// A document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Begins a reset: from now on there is no way back.
///
/// # Errors
/// When the mark cannot be written: then nothing changed.
pub fn begin(storage: &impl Storage, life: &Life, now: Seconds) -> Result<(), ResetError> {
    if is_under_way(storage)? {
        return Ok(());
    }
    let things = goes(storage)?.len() as u64;
    Ok(document::keep(storage, NAME, &Mark { number: life.resets.saturating_add(1), things, time: now })?)
}

/// Whether one was begun and has not ended.
///
/// # Errors
/// When that cannot be read.
pub fn is_under_way(storage: &impl Storage) -> Result<bool, StorageError> {
    Ok(storage.read(NAME)?.is_some_and(|mark| !mark.is_empty()))
}

/// Goes on with what was begun, to its end; gives what the unit states of it. Without one, nothing happens.
///
/// # Errors
/// When a step fails. What was done is done; the next call does the rest.
pub fn go_on(
    storage: &impl Storage,
    unit: &Identity,
    life: &mut Life,
    outbox: &mut Outbox,
) -> Result<Option<Wiped>, ResetError> {
    if !is_under_way(storage)? {
        return Ok(None);
    }
    // A mark that is damaged is a mark: somebody wanted this, and half of it may be done.
    let read: Result<Option<Mark>, _> = document::load(storage, NAME);
    let mark =
        read.ok().flatten().unwrap_or(Mark { number: life.resets.saturating_add(1), things: 0, time: life.newest });
    for name in goes(storage)? {
        discard(storage, &name)?;
    }
    let found = goes(storage)?.len() as u64;
    let resets = mark.number;
    let id = life.unit.clone();
    let wiped =
        Wiped { unit: id, number: 0, time: mark.time, resets, destroyed: mark.things, found, ..Wiped::default() };
    if life.resets < resets {
        state(storage, unit, outbox, &wiped)?;
        count(storage, life, resets)?;
    }
    // Overwriting may be interrupted, and a damaged mark would count once more: first it is made one that says nothing.
    storage.replace(NAME, &[])?;
    drop(storage.destroy(NAME));
    Ok(Some(wiped))
}

/// Signs what was done, unless that waits already, from before a power loss.
fn state(storage: &impl Storage, unit: &Identity, outbox: &mut Outbox, wiped: &Wiped) -> Result<(), StorageError> {
    if outbox.has::<Wiped>(|said| said.resets == wiped.resets) {
        return Ok(());
    }
    outbox.say(storage, &unit.key(), |number| Wiped { number, ..wiped.clone() }).map(drop)
}

/// Counts the reset, in memory only once it is counted on the medium.
fn count(storage: &impl Storage, life: &mut Life, resets: u64) -> Result<(), StorageError> {
    let mut next = life.clone();
    (next.resets, next.told) = (resets, None);
    next.keep(storage)?;
    *life = next;
    Ok(())
}

/// What does not stay. The key of the owner's data comes first: with it, everything sealed is gone.
fn goes(storage: &impl Storage) -> Result<Vec<String>, StorageError> {
    let mut names = storage.names()?;
    names.retain(|name| !stays(name));
    names.sort_by_key(|name| name != data::KEY);
    Ok(names)
}

fn stays(name: &str) -> bool {
    // Of updates, one thing is the owner's.
    name != update::CHOICES && KEPT.iter().any(|kept| name == *kept || (kept.ends_with('-') && name.starts_with(kept)))
}

/// What is sealed needs no overwriting: its key was destroyed before it.
fn discard(storage: &impl Storage, name: &str) -> Result<(), StorageError> {
    if name.starts_with(data::PREFIX) { storage.remove(name) } else { storage.destroy(name) }
}
