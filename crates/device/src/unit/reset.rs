//! The way back to the factory settings, the log with it.

use steadfast_monitor::event::{Class, Reset, ResetStep, What};
use steadfast_protocol::Wiped;

use super::Unit;
use crate::identity::Identity;
use crate::life::Life;
use crate::log::Log;
use crate::outbox::Outbox;
use crate::outside::{Clock, Random, Storage};
use crate::reset::{self, ResetError};

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Goes back to the factory settings. On an error the next start, or the next call, goes on with it.
    ///
    /// # Errors
    /// When a step fails. If it is the first one, nothing changed.
    pub fn reset(&mut self) -> Result<(), ResetError> {
        // Before there is no way back; where it cannot be kept, the server's next answer says it anew.
        drop(self.updates.forget_holds(&self.storage));
        reset::begin(&self.storage, &self.life, self.now())?;
        (self.owner, self.owed) = (None, None);
        self.updates.forget_choices();
        let done = finish(&self.storage, &self.identity, &mut self.life, &mut self.outbox, &mut self.log);
        self.locked = done.as_ref().err().map(ToString::to_string);
        self.wiped = done?;
        self.note(What::Reset(Reset { step: Some(ResetStep::Done), ..Reset::default() }));
        Ok(())
    }
}

/// Ends a reset that was begun. The log goes by itself, so that its numbers and chains go on.
pub(super) fn finish<S: Storage>(
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
