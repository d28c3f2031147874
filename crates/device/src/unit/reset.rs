//! The way back to the factory settings, the log with it.

use steadfast_monitor::event::{Class, Reset, ResetStep, What};
use steadfast_protocol::{Purpose, ReceiptCopy, Wiped, code};
use zeroize::Zeroizing;

use super::Unit;
use crate::identity::Identity;
use crate::life::Life;
use crate::log::Log;
use crate::outbox::Outbox;
use crate::outside::{Beside, Clock, NoRandom, Random, Storage};
use crate::reset::{self, ResetError, last};

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Goes back to the factory settings. On an error the next start, or the next call, goes on with it.
    ///
    /// # Errors
    /// When a step fails. If it is the first one, nothing changed.
    pub fn reset(&mut self) -> Result<(), ResetError> {
        self.erase(Purpose::Reset, None)
    }

    /// Erases everything of the owner's, for the next one or for good; the code on the label is void then. What opens the
    /// unit afterwards is the code whose hash this is ([`new_code`](Self::new_code)), where it is handed over; without one,
    /// nothing but somebody's presence. On an error the next start, or the next call, goes on with it.
    ///
    /// # Errors
    /// When a step fails. If it is the first one, nothing changed.
    pub fn erase(&mut self, purpose: Purpose, new_code_hash: Option<[u8; 32]>) -> Result<(), ResetError> {
        // Before there is no way back; where it cannot be kept, the server's next answer says it anew.
        drop(self.updates.forget_holds(&self.storage));
        reset::begin(&self.storage, self.beside.as_deref(), &self.life, self.now(), purpose, new_code_hash)?;
        (self.owner, self.owed) = (None, None);
        self.updates.forget_choices();
        let done = finish(
            &self.storage,
            self.beside.as_deref(),
            &mut self.identity,
            &mut self.life,
            &mut self.outbox,
            &mut self.log,
        );
        self.locked = done.as_ref().err().map(ToString::to_string);
        self.wiped = done?;
        self.note(What::Reset(Reset { step: Some(ResetStep::Done), ..Reset::default() }));
        Ok(())
    }

    /// A code for whoever gets the unit, and what is kept of it. It is told once, before anything is erased; in clear it is
    /// kept nowhere.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn new_code(&self) -> Result<(Zeroizing<String>, [u8; 32]), NoRandom> {
        let code = Zeroizing::new(code::shown(self.random.bytes()?));
        let hash = code::owner_hash(&code);
        Ok((code, hash))
    }

    /// What the unit stated of its last erasure, as whoever gets it may keep it: until somebody sets it up.
    #[must_use]
    pub fn erased(&self) -> Option<ReceiptCopy> {
        let is_nobodys = self.owner.is_none() && !self.is_locked();
        let stated = is_nobodys.then(|| last::stated(&self.storage, &self.identity, self.life.resets));
        stated.flatten().map(|(copy, _)| copy)
    }
}

/// Ends an erasure that was begun. The log goes by itself, so that its numbers and chains go on.
pub(super) fn finish<S: Storage>(
    storage: &S,
    beside: Option<&dyn Beside>,
    unit: &mut Identity,
    life: &mut Life,
    outbox: &mut Outbox,
    log: &mut Log<S>,
) -> Result<Option<Wiped>, ResetError> {
    if !reset::is_under_way(storage)? {
        return Ok(None);
    }
    // A log that cannot be opened is erased with all else, and says that events are missing.
    let erased = log.erase(Class::ALL);
    let wiped = reset::go_on(storage, beside, unit, life, outbox)?;
    if erased.is_err() {
        // There is room now to keep how far the numbers came.
        drop(log.erase(Class::ALL));
    }
    Ok(wiped)
}
