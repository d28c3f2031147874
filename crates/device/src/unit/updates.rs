//! Updates of this unit: what is offered, what the owner says to it, and what became of it.

use steadfast_monitor::event::{Update, UpdateStep, What};
use steadfast_protocol::{Decision, Digest, Offer, Outcome, Receipt, Runs, Seconds, Stop, Wish};

use super::{ChangeError, Unit};
use crate::document::DocumentError;
use crate::outside::{Clock, Random, Storage, StorageError};
use crate::update::{
    Automatic, Brought, Choices, Found, ImageError, Images, Level, Levels, Phase, Rule, Situation, Step, Work, step,
};

/// How often an installation that fails is tried.
const MOST_TRIES: u8 = 3;

/// What a unit keeps of updates.
#[derive(Clone, Debug, Default)]
pub struct Updates {
    work: Option<Work>,
    choices: Choices,
    levels: Levels,
    /// Why nothing can be installed, where that is so: nobody knows how far the unit is.
    broken: Option<String>,
}

/// What an image does after a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// The new one runs.
    New,
    /// The old one runs again.
    Old,
    /// Nothing was restarted yet.
    Not,
}

/// Why a step of an update did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The images.
    #[error(transparent)]
    Image(#[from] ImageError),
}

impl Updates {
    pub(super) fn load(storage: &impl Storage) -> Self {
        let read = || -> Result<Self, DocumentError> {
            let (work, levels) = (Work::load(storage)?, Levels::load(storage)?);
            // What the owner wanted and cannot be read is asked for anew.
            let choices = Choices::load(storage).unwrap_or_default();
            Ok(Self { work, choices, levels, broken: None })
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

    /// Whether an offer takes the place of what the unit works on: of two, one that mends comes first, then the higher.
    fn is_better(&self, offer: &Offer) -> bool {
        if self.levels.of(&offer.part).is_some_and(|level| level.sequence >= offer.sequence) {
            return false;
        }
        match &self.work {
            None => true,
            Some(work) if work.is_in_place() => false,
            Some(work) if work.is_over() => work.part != offer.part || offer.sequence > work.sequence,
            Some(work) if work.part == offer.part => offer.sequence > work.sequence,
            Some(work) => !work.is_security() && offer.kind != Some(steadfast_protocol::Kind::Feature),
        }
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

    /// Takes what a server offers and what it takes back.
    ///
    /// # Errors
    /// When it cannot be kept. The next answer says it again.
    pub fn offered(&mut self, offers: &[Offer], stops: &[Stop]) -> Result<(), StorageError> {
        for stop in stops {
            self.stopped(stop)?;
        }
        let mut next = self.updates.work.clone();
        if let Some(work) = next.as_mut().filter(|work| work.fresh && !work.is_over() && !work.is_in_place()) {
            match offers.iter().find(|offer| offer.release == work.release && offer.part == work.part) {
                Some(offer) => work.told(offer),
                None => (work.may, work.hold) = (false, None),
            }
        }
        self.put(next)?;
        for offer in offers.iter().filter(|offer| !offer.targets.is_empty()) {
            if self.updates.is_better(offer) {
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
        let outcome = match is_it {
            Some(work) if work.is_in_place() => Outcome::CannotStop,
            _ => Outcome::Cancelled,
        };
        about.version = is_it.map(|work| work.version.clone()).unwrap_or_default();
        let goes = is_it.is_some() && outcome == Outcome::Cancelled;
        self.report(&about, outcome, None);
        if goes { self.put(None) } else { Ok(()) }
    }

    /// Puts a document in the place of the last: what holds is what the medium has.
    fn put(&mut self, work: Option<Work>) -> Result<(), StorageError> {
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

    fn with_work(&mut self, change: impl FnOnce(&mut Work)) -> Result<(), StorageError> {
        let mut next = self.updates.work.clone();
        next.as_mut().map(change);
        self.put(next)
    }

    /// Signed metadata names the update for this unit. One that nobody offered, as from a stick, becomes what the unit works
    /// on, unless something is in its place already.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn found(&mut self, found: &Found) -> Result<(), StorageError> {
        let current = self.updates.work.clone();
        if current.as_ref().is_some_and(Work::is_in_place) {
            return Ok(());
        }
        let same = current.filter(|work| work.target == found.target.path && !work.is_over());
        let mut work = same.unwrap_or_else(|| Work { may: true, ..Work::default() });
        work.found(found);
        self.put(Some(work))
    }

    /// Its image lies in the slot that does not run.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn brought(&mut self, brought: &Brought) -> Result<(), StorageError> {
        self.found(&brought.found)?;
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
        if for_good {
            work.phase = Phase::Failed;
        }
        self.put(Some(work.clone()))?;
        if for_good {
            self.noted(UpdateStep::Failed);
            self.report(&work, Outcome::Failed, Some(why));
        }
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

    /// The unit begins to put it in its place.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn installing(&mut self) -> Result<(), StorageError> {
        self.with_work(|work| work.tries = work.tries.saturating_add(1))?;
        if let Some(work) = self.updates.work.clone().filter(|work| work.tries == 1) {
            self.report(&work, Outcome::Running, None);
        }
        Ok(())
    }

    /// It could not be put in its place.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn not_installed(&mut self, why: &str) -> Result<(), StorageError> {
        let over = self.updates.work.as_ref().is_some_and(|work| work.tries >= MOST_TRIES);
        self.failed(why, over)
    }

    /// It is in its place: the next start is its own. The images are told first; where power goes between the two, the
    /// next start finds it out.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn installed(&mut self, images: &Images) -> Result<(), UpdateError> {
        images.try_spare()?;
        self.in_place()?;
        Ok(())
    }

    fn in_place(&mut self) -> Result<(), StorageError> {
        let starts = self.life.starts;
        self.with_work(|work| (work.phase, work.starts, work.detail) = (Phase::Installed, starts, None))?;
        if let Some(work) = self.updates.work.clone() {
            self.noted(UpdateStep::Installed);
            self.report(&work, Outcome::Installed, None);
        }
        Ok(())
    }

    /// What runs after a start: `hook` says so where something else than the images' file decides it.
    ///
    /// # Errors
    /// When it cannot be read or kept.
    pub fn started(&mut self, images: &Images, hook: Option<Started>) -> Result<Started, UpdateError> {
        let boot = images.boot()?;
        let phase = self.updates.work.as_ref().map(|work| work.phase);
        if phase == Some(Phase::Brought) && boot.trial.is_some() {
            // Power went between the two.
            self.in_place()?;
        }
        if self.updates.work.as_ref().is_none_or(|work| work.phase != Phase::Installed) {
            return Ok(Started::Not);
        }
        let by_images = match boot.trial {
            None => Started::Old,
            Some((slot, _)) if boot.started == Some(slot) => Started::New,
            Some(_) => Started::Not,
        };
        let started = hook.unwrap_or(by_images);
        match started {
            Started::New => self.with_work(|work| work.phase = Phase::Trial)?,
            Started::Old => self.returned("it did not start")?,
            Started::Not => {}
        }
        Ok(started)
    }

    /// It is well: from now on it is what runs, and nothing lower is taken any more.
    ///
    /// # Errors
    /// When it cannot be kept: it is tried again.
    pub fn well(&mut self, images: &Images) -> Result<(), UpdateError> {
        let Some(work) = self.updates.work.clone().filter(|work| work.phase == Phase::Trial) else { return Ok(()) };
        images.good()?;
        let level = Level { sequence: work.sequence, version: work.version.clone(), image: work.image };
        let before = self.updates.levels.of(&work.part).map(|level| level.sequence);
        self.updates.levels.raise(&work.part, level, &self.storage)?;
        if self.life.starts <= work.starts {
            // The product was restarted, and this program was not: a start it was.
            self.life.starts = work.starts.saturating_add(1);
            self.life.keep(&self.storage)?;
        }
        self.noted(UpdateStep::Proven);
        self.report_after(&work, Outcome::Proven, None, before);
        self.put(None)?;
        Ok(())
    }

    /// It runs, and is not well: what ran before is what starts next.
    ///
    /// # Errors
    /// When it cannot be kept: it is tried again.
    pub fn unwell(&mut self, images: &Images, why: &str) -> Result<(), UpdateError> {
        images.give_up()?;
        Ok(self.returned(why)?)
    }

    fn returned(&mut self, why: &str) -> Result<(), StorageError> {
        let Some(mut work) = self.updates.work.clone() else { return Ok(()) };
        (work.phase, work.detail) = (Phase::Returned, Some(why.to_owned()));
        self.put(Some(work.clone()))?;
        self.noted(UpdateStep::Returned);
        self.report(&work, Outcome::Returned, Some(why));
        Ok(())
    }

    /// What the owner wants with the update that waits: signed, and remembered.
    ///
    /// # Errors
    /// When there is none, or it cannot be kept.
    pub fn wish(&mut self, wish: Wish, until: Option<Seconds>, by: &str) -> Result<(), ChangeError> {
        self.owned()?;
        let mut work = self.updates.work.clone().filter(|work| !work.is_in_place()).ok_or(ChangeError::NoUpdate)?;
        let until = match work.latest.filter(|_| work.is_security()) {
            Some(latest) => until.map(|until| until.min(latest)),
            None => until,
        };
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

    fn noted(&mut self, step: UpdateStep) {
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

    fn report(&mut self, work: &Work, outcome: Outcome, detail: Option<&str>) {
        let before = self.updates.levels.of(&work.part).map(|level| level.sequence);
        self.report_after(work, outcome, detail, before);
    }

    /// Signs what became of an update.
    fn report_after(&mut self, work: &Work, outcome: Outcome, detail: Option<&str>, before: Option<u64>) {
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
