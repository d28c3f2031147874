//! Updates of this unit: what is offered, what the owner says to it, and what became of it.

use steadfast_monitor::event::{Finding, Integrity, Update, UpdateStep, What};
use steadfast_protocol::{
    Decision, Digest, Kind, Offer, Outcome, Receipt, ReceiptCopy, Runs, Said, Seconds, Stop, Wish,
};

use super::{ChangeError, Unit};
use crate::document::DocumentError;
use crate::outside::{Clock, Random, Storage, StorageError};
use crate::update::{
    Automatic, Brought, Choices, Found, Kept, LEVELS, Level, Levels, Metadata, Phase, Rule, Situation, Step, Work, step,
};

/// What the root of the repository is called in the log.
const ROOT: &str = "trust-root";

/// What one answer takes back at most: each is a statement, and a server's to ask for.
const MOST_STOPS: usize = 4;

/// What a unit keeps of updates.
#[derive(Clone, Debug, Default)]
pub struct Updates {
    pub(super) work: Option<Work>,
    choices: Choices,
    pub(super) levels: Levels,
    /// Why nothing can be installed, where that is so: nobody knows how far the unit is.
    broken: Option<String>,
    /// What was found of how far each part is.
    pub(super) kept: Option<Kept>,
}

impl Updates {
    pub(super) fn load(storage: &impl Storage) -> Self {
        let read = || -> Result<Self, DocumentError> {
            let (work, (levels, kept)) = (Work::load(storage)?, Levels::load(storage)?);
            // What the owner wanted and cannot be read is asked for anew.
            let choices = Choices::load(storage).unwrap_or_default();
            let broken = (kept == Kept::Lost).then(|| DocumentError::Damaged(LEVELS.to_owned()).to_string());
            Ok(Self { work, choices, levels, broken, kept: Some(kept) })
        };
        read().unwrap_or_else(|error| Self { broken: Some(error.to_string()), ..Self::default() })
    }

    /// The update that the unit works on, or what became of the last one.
    #[must_use]
    pub fn work(&self) -> Option<&Work> {
        self.work.as_ref()
    }

    /// How far each part is.
    #[must_use]
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// What the owner wants with the update.
    #[must_use]
    pub fn wish(&self) -> Option<(Wish, Option<Seconds>)> {
        self.choices.of(&self.work.as_ref()?.release)
    }

    /// Why nothing can be installed, where that is so.
    #[must_use]
    pub fn why_broken(&self) -> Option<&str> {
        self.broken.as_deref()
    }

    pub(super) fn forget_choices(&mut self) {
        self.choices = Choices::default();
    }

    /// What the server said of the owner's will goes with the owner, and is said anew of the next one's.
    pub(super) fn forget_holds(&mut self, storage: &impl Storage) -> Result<(), StorageError> {
        let Some(mut work) = self.work.clone().filter(|work| work.hold.is_some()) else { return Ok(()) };
        (work.hold, work.until) = (None, None);
        work.keep(storage)?;
        self.work = Some(work);
        Ok(())
    }

    /// Whether an offer takes the place of what the unit works on: of two, one that mends comes first, then, of the same part,
    /// the higher. That a higher one has in it what a lower one mends, nobody says but its own kind: one that brings features
    /// alone may wait for its owner's word for ever, and what mends does not wait with it. It is offered again once that is
    /// installed; where the server no longer offers what mends, or the owner refused it, there is nothing to wait for.
    ///
    /// What no metadata named, and no server offers any more, gives way to any: else a false word would keep every true one out.
    fn is_better(&self, offer: &Offer, offers: &[Offer]) -> bool {
        if self.levels.of(&offer.part).is_some_and(|level| level.sequence >= offer.sequence) {
            return false;
        }
        match &self.work {
            None => true,
            Some(work) if work.is_in_place() => false,
            Some(work) if !work.is_signed() && !offers.iter().any(|offer| work.is_of(offer)) => true,
            Some(work) if work.is_over() => work.part != offer.part || offer.sequence > work.sequence,
            Some(work) => {
                let is_urgent = offer.kind != Some(Kind::Feature) && !self.is_refused(&offer.release);
                match (is_urgent, self.is_urgent(work, offers)) {
                    (true, false) if !work.is_security() => true,
                    (false, true) => false,
                    _ => work.part == offer.part && offer.sequence > work.sequence,
                }
            }
        }
    }

