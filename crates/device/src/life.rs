//! What only rises: how often a unit started, what it signed, what time it saw. Kept through every reset.

use minicbor::{Decode, Encode};
use steadfast_monitor::event::Moment;
use steadfast_protocol::{Consent, KnownPart, Seconds, TreeHead};

use crate::document::{self, DocumentError};
use crate::outside::{Clock, Storage, StorageError};

/// The name that it is stored by.
const NAME: &str = "life";

/// A unit is no older than this program: 2026-01-01.
const BUILT: Seconds = 1_767_225_600;

/// How many requests one write to the medium is good for: after a power loss so many numbers are passed over.
const AHEAD: u64 = 64;

/// No request gets this far: a server that says so is not believed, and cannot use the counter up.
const MOST_COUNTED: u64 = 1 << 53;

/// What a unit remembers of its life.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Life {
    /// How often it started.
    #[n(0)]
    pub starts: u64,
    /// How often it was reset.
    #[n(1)]
    pub resets: u64,
    /// The server knows it by this id: `unt_…`.
    #[n(2)]
    pub unit: Option<String>,
    /// No request had a higher counter.
    #[n(3)]
    reserved: u64,
    /// The newest time that it believes in.
    #[n(5)]
    pub newest: Seconds,
    /// The newest checkpoint of the server's ledger that it saw.
    #[n(6)]
    pub witnessed: Option<TreeHead>,
    /// What the server knows of the owner's decision, told at another place.
    #[n(7)]
    pub told: Option<Consent>,
    /// The parts of its product, as the server named them.
    #[n(8)]
    pub parts: Vec<KnownPart>,
    /// Whether the server takes no events, as the owner said elsewhere; nothing: it takes them.
    #[n(9)]
    refuses_events: Option<bool>,
    /// The last counter of a request; not on the medium.
    #[cbor(skip)]
    counter: u64,
}

impl Life {
    /// Begins with another start. What is counted here goes on, whatever was lost.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn begin(storage: &impl Storage) -> Result<Self, DocumentError> {
        let mut life: Self = document::load(storage, NAME)?.unwrap_or_default();
        life.starts = life.starts.saturating_add(1);
        life.counter = life.reserved;
        Ok(life)
    }

    /// Keeps it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, storage: &impl Storage) -> Result<(), StorageError> {
        document::keep(storage, NAME, self)
    }

    /// The counter of the next request: higher than all before, also after a power loss.
    ///
    /// # Errors
    /// When that cannot be promised.
    pub fn next_counter(&mut self, storage: &impl Storage) -> Result<u64, StorageError> {
        if self.counter >= self.reserved {
            let before = self.reserved;
            self.reserved = self.counter.saturating_add(AHEAD);
            self.keep(storage).inspect_err(|_| self.reserved = before)?;
        }
        self.counter = self.counter.saturating_add(1);
        Ok(self.counter)
    }

    /// The server took a higher one already.
    pub fn raise_counter(&mut self, taken: u64) {
        if taken < MOST_COUNTED {
            self.counter = self.counter.max(taken);
        }
    }

    /// Remembers what the owner decided elsewhere, as the server says.
    ///
    /// # Errors
    /// When it cannot be written. Then it was not heard.
    pub(crate) fn tell(&mut self, told: Consent, storage: &impl Storage) -> Result<(), StorageError> {
        let before = self.told.replace(told);
        self.keep(storage).inspect_err(|_| self.told = before)
    }

    /// Whether the server takes events, as far as the unit was told.
    pub fn takes_events(&self) -> bool {
        self.refuses_events != Some(true)
    }

    /// Remembers whether the server takes events.
    ///
    /// # Errors
    /// When it cannot be written. Then it was not heard.
    pub(crate) fn tell_taking(&mut self, takes: bool, storage: &impl Storage) -> Result<(), StorageError> {
        let before = self.refuses_events.replace(!takes);
        self.keep(storage).inspect_err(|_| self.refuses_events = before)
    }

    /// What time it is, as far as the unit can know: never before its program, nor before the newest signed time it saw.
    pub fn now(&self, clock: &impl Clock) -> Seconds {
        clock.wall().unwrap_or_default().max(self.newest).max(BUILT)
    }

    /// When something happens now, for the log: a clock that cannot be right says nothing there.
    pub fn moment(&self, clock: &impl Clock) -> Moment {
        let time = clock.wall().filter(|_| self.clock_is_sound(clock));
        Moment { time, uptime: clock.steady().as_secs(), starts: self.starts }
    }

    /// Whether the machine's clock can be right.
    pub fn clock_is_sound(&self, clock: &impl Clock) -> bool {
        clock.wall().is_some_and(|wall| wall >= self.newest.max(BUILT))
    }
}
