//! What the unit concludes from its own events: in turns, behind what records them.

use std::time::Duration;

use steadfast_monitor::declared::Declaration;
use steadfast_monitor::event::{Class, Concluded as Told, ConclusionStep, Event, Finding, What};

use super::{ChangeError, Unit};
use crate::concluded::{Answer, Concluded, Expected, NAME};
use crate::outside::{Clock, Random, Storage};
use crate::update::declared;

/// How long what detectors counted may be in memory alone: the log has it, and a start counts it again.
const KEPT_EVERY: Duration = Duration::from_secs(60);

/// What is concluded, while the unit runs.
#[derive(Debug, Default)]
pub(super) struct Concluding {
    /// Nothing before it was read.
    pub(super) concluded: Option<Concluded>,
    /// Whether it differs from what is kept.
    is_dirty: bool,
    /// When it was kept.
    kept: Duration,
    /// What the shell of this unit does beside the product: its own pages.
    beside: Declaration,
}

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Looks at what was recorded since the last turn, where recording is on, and ends what has been quiet for a day. Whether
    /// somebody is to be told: something is new, or over. Whatever fails here fails no one else, and is tried again by the next
    /// turn.
    pub fn conclude(&mut self) -> bool {
        if self.is_locked() || !self.read_concluded() {
            return false;
        }
        let is_new = self.look_on();
        let now = self.now();
        let concluding = &mut self.concluding;
        let is_over = self.owner.as_ref().is_none_or(|owner| owner.switches.record)
            && concluding.concluded.as_mut().is_some_and(|concluded| concluded.pass(now));
        if is_new || is_over {
            concluding.is_dirty = true;
            // What was looked at has its numbers for ever.
            drop(self.log.sync());
            self.keep_concluded();
        }
        self.note_concluded();
        if self.concluding.is_dirty && self.clock.steady() >= self.concluding.kept.saturating_add(KEPT_EVERY) {
            drop(self.log.sync());
            self.keep_concluded();
        }
        is_new || is_over
    }

    /// Keeps what detectors counted, as before the program ends.
    pub fn settle_concluded(&mut self) {
        if self.concluding.is_dirty {
            drop(self.log.sync());
            self.keep_concluded();
        }
    }

    /// What is concluded; nothing before the first turn.
    #[must_use]
    pub fn concluded(&self) -> Option<&Concluded> {
        self.concluding.concluded.as_ref()
    }

    /// What else on this unit listens or talks than the product, by whoever runs it.
    pub fn declare_beside(&mut self, beside: Declaration) {
        self.concluding.beside = beside;
    }

    /// What all that runs here is declared to do; nothing: that is not known.
    #[must_use]
    pub fn declaration(&self) -> Option<Declaration> {
        let parts: Vec<String> = self.life.parts.iter().map(|part| part.id.clone()).collect();
        let (levels, work) = (self.updates.levels(), self.updates.work());
        let declared = declared::of_all(&self.storage, levels, work, &parts, self.factory.declaration())?;
        Some(declared.and(self.factory.declared_beside()).and(self.concluding.beside.clone()))
    }

    /// What the owner says to a conclusion. Whether there was one of this number, and room for one more that is expected.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn answer(&mut self, id: u64, answer: Answer, by: &str) -> Result<bool, ChangeError> {
        self.owned()?;
        let now = self.now();
        let Some(answered) = self.with_concluded(|concluded| concluded.answer(id, answer, now))? else {
            return Ok(false);
        };
        self.record(What::Concluded(answered.event(answer.step(), Some(by))));
        Ok(true)
    }

    /// Takes back that something is as it should be, by the number of the conclusion of which that was said. Whether there was
    /// such a thing.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn take_back(&mut self, id: u64, by: &str) -> Result<bool, ChangeError> {
        self.owned()?;
        let Some(Expected { detector, .. }) = self.with_concluded(|concluded| concluded.take_back(id))? else {
            return Ok(false);
        };
        let (step, id, by) = (Some(ConclusionStep::TakenBack), Some(id), Some(by.into()));
        self.record(What::Concluded(Told { step, id, detector, by, ..Told::default() }));
        Ok(true)
    }

    /// The product's program was told of a conclusion. Where that cannot be kept it is told once more after a start.
    pub fn told(&mut self, id: u64, step: ConclusionStep) {
        let concluding = &mut self.concluding;
        if concluding.concluded.as_mut().is_some_and(|concluded| concluded.told(id, step)) {
            concluding.is_dirty = true;
            self.keep_concluded();
        }
    }

    /// A change that holds once it is kept.
    fn with_concluded<T>(
        &mut self,
        change: impl FnOnce(&mut Concluded) -> Option<T>,
    ) -> Result<Option<T>, ChangeError> {
        let Some(mut next) = self.concluding.concluded.clone() else { return Ok(None) };
        let Some(said) = change(&mut next) else { return Ok(None) };
        self.log.sync()?;
        next.keep(&self.storage)?;
        self.concluding.concluded = Some(next);
        self.concluding.is_dirty = false;
        Ok(Some(said))
    }

    /// Reads what is kept, where that was not done, and meets the log as it is. Whether both are there.
    fn read_concluded(&mut self) -> bool {
        let Some(size) = self.log.size(Class::Security) else { return false };
        if self.concluding.concluded.is_none() {
            let erased = [Class::Security, Class::Network, Class::Product].map(|class| self.log.erased(class));
            let Ok((read, is_damaged)) = Concluded::load(&self.storage, self.life.starts, size, erased) else {
                return false;
            };
            (self.concluding.concluded, self.concluding.kept) = (Some(read), self.clock.steady());
            if is_damaged && self.records() {
                self.note_file(Finding::FileDamaged, NAME);
                self.keep_concluded();
            }
        }
        let Self { log, concluding, .. } = self;
        let Some(concluded) = &mut concluding.concluded else { return false };
        let mut is_changed = false;
        for class in Class::ALL {
            is_changed |= concluded.meet(*class, log.size(*class).unwrap_or_default(), log.erased(*class));
        }
        if is_changed {
            // What is erased is to be nowhere.
            concluding.is_dirty = true;
            self.keep_concluded();
        }
        true
    }

    /// Whether anything new was found in what was recorded. Nothing is looked at that was written while recording was off.
    fn look_on(&mut self) -> bool {
        let (now, records) = (self.now(), self.records());
        let mut declared = None;
        if records && self.is_waiting(Class::Network) {
            declared = self.declaration();
        }
        let Self { log, concluding, .. } = self;
        let Concluding { concluded: Some(concluded), is_dirty, .. } = concluding else { return false };
        let mut is_new = false;
        for class in Class::ALL.iter().copied() {
            let (looked, size) = (concluded.looked(class), log.size(class).unwrap_or_default());
            if looked >= size {
                continue;
            }
            *is_dirty = true;
            let read = if records {
                let mut look = |event: &Event<'_>| is_new |= concluded.look(class, event, declared.as_ref(), now);
                log.each_after(class, looked, &mut look)
            } else {
                Ok(())
            };
            if read.is_ok() {
                concluded.pass_over(class, size);
            }
        }
        is_new
    }

    fn is_waiting(&self, class: Class) -> bool {
        let looked = self.concluded().map_or(0, |concluded| concluded.looked(class));
        self.log.size(class).is_some_and(|size| size > looked)
    }

    /// Writes down what is new, where the log takes it: so it is exported with the log, and shared where the owner shares.
    fn note_concluded(&mut self) {
        while self.records() && self.log.is_writing() {
            let Some(concluded) = &mut self.concluding.concluded else { return };
            let Some((one, step)) = concluded.to_note() else { return };
            let one = one.clone();
            concluded.noted(one.id, step);
            self.concluding.is_dirty = true;
            self.record(What::Concluded(one.event(step, None)));
        }
    }

    fn keep_concluded(&mut self) {
        let steady = self.clock.steady();
        let concluding = &mut self.concluding;
        let Some(concluded) = &mut concluding.concluded else { return };
        concluding.is_dirty = concluded.keep(&self.storage).is_err();
        concluding.kept = steady;
    }
}
