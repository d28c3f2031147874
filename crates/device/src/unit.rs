//! A unit as a whole: what it is, what its owner chose, what it writes down, what it says.
//!
//! It is in one of two lawful states. Without an [`Owner`] it is as it left its factory: nothing works but the set-up.
//! With one, it is theirs. Where the owner's document is there and cannot be read, it is neither: it starts
//! [locked](Unit::is_locked), and a reset by somebody in front of it is the only way on. Every change is one document that replaces another, so that power may go at any moment.

use std::time::Duration;

use steadfast_monitor::event::{
    Class, Configuration, Event, Finding, Integrity, Moment, Reset, ResetStep, Setting, Switch, SwitchKind, What,
};
use steadfast_protocol::{Consent, Decision, Message, Seconds, Switched, Switches, Wiped};

use crate::accounts::{Name, People, Role, Verifier};
use crate::document::DocumentError;
use crate::factory::{Factory, FactoryError};
use crate::identity::Identity;
use crate::life::Life;
use crate::log::{Log, LogError, Sizes};
use crate::outbox::Outbox;
use crate::outside::{Clock, NoRandom, Random, Storage, StorageError};
use crate::owner::Owner;
use crate::reset::{self, ResetError};
use crate::settings::{self, SettingError};

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
    /// What the last reset found, where there was one just now.
    pub wiped: Option<Wiped>,
    owner: Option<Owner>,
    is_locked: bool,
}

