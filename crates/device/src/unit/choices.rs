//! What the owner chooses: first of all, and at any time after.

use steadfast_monitor::event::{Class, Configuration, Setting, Switch, SwitchKind, What};
use steadfast_protocol::{Consent, Decision, Switched, Switches};

use super::{ChangeError, Unit};
use crate::accounts::{Name, People, Role, Verifier};
use crate::outside::{Clock, Random, Storage};
use crate::owner::Owner;
use crate::reset::{self, last};
use crate::settings;
use crate::update::Window;

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
    /// Makes the unit somebody's.
    ///
    /// # Errors
    /// When it has an owner, or nothing can be kept.
    pub fn set_up(&mut self, choices: Choices) -> Result<(), ChangeError> {
        if self.owner.is_some() {
            return Err(ChangeError::Owned);
        }
        if self.is_locked() || reset::is_under_way(&self.storage)? {
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
        // Where it stays, it is of a time before this owner, and is not shown any more.
        drop(last::forget(&self.storage));
        self.say_switches();
        Ok(())
    }

    /// Turns a switch. Off holds before this returns, whatever the medium does: nothing more is recorded, what waited to be
    /// sent is gone, and one signed line remains where the medium takes it. Sharing that is switched on begins with what
    /// comes: what was recorded without it is never sent.
    ///
    /// # Errors
    /// When it cannot be kept. What was to be switched on stays off; what was to be switched off is off, until the unit
    /// starts anew.
    pub fn switch(&mut self, kind: SwitchKind, on: bool, by: &str) -> Result<(), ChangeError> {
        if on {
            // What was off before has its line first.
            self.settle()?;
        }
        let mut next = self.owned()?.clone();
        let before = next.switches;
        next.turn(kind, on, self.now());
        let switches = next.switches;
        if switches == before {
            return self.settle();
        }
        if !on {
            self.owner = Some(next.clone());
            self.owed.get_or_insert_with(|| (before, by.to_owned()));
        }
        let dropped = if before.share && switches.share { Ok(()) } else { self.log.drop_unsent(Class::ALL) };
        if on {
            dropped?;
        }
        next.keep(&self.storage)?;
        self.owner = Some(next);
        let (before, by) = self.owed.take().unwrap_or_else(|| (before, by.to_owned()));
        self.tell_switches(before, switches, &by);
        Ok(())
    }

    /// Keeps what is off in memory alone, since the medium took nothing, with the line that is still owed, and goes on with
    /// what was taken in. Where there is no such thing, nothing happens.
    ///
    /// # Errors
    /// When it still cannot be kept.
    pub fn settle(&mut self) -> Result<(), ChangeError> {
        // Where it fails still, the next time does it.
        drop(self.go_on_taking_in());
        let Some((before, by)) = self.owed.clone() else { return Ok(()) };
        let owner = self.owned()?;
        owner.keep(&self.storage)?;
        let now = owner.switches;
        self.owed = None;
        self.tell_switches(before, now, &by);
        Ok(())
    }

    /// A line for each switch that was turned, the last of them sealed, and a statement for the server.
    fn tell_switches(&mut self, before: Switches, now: Switches, by: &str) {
        let all = [
            (SwitchKind::Record, before.record, now.record),
            (SwitchKind::Share, before.share, now.share),
            (SwitchKind::RemoteAction, before.remote, now.remote),
        ];
        for (switch, _, on) in all.into_iter().filter(|(_, before, now)| before != now) {
            self.note(What::Switch(Switch { switch: Some(switch), on: Some(on), by: Some(by.into()) }));
        }
        if !now.share {
            // The line about the switch is the last that is written; it is the owner's, and is not sent either.
            drop(self.log.drop_unsent(Class::ALL));
        }
        // The switch holds, whatever becomes of the line.
        drop(self.seal());
        self.say_switches();
    }

    /// Signs how the switches stand, for the server. Where the outbox cannot be written, the next check-in says it.
    fn say_switches(&mut self) {
        let (time, Some(switches)) = (self.now(), self.owner.as_ref().map(|owner| owner.switches)) else { return };
        self.say(|unit, number| Switched { unit, number, time, switches });
    }

    /// Decides once for all on updates that install by themselves. Where the outbox cannot be written, the next check-in
    /// says it.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn agree(&mut self, automatic: bool, features: bool, by: &str) -> Result<(), ChangeError> {
        let before = self.owned()?.consent;
        let (time, since) = (self.now(), Some(self.now()));
        let consent = Consent { automatic, features, since };
        self.change(|owner| {
            owner.consent = consent;
            Ok(())
        })?;
        let always = Some(consent);
        self.say(|unit, number| Decision { unit, number, time, always, ..Decision::default() });
        if before.automatic != automatic {
            self.configured(if automatic { Setting::Restored } else { Setting::Drifted }, "automatic-updates", by);
        }
        if before.features != features {
            self.configured(Setting::Changed, "automatic-functions", by);
        }
        Ok(())
    }

    /// What the owner decided elsewhere, as the server says without a signature: it holds here where it is stricter. What
    /// is looser is asked for here. It counts once, and not before its time.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn agreed_elsewhere(&mut self, told: Consent, by: &str) -> Result<(), ChangeError> {
        let here = self.owned()?.consent;
        let is_past = told.since.is_some_and(|since| since <= self.now());
        if !is_past || told.since <= here.since || self.life.told == Some(told) {
            return Ok(());
        }
        let (automatic, features) = (here.automatic && told.automatic, here.features && told.features);
        if (automatic, features) != (here.automatic, here.features) {
            self.agree(automatic, features, by)?;
        }
        // Last: what was remembered and not done would be lost.
        Ok(self.life.tell(told, &self.storage)?)
    }

    /// Whether events are taken, as the owner decided elsewhere. Where they are taken again, what was recorded until then
    /// is never sent, as when sharing is switched on here.
    ///
    /// # Errors
    /// When it cannot be kept. What stood before holds: the next answer says it again.
    pub fn taken_elsewhere(&mut self, takes: bool) -> Result<(), ChangeError> {
        if takes == self.life.takes_events() {
            return Ok(());
        }
        if takes {
            self.log.drop_unsent(Class::ALL)?;
        }
        Ok(self.life.tell_taking(takes, &self.storage)?)
    }

    /// Whether events may be sent: the owner shares them here, and did not refuse that elsewhere.
    pub fn may_send(&self) -> bool {
        self.life.takes_events() && self.owner.as_ref().is_some_and(|owner| owner.switches.share)
    }

    /// Changes settings of the product, all of them or none.
    ///
    /// # Errors
    /// When there is no such setting or choice, or they cannot be kept.
    pub fn set(&mut self, wanted: &[(&str, &str)], by: &str) -> Result<(), ChangeError> {
        let before = self.owned()?.changed.clone();
        let factory = &self.factory;
        let mut changed = before.clone();
        wanted.iter().try_for_each(|(name, value)| settings::change(factory, &mut changed, name, value))?;
        self.change(|owner| {
            owner.changed.clone_from(&changed);
            Ok(())
        })?;
        for (name, _) in wanted.iter().filter(|(name, _)| before.get(*name) != changed.get(*name)) {
            let differs = changed.contains_key(*name);
            self.configured(if differs { Setting::Drifted } else { Setting::Restored }, name, by);
        }
        Ok(())
    }

    /// Sets the owner's time zone.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn set_zone(&mut self, zone: &str, by: &str) -> Result<(), ChangeError> {
        self.change(|owner| {
            zone.clone_into(&mut owner.zone);
            Ok(())
        })?;
        self.configured(Setting::Changed, "time-zone", by);
        Ok(())
    }

    /// Sets when updates install; they still wait for their turn where the owner put them off.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn set_window(&mut self, window: Window, by: &str) -> Result<(), ChangeError> {
        self.change(|owner| {
            owner.window = Some(window);
            Ok(())
        })?;
        self.configured(Setting::Changed, "update-window", by);
        Ok(())
    }

    fn configured(&mut self, change: Setting, setting: &str, by: &str) {
        let (setting, by) = (Some(setting.into()), Some(by.into()));
        self.record(What::Configuration(Configuration { change: Some(change), setting, by }));
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
        self.configured(Setting::Restored, "all", by);
        Ok(())
    }
}
