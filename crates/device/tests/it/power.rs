//! A storage whose power goes away.
//!
//! [`Outage`] keeps what [`Storage`] promises and not one bit more. Every call that changes something is counted; at the
//! one that was chosen ([`Outage::cut_at`]) the power goes: that call happens, half happens or does not, by a seed, and
//! every call after it fails. [`Outage::restart`] gives the storage as the machine finds it when it starts again: what was
//! synced or replaced is whole; of what was appended or cut off since, a part happened, and the end of that may be torn,
//! missing or zeros; what was removed may be there again. A full medium ([`Outage::fill_after`]) and one that cannot be written ([`Outage::set_read_only`]) are
//! there too. The same seed gives the same outage.
//!
//! A test plays its script once without an outage to count the calls, then once for each call with the cut there:
//!
//! ```ignore
//! let calls = { let storage = Outage::new(0); script(&storage); storage.calls() };
//! for at in 0..calls {
//!     let storage = Outage::new(seed);
//!     storage.cut_at(at);
//!     script(&storage);
//!     let left = storage.restart();
//!     …what must hold of `left`…
//! }
//! ```

mod holds;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};

use steadfast_device::outside::{Storage, StorageError};

/// The storage.
#[derive(Debug)]
pub(crate) struct Outage(RefCell<State>);

#[derive(Clone, Debug, Default)]
struct State {
    things: BTreeMap<String, Thing>,
    /// What was removed, and may come back.
    removed: BTreeMap<String, Thing>,
    calls: Vec<Call>,
    cut_at: Option<u64>,
    fail_at: Option<u64>,
    is_off: bool,
    room: Option<usize>,
    is_read_only: bool,
    chance: Chance,
}

/// What a call was to do, and of what.
pub(crate) type Call = (&'static str, String);

/// A named thing.
#[derive(Clone, Debug, Default)]
struct Thing {
    /// What is on the medium; nothing where there is none of this name yet.
    kept: Option<Vec<u8>>,
    /// What happened to it since, in its order.
    since: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Append(Vec<u8>),
    Truncate(usize),
}

/// Chance that is the same in every run (SplitMix64).
#[derive(Clone, Copy, Debug, Default)]
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % most.max(1) as u64).expect("less than a usize")
    }
}

impl Thing {
    fn of(bytes: &[u8]) -> Self {
        Self { kept: Some(bytes.to_vec()), since: Vec::new() }
    }

    /// What a program reads while there is power.
    fn seen(&self) -> Vec<u8> {
        self.since.iter().fold(self.kept.clone().unwrap_or_default(), applied)
    }

    /// What a machine finds that starts again.
    fn found(&self, chance: &mut Chance) -> Option<Vec<u8>> {
        if self.since.is_empty() {
            return self.kept.clone();
        }
        let happened = chance.below(self.since.len() + 1);
        if happened == 0 {
            return self.kept.clone();
        }
        let (whole, last) = self.since[..happened].split_at(happened - 1);
        let before = whole.iter().fold(self.kept.clone().unwrap_or_default(), applied);
        let safe = self.kept.as_ref().map_or(0, Vec::len).min(before.len());
        let mut found = match &last[0] {
            Change::Append(bytes) => applied(before, &Change::Append(bytes[..chance.below(bytes.len() + 1)].to_vec())),
            change @ Change::Truncate(_) => applied(before, change),
        };
        if self.since.iter().all(|change| matches!(change, Change::Append(_))) {
            zeros(&mut found, safe, chance);
        }
        Some(found)
    }
}

/// Half of the time, some bytes that were not synced are zeros: those at the end, or others.
fn zeros(found: &mut [u8], safe: usize, chance: &mut Chance) {
    let left = found.len().saturating_sub(safe);
    if left == 0 || chance.below(2) == 0 {
        return;
    }
    let from = safe + chance.below(left);
    let to = if chance.below(2) == 0 { found.len() } else { from + chance.below(found.len() - from) };
    found[from..to].fill(0);
}

fn applied(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    match change {
        Change::Append(more) => bytes.extend_from_slice(more),
        Change::Truncate(length) => bytes.truncate(*length),
    }
    bytes
}

/// How a call goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Happens,
    /// The power goes during it.
    Cut,
}

impl Outage {
    /// An empty storage with power. The seed decides what an outage leaves.
    pub(crate) fn new(seed: u64) -> Self {
        Self(RefCell::new(State { chance: Chance(seed), ..State::default() }))
    }

    /// The power goes at the call of this number, counted from 0 and from the beginning, that changes something.
    pub(crate) fn cut_at(&self, call: u64) {
        self.0.borrow_mut().cut_at = Some(call);
    }

    /// The call of this number fails and changes nothing; those after it work.
    pub(crate) fn fail_at(&self, call: u64) {
        self.0.borrow_mut().fail_at = Some(call);
    }

    /// How many calls changed something, or were to.
    pub(crate) fn calls(&self) -> u64 {
        self.0.borrow().calls.len() as u64
    }

    /// Those calls, in their order.
    pub(crate) fn course(&self) -> Vec<Call> {
        self.0.borrow().calls.clone()
    }

    /// Whether the power went.
    pub(crate) fn is_off(&self) -> bool {
        self.0.borrow().is_off
    }

    /// There is room for so many more bytes; nothing: for all.
    pub(crate) fn fill_after(&self, bytes: Option<usize>) {
        let mut state = self.0.borrow_mut();
        state.room = bytes.map(|bytes| state.taken() + bytes);
    }

    /// Whether the medium can be read alone.
    pub(crate) fn set_read_only(&self, is_read_only: bool) {
        self.0.borrow_mut().is_read_only = is_read_only;
    }

