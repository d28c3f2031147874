//! The way back to the factory settings, and the end of an owner's time.
//!
//! A mark is written first, which says what for; from then on, whatever happens, the next step or the next start goes on
//! until nothing of the owner's is left. What is kept is a closed list: who the unit is, whom it trusts, what it signed and
//! how far its updates and its log came. Everything else goes, whatever its name, and what lies [beside](Beside) as well.

mod kept;
pub(crate) mod last;
mod mark;

use steadfast_protocol::{Purpose, Remains, Wiped};

use crate::data;
use crate::document::DocumentError;
use crate::identity::Identity;
use crate::life::Life;
use crate::outbox::Outbox;
use crate::outside::{Beside, BesideError, Progress, Storage, StorageError};
pub use kept::UPDATE_CHOICES;
use kept::goes;
use mark::Mark;
pub use mark::{begin, is_under_way};

/// Why an erasure stands still. It goes on at the next try.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// A document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// What lies beside it.
    #[error(transparent)]
    Beside(#[from] BesideError),
    /// One for something else has not come to its end.
    #[error("an erasure for something else is under way: it comes to its end first")]
    UnderWay,
}

/// How far an erasure came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// None was begun.
    Nothing,
    /// There is more to erase.
    More,
    /// It came to its end; what the unit states of it.
    Done(Wiped),
}

/// Goes on with what was begun, by as much as takes a few seconds. Without one, nothing happens.
///
/// # Errors
/// When a step fails. What was done is done; the next call does the rest.
pub fn go_on(
    storage: &impl Storage,
    beside: Option<&dyn Beside>,
    unit: &mut Identity,
    life: &mut Life,
    outbox: &mut Outbox,
) -> Result<Erasing, ResetError> {
    if !is_under_way(storage)? {
        return Ok(Erasing::Nothing);
    }
    let mark = mark::load(storage, life);
    for name in goes(storage)? {
        discard(storage, &name)?;
    }
    // Its key is gone by now, where it has one.
    if beside.map_or(Ok(Progress::Done), |beside| beside.destroy())? == Progress::More {
        return Ok(Erasing::More);
    }
    void(storage, unit, &mark)?;
    let left = beside.map_or(Ok(0), |beside| beside.count())?;
    let found = (goes(storage)?.len() as u64).saturating_add(left);
    let wiped = statement(life.unit.clone(), mark, found);
    if life.resets < wiped.resets {
        state(storage, unit, outbox, &wiped)?;
        count(storage, life, wiped.resets)?;
    }
    mark::clear(storage)?;
    Ok(Erasing::Done(wiped))
}

/// The code on the label opens nothing any more, where the unit goes to somebody else or out of use.
fn void(storage: &impl Storage, unit: &mut Identity, mark: &Mark) -> Result<(), StorageError> {
    match mark.purpose {
        Some(Purpose::Handover | Purpose::EndOfLife) => unit.replace_code(storage, mark.code.map(|code| *code)),
        Some(Purpose::Reset) | None => Ok(()),
    }
}

/// What is stated. Nothing is said to be where nobody can know it.
fn statement(unit: Option<String>, mark: Mark, found: u64) -> Wiped {
    let remains = Some(remains(unit.is_some()));
    let Mark { number: resets, things: destroyed, time, purpose, code, keys } = mark;
    Wiped { unit, number: 0, time, resets, destroyed, found, keys, purpose, remains, code }
}

/// What stays, and where: at a server only where one knows the unit.
fn remains(is_known: bool) -> Vec<Remains> {
    let elsewhere = [Remains::Registration, Remains::Hashes, Remains::Backups];
    let here = [Remains::Identity, Remains::Statements];
    here.into_iter().chain(elsewhere.into_iter().filter(|_| is_known)).collect()
}

/// Signs what was done, unless that was said already, before a power loss.
fn state(storage: &impl Storage, unit: &Identity, outbox: &mut Outbox, wiped: &Wiped) -> Result<(), StorageError> {
    if last::stated(storage, unit, wiped.resets).is_some() {
        return Ok(());
    }
    let envelope = match outbox.find::<Wiped>(|said| said.resets == wiped.resets) {
        Some(envelope) => envelope,
        None => outbox.say(storage, &unit.key(), |number| Wiped { number, ..wiped.clone() })?,
    };
    last::keep(storage, envelope)
}

/// Counts the reset, in memory only once it is counted on the medium.
fn count(storage: &impl Storage, life: &mut Life, resets: u64) -> Result<(), StorageError> {
    let mut next = life.clone();
    (next.resets, next.told) = (resets, None);
    next.keep(storage)?;
    *life = next;
    Ok(())
}

/// What is sealed needs no overwriting: its key was destroyed before it.
fn discard(storage: &impl Storage, name: &str) -> Result<(), StorageError> {
    if name.starts_with(data::PREFIX) { storage.remove(name) } else { storage.destroy(name) }
}