/// Why a unit does not come up.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// It was never made.
    #[error("this unit was never made: `steadfast provision unit` does so, at the line")]
    Nobody,
    /// The line did not write it down.
    #[error("this unit was made, but the line did not confirm that it stands in the factory list: repeat the command")]
    Unconfirmed,
    /// Its factory settings.
    #[error("the factory settings: {0}")]
    Factory(#[from] FactoryError),
    /// A document.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// Why something was not changed. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The unit has no owner.
    #[error("the unit has no owner")]
    NoOwner,
    /// It has one already.
    #[error("the unit has an owner")]
    Owned,
    /// What belongs to its owner cannot be read, or a reset has not come to its end.
    #[error("the unit is locked until it is reset by somebody who is there in person")]
    Locked,
    /// A setting.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// People.
    #[error(transparent)]
    People(#[from] crate::accounts::PeopleError),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
}

/// What an owner chose in the first set-up.
#[derive(Debug)]
pub struct Choices {
    /// Their name.
    pub name: Name,
    /// Their password, hashed.
    pub verifier: Verifier,
    /// Security updates install by themselves.
    pub automatic: bool,
    /// Security events are recorded.
    pub record: bool,
    /// They are shared.
    pub share: bool,
    /// The time zone.
    pub zone: String,
}

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Starts the unit: a reset that was begun comes to its end first.
    ///
    /// # Errors
    /// When it is no unit yet, or what it is cannot be read.
    pub fn start(storage: S, clock: C, random: R, sizes: &Sizes) -> Result<Self, UnitError> {
        let identity = Identity::load(&storage)?.ok_or(UnitError::Nobody)?;
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
        let (wiped, (owner, is_locked)) = match finish(&storage, &identity, &mut life, &mut outbox, &mut log) {
            Ok(wiped) => (wiped, Owner::load(&storage).map_or((None, true), |owner| (owner, false))),
            Err(_) => (None, (None, true)),
        };
        let mut unit = Self { storage, clock, random, identity, factory, life, outbox, log, wiped, owner, is_locked };
        if unit.wiped.is_some() {
            unit.note(What::Reset(Reset { step: Some(ResetStep::Done), ..Reset::default() }));
        }
        Ok(unit)
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
        self.is_locked
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
        self.owner.as_ref().map_or(!self.is_locked, |owner| owner.switches.record)
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

    /// Makes the unit somebody's.
    ///
    /// # Errors
    /// When it has an owner, or nothing can be kept.
    pub fn set_up(&mut self, choices: Choices) -> Result<(), ChangeError> {
        if self.owner.is_some() {
            return Err(ChangeError::Owned);
        }
        if self.is_locked || reset::is_under_way(&self.storage)? {
            return Err(ChangeError::Locked);
        }
        let mut people = People::default();
        people.add(choices.name, Role::Owner, choices.verifier)?;
        let since = Some(self.now());
        let consent = Consent { automatic: choices.automatic, features: false, since };
        let share = choices.record && choices.share;
        let switches = Switches { record: choices.record, share, remote: false };
        let owner = Owner::new(people, consent, switches, choices.zone, self.random.bytes()?);
        // What was before is nobody's to send, and goes first: no power loss leaves an owner with what they did not want.
        if !choices.record {
            self.log.erase(Class::ALL)?;
        }
        self.log.drop_unsent(Class::ALL)?;
        owner.keep(&self.storage)?;
        self.owner = Some(owner);
        self.wiped = None;
        self.say_switches();
        Ok(())
    }

    fn owned(&self) -> Result<&Owner, ChangeError> {
        self.owner.as_ref().ok_or(if self.is_locked { ChangeError::Locked } else { ChangeError::NoOwner })
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

    /// Erases the log. One line remains that says so, whatever the switches say.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn erase_log(&mut self, by: &str) -> Result<(), LogError> {
        self.log.erase(Class::ALL)?;
        let (finding, name) = (Some(Finding::LogErased), Some(by.into()));
        self.note(What::Integrity(Integrity { finding, name, ..Integrity::default() }));
        self.seal()
    }

    /// Turns a switch. Off means that it holds before this returns: nothing more is recorded, what waited to be sent is
    /// gone, and one signed line remains where the medium takes it. Sharing that is switched on begins with what comes: what
    /// was recorded without it is never sent.
    ///
    /// # Errors
    /// When it cannot be kept; then it stands as it stood.
    pub fn switch(&mut self, kind: SwitchKind, on: bool, by: &str) -> Result<(), ChangeError> {
        let before = self.owned()?.switches;
        let now = self.now();
        let goes_on_sending = before.share && on;
        if !goes_on_sending && kind != SwitchKind::RemoteAction {
            self.log.drop_unsent(Class::ALL)?;
        }
        self.change(|owner| {
            owner.turn(kind, on, now);
            Ok(())
        })?;
        let switches = self.owner.as_ref().map(|owner| owner.switches).unwrap_or_default();
        if switches == before {
            return Ok(());
        }
        let by = Some(by.into());
        self.note(What::Switch(Switch { switch: Some(kind), on: Some(on), by }));
        if !switches.share {
            // The line about the switch is the last that is written; it is the owner's, and is not sent either.
            drop(self.log.drop_unsent(Class::ALL));
        }
        // The switch holds, whatever becomes of the line.
        drop(self.seal());
        self.say_switches();
        Ok(())
    }

    /// Signs how the switches stand, for the server. Where the outbox cannot be written, the next check-in says it.
    fn say_switches(&mut self) {
        let (time, Some(switches)) = (self.now(), self.owner.as_ref().map(|owner| owner.switches)) else { return };
        self.say(|unit, number| Switched { unit, number, time, switches });
    }

    /// Signs something for the server, where one knows the unit.
    fn say<M: Message>(&mut self, statement: impl FnOnce(String, u64) -> M) {
        let Some(unit) = self.life.unit.clone() else { return };
        let key = self.identity.key();
        drop(self.outbox.say(&self.storage, &key, |number| statement(unit, number)));
    }

    /// Decides once for all on updates that install by themselves. Where the outbox cannot be written, the next check-in
    /// says it.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn agree(&mut self, automatic: bool, features: bool) -> Result<(), ChangeError> {
        let (time, since) = (self.now(), Some(self.now()));
        let consent = Consent { automatic, features, since };
        self.change(|owner| {
            owner.consent = consent;
            Ok(())
        })?;
        let always = Some(consent);
        self.say(|unit, number| Decision { unit, number, time, always, release: None, wish: None, until: None });
        Ok(())
    }

    /// Changes a setting of the product.
    ///
    /// # Errors
    /// When there is no such setting or choice, or it cannot be kept.
    pub fn set(&mut self, name: &str, value: &str, by: &str) -> Result<(), ChangeError> {
        let factory = self.factory.clone();
        let before = self.owner.as_ref().map(|owner| owner.changed.clone());
        self.change(|owner| Ok(settings::change(&factory, &mut owner.changed, name, value)?))?;
        let differs = self.owner.as_ref().is_some_and(|owner| owner.changed.contains_key(name));
        if before != self.owner.as_ref().map(|owner| owner.changed.clone()) {
            let change = Some(if differs { Setting::Drifted } else { Setting::Restored });
            let (setting, by) = (Some(name.into()), Some(by.into()));
            self.record(What::Configuration(Configuration { change, setting, by }));
        }
        Ok(())
    }

    /// Sets every setting back to the secure value.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn secure(&mut self, by: &str) -> Result<(), ChangeError> {
        self.change(|owner| {
            owner.changed.clear();
            Ok(())
        })?;
        let (setting, by) = (Some("all".into()), Some(by.into()));
        self.record(What::Configuration(Configuration { change: Some(Setting::Restored), setting, by }));
        Ok(())
    }

    /// Goes back to the factory settings. On an error the next start, or the next call, goes on with it.
    ///
    /// # Errors
    /// When a step fails. If it is the first one, nothing changed.
    pub fn reset(&mut self) -> Result<(), ResetError> {
        reset::begin(&self.storage, &self.life, self.now())?;
        (self.owner, self.is_locked) = (None, true);
        self.wiped = finish(&self.storage, &self.identity, &mut self.life, &mut self.outbox, &mut self.log)?;
        self.is_locked = false;
        self.note(What::Reset(Reset { step: Some(ResetStep::Done), ..Reset::default() }));
        Ok(())
    }
}

/// Ends a reset that was begun. The log goes by itself, so that its numbers and chains go on.
fn finish<S: Storage>(
    storage: &S,
    unit: &Identity,
    life: &mut Life,
    outbox: &mut Outbox,
    log: &mut Log<S>,
) -> Result<Option<Wiped>, ResetError> {
    if !reset::is_under_way(storage)? {
        return Ok(None);
    }
    // A log that cannot be opened is erased with all else, and says that events are missing.
    let erased = log.erase(Class::ALL);
    let wiped = reset::go_on(storage, unit, life, outbox)?;
    if erased.is_err() {
        // There is room now to keep how far the numbers came.
        drop(log.erase(Class::ALL));
    }
    Ok(wiped)
}