    /// Puts bytes into a thing, past all rules: for damage, and for somebody who has the medium in hand.
    pub(crate) fn tamper(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut state = self.0.borrow_mut();
        let mut bytes = state.things.get(name).map(Thing::seen).unwrap_or_default();
        change(&mut bytes);
        state.things.insert(name.to_owned(), Thing::of(&bytes));
    }

    /// Takes a thing away, past all rules.
    pub(crate) fn steal(&self, name: &str) {
        self.0.borrow_mut().things.remove(name);
    }

    /// What a machine finds that starts again, now or after the outage. It has power, room, and can be written.
    pub(crate) fn restart(&self) -> Self {
        let State { mut things, removed, mut chance, .. } = self.0.borrow().clone();
        for (name, thing) in removed {
            if chance.below(2) == 0 {
                things.entry(name).or_insert(thing);
            }
        }
        let found = things.iter().filter_map(|(name, thing)| {
            let bytes = thing.found(&mut chance)?;
            Some((name.clone(), Thing::of(&bytes)))
        });
        let things = found.collect();
        Self(RefCell::new(State { things, chance, ..State::default() }))
    }

    /// Another medium with the same on it, with power and another outage to come.
    pub(crate) fn copy(&self, seed: u64) -> Self {
        let things = self.0.borrow().things.clone();
        Self(RefCell::new(State { things, chance: Chance(seed), ..State::default() }))
    }

    /// All there is, as somebody reads it who has the medium in hand.
    pub(crate) fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.borrow().things.iter().map(|(name, thing)| (name.clone(), thing.seen())).collect()
    }

    /// Does a call that changes something: wholly, or as far as the outage leaves it.
    fn change(
        &self,
        what: &'static str,
        name: &str,
        act: impl FnOnce(&mut State, Fate) -> Result<(), ErrorKind>,
    ) -> Result<(), StorageError> {
        let mut state = self.0.borrow_mut();
        let failed = |kind| Err(failed(what, name, kind));
        if state.is_off {
            return failed(ErrorKind::BrokenPipe);
        }
        let call = state.calls.len() as u64;
        state.calls.push((what, name.to_owned()));
        if state.fail_at == Some(call) {
            return failed(ErrorKind::Other);
        }
        if state.is_read_only {
            return failed(ErrorKind::ReadOnlyFilesystem);
        }
        let fate = if state.cut_at == Some(call) { Fate::Cut } else { Fate::Happens };
        let done = act(&mut state, fate);
        state.is_off = fate == Fate::Cut;
        match (fate, done) {
            (Fate::Cut, _) => failed(ErrorKind::BrokenPipe),
            (Fate::Happens, Err(kind)) => failed(kind),
            (Fate::Happens, Ok(())) => Ok(()),
        }
    }

    fn look<T>(&self, what: &'static str, name: &str, look: impl FnOnce(&State) -> T) -> Result<T, StorageError> {
        let state = self.0.borrow();
        if state.is_off { Err(failed(what, name, ErrorKind::BrokenPipe)) } else { Ok(look(&state)) }
    }
}

fn failed(what: &'static str, name: &str, kind: ErrorKind) -> StorageError {
    StorageError { what, name: name.to_owned(), source: Error::from(kind) }
}

impl State {
    fn taken(&self) -> usize {
        self.things.values().map(|thing| thing.seen().len()).sum()
    }

    /// How many of so many more bytes there is room for.
    fn fits(&self, bytes: usize) -> usize {
        self.room.map_or(bytes, |room| room.saturating_sub(self.taken()).min(bytes))
    }

    /// Whether a call that the power went during happened all the same.
    fn happens(&mut self, fate: Fate) -> bool {
        fate == Fate::Happens || self.chance.below(2) == 0
    }
}

impl Storage for Outage {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.look("read", name, |state| state.things.get(name).map(Thing::seen))
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.change("replace", name, |state, fate| {
            if state.fits(bytes.len()) < bytes.len() {
                return Err(ErrorKind::StorageFull);
            }
            if state.happens(fate) {
                state.things.insert(name.to_owned(), Thing::of(bytes));
                state.removed.clear();
            }
            Ok(())
        })
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.change("append", name, |state, _| {
            let fits = state.fits(bytes.len());
            let there = if fits < bytes.len() { state.chance.below(fits + 1) } else { fits };
            let thing = state.things.entry(name.to_owned()).or_default();
            thing.since.push(Change::Append(bytes[..there].to_vec()));
            if fits < bytes.len() { Err(ErrorKind::StorageFull) } else { Ok(()) }
        })
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        self.change("sync", name, |state, fate| {
            if state.happens(fate)
                && let Some(thing) = state.things.get_mut(name)
            {
                *thing = Thing::of(&thing.seen());
            }
            Ok(())
        })
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        self.change("truncate", name, |state, _| {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let thing = state.things.get_mut(name).ok_or(ErrorKind::NotFound)?;
            thing.since.push(Change::Truncate(length));
            Ok(())
        })
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        self.change("destroy", name, |state, fate| {
            let stays = fate == Fate::Cut && state.chance.below(3) > 0;
            if !stays {
                state.things.remove(name);
                state.removed.clear();
                return Ok(());
            }
            let State { things, chance, .. } = state;
            if let Some(thing) = things.get_mut(name) {
                let mut bytes = thing.seen();
                let wiped = chance.below(bytes.len() + 1);
                bytes[..wiped].fill(0);
                *thing = Thing::of(&bytes);
            }
            Ok(())
        })
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        self.change("remove", name, |state, fate| {
            if state.happens(fate)
                && let Some(thing) = state.things.remove(name)
            {
                state.removed.insert(name.to_owned(), thing);
            }
            Ok(())
        })
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        self.look("list", "", |state| state.things.keys().cloned().collect())
    }
}
