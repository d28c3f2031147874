//! The way back to the factory settings, the log with it.

use steadfast_monitor::event::{Class, Reset, ResetStep, What};
use steadfast_protocol::{Purpose, ReceiptCopy, code};
use zeroize::Zeroizing;

use super::Unit;
use crate::identity::Identity;
use crate::life::Life;
use crate::log::Log;
use crate::notices::Notices;
use crate::outbox::Outbox;
use crate::outside::{Beside, Clock, NoRandom, Progress, Random, Storage};
use crate::reset::{self, Erasing, ResetError, last};

/// Why a unit is locked whose erasure goes on.
pub(super) const ERASING: &str = "everything of its owner's is being erased";

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
    /// It takes as long as there is something to overwrite. Whoever cannot wait so long begins it
    /// ([`begin_erasure`](Self::begin_erasure)) and goes on with it piece by piece.
    ///
    /// # Errors
    /// When a step fails. If it is the first one, nothing changed.
    pub fn erase(&mut self, purpose: Purpose, new_code_hash: Option<[u8; 32]>) -> Result<(), ResetError> {
        let mut progress = self.begin_erasure(purpose, new_code_hash)?;
        while progress == Progress::More {
            progress = self.go_on_erasing()?;
        }
        Ok(())
    }

    /// Begins what [`erase`](Self::erase) does, from which there is no way back, and does as much of it as takes a few
    /// seconds. Where there is more, the unit is locked, and [`go_on_erasing`](Self::go_on_erasing) does the next piece.
    ///
    /// # Errors
    /// When a step fails. If it is the first one, nothing changed.
    pub fn begin_erasure(&mut self, purpose: Purpose, new_code_hash: Option<[u8; 32]>) -> Result<Progress, ResetError> {
        // Before there is no way back; where it cannot be kept, the server's next answer says it anew.
        drop(self.updates.forget_holds(&self.storage));
        reset::begin(&self.storage, self.beside.as_deref(), &self.life, self.now(), purpose, new_code_hash)?;
        (self.owner, self.owed, self.measuring) = (None, None, None);
        (self.concluding.concluded, self.notices) = (None, Notices::default());
        self.updates.forget_choices();
        self.policies.forget_answer();
        let done = finish(
            &self.storage,
            self.beside.as_deref(),
            &mut self.identity,
            &mut self.life,
            &mut self.outbox,
            &mut self.log,
        );
        self.came(done)
    }

    /// Does the next piece of an erasure that was begun, also of one that was begun before this start.
    ///
    /// # Errors
    /// When a step fails: the unit stays locked, and the next call or the next start goes on.
    pub fn go_on_erasing(&mut self) -> Result<Progress, ResetError> {
        let (storage, beside) = (&self.storage, self.beside.as_deref());
        let done = reset::go_on(storage, beside, &mut self.identity, &mut self.life, &mut self.outbox);
        self.came(done)
    }

    /// Whether an erasure is under way that did not fail, and goes on with [`go_on_erasing`](Self::go_on_erasing).
    #[must_use]
    pub fn is_erasing(&self) -> bool {
        self.locked.as_deref() == Some(ERASING)
    }

    /// Where none was under way, whatever locked the unit does so still.
    fn came(&mut self, done: Result<Erasing, ResetError>) -> Result<Progress, ResetError> {
        let (locked, progress) = match done {
            Ok(Erasing::Nothing) => return Ok(Progress::Done),
            Ok(Erasing::More) => (Some(ERASING.to_owned()), Ok(Progress::More)),
            Ok(Erasing::Done(wiped)) => {
                self.wiped = Some(wiped);
                (None, Ok(Progress::Done))
            }
            Err(error) => (Some(error.to_string()), Err(error)),
        };
        self.locked = locked;
        if let Ok(Progress::Done) = progress {
            self.note(What::Reset(Reset { step: Some(ResetStep::Done), ..Reset::default() }));
        }
        progress
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

/// Goes on with an erasure that was begun, for the first time since it was or since the start. The log goes by itself, so that its numbers and chains go on.
pub(super) fn finish<S: Storage>(
    storage: &S,
    beside: Option<&dyn Beside>,
    unit: &mut Identity,
    life: &mut Life,
    outbox: &mut Outbox,
    log: &mut Log<S>,
) -> Result<Erasing, ResetError> {
    if !reset::is_under_way(storage)? {
        return Ok(Erasing::Nothing);
    }
    // A log that cannot be opened is erased with all else, and says that events are missing.
    let erased = log.erase(Class::ALL);
    let came = reset::go_on(storage, beside, unit, life, outbox)?;
    if erased.is_err() {
        // There is room now to keep how far the numbers came.
        drop(log.erase(Class::ALL));
    }
    Ok(came)
}
