//! A unit as a whole: what it is, what its owner chose, what it writes down, what it says.
//!
//! It is in one of two lawful states. Without an [`Owner`] it is as it left its factory: nothing works but the set-up.
//! With one, it is theirs. Where the owner's document is there and cannot be read, it is neither: it starts
//! [locked](Unit::is_locked), and a reset by somebody in front of it is the only way on. Every change is one document that
//! replaces another, so that power may go at any moment.

mod choices;
mod concluded;
mod error;
mod installs;
mod notices;
mod passwords;
mod policies;
mod reset;
mod updates;
mod vault;

use std::sync::Arc;
use std::time::Duration;

use steadfast_monitor::event::{Class, Event, Finding, Integrity, Moment, Reset, ResetStep, What};
use steadfast_protocol::{Message, ReceiptCopy, Said, Seconds, Switches, Wiped};

pub use choices::Choices;
use concluded::Concluding;
pub use error::{ChangeError, UnitError};
pub use installs::{Started, UpdateError};
pub use updates::Updates;
pub use vault::{Left, Taken};

use crate::accounts::People;
use crate::factory::{Factory, FactoryError};
use crate::identity::Identity;
use crate::life::Life;
use crate::log::{Log, LogError, Sizes};
use crate::notices::Notices;
use crate::outbox::Outbox;
use crate::outside::{Beside, Clock, Random, Storage, StorageError};
use crate::owner::Owner;
use crate::policy::Policies;
use crate::receipts::Receipts;
use crate::reset::Erasing;
use crate::vault::Measuring;