    /// Whether it mends, and there is something to wait for: a server offers it still, or a stick brought it, and its owner did
    /// not refuse it.
    fn is_urgent(&self, work: &Work, offers: &[Offer]) -> bool {
        let is_there = !work.fresh || offers.iter().any(|offer| work.is_of(offer));
        work.is_security() && is_there && !self.is_refused(&work.release)
    }

    fn is_refused(&self, release: &str) -> bool {
        matches!(self.choices.of(release), Some((Wish::Refused, _)))
    }
}

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// What an update has to be, to be for this unit. `told` is how far the parts are by the word of what runs, for units whose
    /// first release nobody installed by an update.
    #[must_use]
    pub fn rule(&self, told: &[Runs]) -> Rule {
        let settings = self.factory.updates.as_ref();
        let said = |of: fn(&crate::update::Settings) -> &String| settings.map(of).cloned().unwrap_or_default();
        let mut rule = Rule {
            product: self.identity.product.clone(),
            line: said(|settings| &settings.line),
            channel: said(|settings| &settings.channel),
            hardware: said(|settings| &settings.hardware),
            parts: self.life.parts.iter().map(|part| part.id.clone()).collect(),
            levels: self.updates.levels.iter().map(|(part, level)| (part.clone(), level.sequence)).collect(),
        };
        for run in told {
            let level = rule.levels.entry(run.part.clone()).or_default();
            *level = (*level).max(run.sequence.unwrap_or_default());
        }
        rule.levels.retain(|_, level| *level > 0);
        rule
    }

    /// What runs, by the updates that were installed; `told` is what programs say of parts that none was installed of.
    #[must_use]
    pub fn runs(&self, told: Vec<Runs>) -> Vec<Runs> {
        let level = |part: &str| self.updates.levels.of(part);
        let newest = |run: Runs| match level(&run.part) {
            Some(level) if run.sequence.is_none_or(|told| told <= level.sequence) => of_level(run.part, level),
            _ => run,
        };
        let mut runs: Vec<Runs> = told.into_iter().map(newest).collect();
        let others = self.updates.levels.iter().filter(|(part, _)| !runs.iter().any(|run| run.part == **part));
        let others: Vec<Runs> = others.map(|(part, level)| of_level(part.clone(), level)).collect();
        runs.extend(others);
        runs
    }

    /// Where nobody can read any more how far the parts are, their levels are put together again: by what the unit signed, and by
    /// the word of what runs. Without any of it nothing is installed until there is.
    pub fn mend_levels(&mut self, told: &[Runs]) {
        if self.updates.broken.is_none() || self.updates.kept != Some(Kept::Lost) {
            return;
        }
        let mut levels = Levels::default();
        let is_known = levels.rebuild(self.said_of_updates()) | levels.rebuild_as(told);
        if is_known && levels.keep(&self.storage).is_ok() {
            self.updates.levels = levels;
            self.updates.broken = None;
            self.note_levels(Finding::FileRepaired);
        }
    }

    /// Every statement on updates that is kept, and what is known of the one that is under way.
    fn said_of_updates(&self) -> impl Iterator<Item = Receipt> {
        let key = self.identity.public();
        let waiting = self.outbox.all().filter_map(move |envelope| ReceiptCopy::new(envelope, key).ok());
        let said = waiting.chain(self.receipts()).filter_map(|copy| match copy.said() {
            Said::Update(receipt) => Some(receipt.clone()),
            _ => None,
        });
        let work = self.updates.work.iter();
        said.chain(work.map(|work| Receipt { part: work.part.clone(), before: work.before, ..Receipt::default() }))
    }

    /// Writes down that what says how far the parts are was damaged, and what could be done about it.
    pub(super) fn note_damaged_levels(&mut self) {
        if matches!(self.updates.kept, Some(Kept::One | Kept::Lost)) {
            self.note_levels(Finding::FileDamaged);
        }
        if self.updates.kept == Some(Kept::One) {
            self.note_levels(Finding::FileRepaired);
        }
        self.mend_levels(&[]);
    }

    fn note_levels(&mut self, finding: Finding) {
        self.note_file(finding, LEVELS);
    }

    pub(super) fn note_file(&mut self, finding: Finding, name: &str) {
        let (finding, name) = (Some(finding), Some(name.into()));
        self.record(What::Integrity(Integrity { finding, name, ..Integrity::default() }));
    }

    /// Keeps what is believed of the repository, and writes down where its root was damaged.
    ///
    /// # Errors
    /// When the storage cannot be written. What was written is whole.
    pub fn keep_metadata(&mut self, metadata: &mut Metadata) -> Result<(), StorageError> {
        let was_damaged = metadata.is_damaged();
        if was_damaged {
            self.note_file(Finding::FileDamaged, ROOT);
        }
        metadata.keep(&self.storage)?;
        if was_damaged {
            self.note_file(Finding::FileRepaired, ROOT);
        }
        Ok(())
    }

    /// Takes what a server offers and what it takes back.
    ///
    /// # Errors
    /// When it cannot be kept. The next answer says it again.
    pub fn offered(&mut self, offers: &[Offer], stops: &[Stop]) -> Result<(), StorageError> {
        for stop in stops.iter().take(MOST_STOPS) {
            self.stopped(stop)?;
        }
        let mut next = self.updates.work.clone();
        if let Some(work) = next.as_mut().filter(|work| work.fresh && !work.is_over() && !work.is_in_place()) {
            match offers.iter().find(|offer| work.is_of(offer)) {
                Some(offer) => work.told(offer),
                None => (work.may, work.hold) = (false, None),
            }
        }
        self.put(next)?;
        for offer in offers.iter().filter(|offer| !offer.targets.is_empty()) {
            if self.updates.is_better(offer, offers) {
                self.put(Work::offered(offer))?;
                self.noted(UpdateStep::Offered);
            }
        }
        Ok(())
    }

    fn stopped(&mut self, stop: &Stop) -> Result<(), StorageError> {
        let mut about =
            Work { release: stop.release.clone(), part: stop.part.clone(), sequence: stop.sequence, ..Work::default() };
        let is_it = self.updates.work.as_ref().filter(|work| work.release == stop.release && !work.is_over());
        let runs = self.updates.levels.of(&stop.part).is_some_and(|level| level.sequence == stop.sequence);
        let cannot = runs || is_it.is_some_and(Work::is_in_place);
        let outcome = if cannot { Outcome::CannotStop } else { Outcome::Cancelled };
        about.version = is_it.map(|work| work.version.clone()).unwrap_or_default();
        if is_it.is_some() && !cannot {
            // Before it is said: a server that heard it does not ask again.
            self.put(None)?;
        }
        self.report(&about, outcome, None);
        Ok(())
    }

    /// Puts a document in the place of the last: what holds is what the medium has.
    pub(super) fn put(&mut self, work: Option<Work>) -> Result<(), StorageError> {
        if self.updates.work == work {
            return Ok(());
        }
        match &work {
            Some(work) => work.keep(&self.storage)?,
            None => Work::forget(&self.storage)?,
        }
        self.updates.work = work;
        Ok(())
    }

    pub(super) fn with_work(&mut self, change: impl FnOnce(&mut Work)) -> Result<(), StorageError> {
        let mut next = self.updates.work.clone();
        next.as_mut().map(change);
        self.put(next)
    }

    /// Signed metadata names the update for this unit. One that nobody offered, as from a stick, becomes what the unit works
    /// on, unless something is in its place already. One that came from the repository was offered: where it was taken back
    /// or gave way meanwhile, nothing happens.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn found(&mut self, found: &Found) -> Result<(), StorageError> {
        let current = self.updates.work.clone();
        if current.as_ref().is_some_and(Work::is_in_place) {
            return Ok(());
        }
        let same = current.filter(|work| work.target == found.target.path && !work.is_over());
        let brought_along = || (!found.fresh).then(|| Work { may: true, ..Work::default() });
        let Some(mut work) = same.or_else(brought_along) else { return Ok(()) };
        work.found(found);
        self.put(Some(work))
    }

    /// Its image lies in the slot that does not run. Where the unit works on something else by now, nothing happens.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn brought(&mut self, brought: &Brought) -> Result<(), StorageError> {
        self.found(&brought.found)?;
        let is_it = |work: &Work| work.phase == Phase::Known && work.target == brought.found.target.path;
        if !self.updates.work.as_ref().is_some_and(is_it) {
            return Ok(());
        }
        self.with_work(|work| work.brought(brought))?;
        self.noted(UpdateStep::Downloaded);
        Ok(())
    }

    /// It came to nothing: for good, or so that another try may end better.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn failed(&mut self, why: &str, for_good: bool) -> Result<(), StorageError> {
        let Some(mut work) = self.updates.work.clone() else { return Ok(()) };
        work.detail = Some(why.to_owned());
        if !for_good {
            return self.put(Some(work));
        }
        work.phase = Phase::Failed;
        // Said twice rather than never: what is kept first would be over, and nobody would hear of it.
        self.report(&work, Outcome::Failed, Some(why));
        self.put(Some(work))?;
        self.noted(UpdateStep::Failed);
        Ok(())
    }

    /// What the next step depends on. `minute` is the minute of the owner's day.
    #[must_use]
    pub fn situation(&self, minute: Option<u16>, safe: bool) -> Situation {
        let settings = self.factory.updates.as_ref();
        let owner = self.owner.as_ref();
        let window = owner.and_then(|owner| owner.window).or(settings.map(|settings| settings.window));
        Situation {
            consent: owner.map(|owner| owner.consent),
            wish: self.updates.wish(),
            automatic: settings.map_or(Automatic::Applicable, |settings| settings.automatic),
            window: window.unwrap_or_default(),
            now: self.now(),
            minute,
            safe,
        }
    }

    /// What comes next.
    #[must_use]
    pub fn next_step(&self, so: &Situation) -> Step {
        if self.is_locked() || self.updates.broken.is_some() {
            return Step::Nothing;
        }
        step(self.updates.work.as_ref(), so)
    }

    /// What the owner wants with the update that waits: signed, and remembered.
    ///
    /// # Errors
    /// When there is none, or it cannot be kept.
    pub fn wish(&mut self, wish: Wish, until: Option<Seconds>, by: &str) -> Result<(), ChangeError> {
        self.owned()?;
        let mut work = self.updates.work.clone().filter(|work| !work.is_in_place()).ok_or(ChangeError::NoUpdate)?;
        let until = if wish == Wish::Postponed { work.no_later(until) } else { None };
        let (now, release) = (self.now(), work.release.clone());
        self.updates.choices.choose(&release, wish, until, now, &self.storage)?;
        if wish == Wish::Agreed && work.is_over() {
            // Somebody wants it tried once more.
            (work.phase, work.tries, work.detail) = (Phase::Offered, 0, None);
            self.put(Some(work.clone()))?;
        }
        let version = Some(work.version.clone());
        self.say(|unit, number| Decision {
            unit,
            number,
            time: now,
            always: None,
            release: Some(release),
            wish: Some(wish),
            until,
            version,
        });
        self.note_update(
            match wish {
                Wish::Agreed => UpdateStep::Agreed,
                Wish::Postponed => UpdateStep::Postponed,
                Wish::Refused => UpdateStep::Refused,
            },
            Some(by),
        );
        Ok(())
    }

    pub(super) fn noted(&mut self, step: UpdateStep) {
        self.note_update(step, None);
    }

    fn note_update(&mut self, step: UpdateStep, by: Option<&str>) {
        let Some(work) = self.updates.work.clone() else { return };
        let why = work.detail.as_deref().filter(|_| matches!(step, UpdateStep::Failed | UpdateStep::Returned));
        let detail = by.map(|by| format!("by {by}"));
        self.record(What::Update(Update {
            step: Some(step),
            release: Some(work.release.as_str().into()),
            part: Some(work.part.as_str().into()),
            version: Some(work.version.as_str().into()),
            detail: detail.as_deref().or(why).map(Into::into),
        }));
    }

    /// Signs what became of an update.
    pub(super) fn report(&mut self, work: &Work, outcome: Outcome, detail: Option<&str>) {
        // Once it is proven, the level is its own.
        let level = self.updates.levels.of(&work.part).map(|level| level.sequence);
        let before = if outcome == Outcome::Proven { work.before } else { level };
        let (time, starts) = (self.now(), self.life.starts);
        self.say(|unit, number| Receipt {
            unit,
            number,
            time,
            release: work.release.clone(),
            part: work.part.clone(),
            sequence: work.sequence,
            image: work.image,
            outcome: Some(outcome),
            detail: detail.map(str::to_owned),
            starts,
            before,
            fresh: Some(work.fresh),
            version: Some(work.version.clone()).filter(|version| !version.is_empty()),
        });
    }
}

fn of_level(part: String, level: &Level) -> Runs {
    let image: Option<Digest> = level.image;
    Runs { part, version: level.version.clone(), sequence: Some(level.sequence), image }
}