/// A unit on its storage, with its clock and its randomness.
#[derive(Debug)]
pub struct Unit<S, C, R> {
    /// Where it keeps things.
    pub storage: S,
    /// Its time.
    pub clock: C,
    /// Its chance.
    pub random: R,
    /// Who it is.
    pub identity: Identity,
    /// How it left its factory.
    pub factory: Factory,
    /// What it remembers.
    pub life: Life,
    /// What it has to say.
    pub outbox: Outbox,
    /// Its log.
    pub log: Log<S>,
    /// What the last erasure found, until somebody sets the unit up.
    pub wiped: Option<Wiped>,
    /// What it keeps of updates.
    pub updates: Updates,
    /// What lies beside the storage.
    beside: Option<Arc<dyn Beside>>,
    owner: Option<Owner>,
    /// Why nobody can get in, where that is so.
    locked: Option<String>,
    /// An export that is being measured.
    measuring: Option<Measuring>,
    /// What was turned off and could not be kept yet: how the switches stood before, and who did it.
    owed: Option<(Switches, String)>,
    /// What it concludes from its own events.
    concluding: Concluding,
    /// What the manufacturer told its owner.
    notices: Notices,
    /// What the manufacturer would have it obey.
    policies: Policies,
}

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Starts the unit: a reset that was begun goes on first. Where it does not come to its end within a few seconds, the unit
    /// is [erasing](Self::is_erasing).
    ///
    /// # Errors
    /// When it is no unit yet, or what it is cannot be read.
    pub fn start(storage: S, clock: C, random: R, sizes: &Sizes) -> Result<Self, UnitError> {
        Self::start_with(storage, clock, random, sizes, None)
    }

    /// Starts the unit, of whose owner there are things beside the storage as well.
    ///
    /// # Errors
    /// When it is no unit yet, or what it is cannot be read.
    pub fn start_with(
        storage: S,
        clock: C,
        random: R,
        sizes: &Sizes,
        beside: Option<Arc<dyn Beside>>,
    ) -> Result<Self, UnitError> {
        let mut identity = Identity::load(&storage)?.ok_or(UnitError::Nobody)?;
        if !identity.confirmed {
            return Err(UnitError::Unconfirmed);
        }
        let factory = Factory::load(&storage, &identity.maker)?;
        if factory.product != identity.product {
            return Err(FactoryError::Product(factory.product).into());
        }
        let mut life = Life::begin(&storage)?;
        let mut outbox = Outbox::load(&storage)?;
        // A medium that takes nothing is no reason to stop: the count goes on in memory.
        drop(life.keep(&storage));
        let mut log = Log::open(storage.clone(), sizes, life.moment(&clock));
        let found = reset::finish(&storage, beside.as_deref(), &mut identity, &mut life, &mut outbox, &mut log)
            .map_err(|error| error.to_string())
            .and_then(|came| match came {
                Erasing::More => Err(reset::ERASING.to_owned()),
                Erasing::Done(wiped) => Ok(Some(wiped)),
                Erasing::Nothing => Ok(None),
            })
            .and_then(|wiped| Ok((wiped, Owner::load(&storage).map_err(|error| error.to_string())?)));
        let (wiped, owner, locked) = match found {
            Ok((wiped, owner)) => (wiped, owner, None),
            Err(why) => (None, None, Some(why)),
        };
        let (updates, notices) = (Updates::load(&storage), Notices::load(&storage));
        let mut policies = Policies::load(&storage, clock.steady());
        if !life.clock_is_sound(&clock) {
            policies.start_without_clock(&storage);
        }
        let mut unit = Self {
            updates,
            storage,
            clock,
            random,
            identity,
            factory,
            life,
            outbox,
            log,
            wiped,
            beside,
            owner,
            locked,
            measuring: None,
            owed: None,
            concluding: Concluding::default(),
            notices,
            policies,
        };
        unit.remember_erasure();
        unit.note_damaged_levels();
        unit.settle_taking_in();
        Ok(unit)
    }

    /// The line about one that ended just now, or what is known of the last one.
    fn remember_erasure(&mut self) {
        if self.wiped.is_some() {
            self.note(What::Reset(Reset { step: Some(ResetStep::Done), ..Reset::default() }));
        } else if let Some(Said::Erasure(wiped)) = self.erased().map(|copy| copy.said().clone()) {
            self.wiped = Some(wiped);
        }
    }

    /// What belongs to its owner; nothing: it is as it left its factory.
    #[must_use]
    pub fn owner(&self) -> Option<&Owner> {
        self.owner.as_ref()
    }

    /// Whether it has an owner whose document cannot be read, or a reset that stands still. Then it is nobody's to set up,
    /// and records nothing: only [`reset`](Self::reset) leads on, which is for somebody who is there in person.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.locked.is_some()
    }

    /// Why it is locked, for whoever mends it.
    #[must_use]
    pub fn why_locked(&self) -> Option<&str> {
        self.locked.as_deref()
    }

    /// What time it is, as far as the unit can know.
    #[must_use]
    pub fn now(&self) -> Seconds {
        self.life.now(&self.clock)
    }

    /// Steady time.
    #[must_use]
    pub fn steady(&self) -> Duration {
        self.clock.steady()
    }

    /// When something happens now, for its log.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.life.moment(&self.clock)
    }

    /// Whether security events are recorded: from the start on, until an owner says otherwise. Where it cannot be read what
    /// they said, they are not.
    #[must_use]
    pub fn records(&self) -> bool {
        self.owner.as_ref().map_or(!self.is_locked(), |owner| owner.switches.record)
    }

    /// Records an event, where recording is on.
    pub fn record(&mut self, what: What<'_>) {
        if self.records() {
            self.note(what);
        }
    }

    /// Writes an event down whatever the switches say: only what the switches themselves leave behind, and a reset.
    fn note(&mut self, what: What<'_>) {
        let moment = self.moment();
        self.log.append(&Event::new(moment, what));
    }

    /// Signs how far the log is.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn seal(&mut self) -> Result<(), LogError> {
        let moment = self.moment();
        self.log.seal(&self.identity.key(), self.life.unit.as_deref(), moment)
    }

    fn owned(&self) -> Result<&Owner, ChangeError> {
        self.owner.as_ref().ok_or(if self.is_locked() { ChangeError::Locked } else { ChangeError::NoOwner })
    }

    /// Changes what belongs to the owner, as a whole or not at all.
    ///
    /// # Errors
    /// When there is no owner, the change is refused, or it cannot be kept.
    pub fn change<T>(&mut self, change: impl FnOnce(&mut Owner) -> Result<T, ChangeError>) -> Result<T, ChangeError> {
        let mut next = self.owned()?.clone();
        let said = change(&mut next)?;
        if self.owner.as_ref() != Some(&next) {
            next.keep(&self.storage)?;
            self.owner = Some(next);
        }
        Ok(said)
    }

    /// Keeps people who changed by coming in, as by a browser that is known from now on. Where it cannot be kept, it holds
    /// until the next start: a medium that takes nothing keeps no owner out.
    pub fn remember(&mut self, people: People) {
        if let Some(owner) = &mut self.owner {
            owner.people = people;
            drop(owner.keep(&self.storage));
        }
    }

    /// Signs something for the server and the owner. Where it cannot be kept, it was not said.
    fn say<M: Message>(&mut self, statement: impl FnOnce(String, u64) -> M) {
        drop(self.state(statement));
    }

    /// Signs a statement of the unit, by the id that the server knows it by, which is empty where none does, and its number;
    /// gives the envelope. It waits for the server, where there is one, and is the owner's as a [receipt](Self::receipts).
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn state<M: Message>(&mut self, statement: impl FnOnce(String, u64) -> M) -> Result<Vec<u8>, StorageError> {
        let (key, unit) = (self.identity.key(), self.life.unit.clone());
        let envelope = match unit {
            Some(unit) => self.outbox.say(&self.storage, &key, |number| statement(unit, number)),
            None => self.outbox.say_here(&self.storage, &key, |number| statement(String::new(), number)),
        }?;
        Receipts::add(&self.storage, envelope.clone())?;
        Ok(envelope)
    }

    /// What the unit stated to its owner, the newest first.
    #[must_use]
    pub fn receipts(&self) -> Vec<ReceiptCopy> {
        Receipts::load(&self.storage).copies(self.identity.public()).rev().collect()
    }

    /// Erases the log, and what was concluded from it. One line remains that says so, whatever the switches say.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn erase_log(&mut self, by: &str) -> Result<(), LogError> {
        self.log.erase(Class::ALL)?;
        let (finding, name) = (Some(Finding::LogErased), Some(by.into()));
        self.note(What::Integrity(Integrity { finding, name, ..Integrity::default() }));
        self.conclude();
        self.seal()
    }
}
