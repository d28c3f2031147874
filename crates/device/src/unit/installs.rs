//! How an update takes the place of what runs: put there, started, watched, and taken for good or given up.

use steadfast_monitor::event::UpdateStep;
use steadfast_protocol::{Digest, Outcome, Receipt};

use super::Unit;
use crate::outside::{Clock, Random, Storage, StorageError};
use crate::update::{Boot, ImageError, Images, Level, Phase, Slot, Work, declared};

/// How often an installation that fails is tried.
const MOST_TRIES: u8 = 3;

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

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
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
    /// next start finds it out. Where it was taken back meanwhile, nothing happens.
    ///
    /// # Errors
    /// When it cannot be kept, or its image is not in the slot any more: then it is brought once more.
    pub fn installed(&mut self, images: &Images) -> Result<(), UpdateError> {
        let Some(work) = self.updates.work.clone().filter(|work| work.phase == Phase::Brought) else { return Ok(()) };
        if !is_in(images, images.boot()?.spare(), &work) {
            self.with_work(|work| work.phase = Phase::Known)?;
            return Err(ImageError::Gone.into());
        }
        images.try_spare()?;
        self.in_place(work)?;
        Ok(())
    }

    fn in_place(&mut self, mut work: Work) -> Result<(), StorageError> {
        (work.phase, work.starts, work.detail) = (Phase::Installed, self.life.starts, None);
        work.before = self.updates.levels.of(&work.part).map(|level| level.sequence);
        self.report(&work, Outcome::Installed, None);
        self.put(Some(work))?;
        self.noted(UpdateStep::Installed);
        Ok(())
    }

    /// What runs after a start: `hook` says so where something else than the images' file decides it.
    ///
    /// # Errors
    /// When it cannot be read or kept.
    pub fn started(&mut self, images: &Images, hook: Option<Started>) -> Result<Started, UpdateError> {
        if self.updates.why_broken().is_some() {
            return Ok(Started::Not);
        }
        let boot = images.boot()?;
        let brought = self.updates.work.clone().filter(|work| work.phase == Phase::Brought);
        if let Some(work) = brought.filter(|_| boot.trial.is_some()) {
            // Power went between the two.
            self.in_place(work)?;
        }
        let Some(work) = self.updates.work.clone().filter(Work::is_in_place) else {
            if boot.trial.is_some() {
                // Nobody would look whether it is well.
                images.give_up()?;
            }
            return Ok(Started::Not);
        };
        let started = hook.unwrap_or_else(|| by_images(images, &boot, &work));
        match started {
            Started::New => self.with_work(|work| (work.phase, work.ran) = (Phase::Trial, true))?,
            Started::Old => {
                images.give_up()?;
                self.returned("it did not start")?;
            }
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
        if !is_in(images, images.boot()?.good, &work) {
            // Whatever starts the product gave it up meanwhile: what said that it is well is what ran before.
            return Ok(self.returned("it did not stay up")?);
        }
        declared::keep(&self.storage, &work)?;
        let level = Level { sequence: work.sequence, version: work.version.clone(), image: work.image };
        self.updates.levels.raise(&work.part, level, &self.storage)?;
        if self.life.starts <= work.starts {
            // The product was restarted, and this program was not: a start it was.
            self.life.starts = work.starts.saturating_add(1);
            self.life.keep(&self.storage)?;
        }
        if self.outbox.find::<Receipt>(|said| said.outcome == Some(Outcome::Proven) && is_about(said, &work)).is_none()
        {
            self.noted(UpdateStep::Proven);
            self.report(&work, Outcome::Proven, None);
        }
        self.put(None)?;
        Ok(())
    }

    /// It runs, and is not well, or does not even start: what ran before is what starts next. Where it was found to be well
    /// and power went before that was kept, it stays well.
    ///
    /// # Errors
    /// When it cannot be kept: it is tried again.
    pub fn unwell(&mut self, images: &Images, why: &str) -> Result<(), UpdateError> {
        let Some(work) = self.updates.work.clone().filter(Work::is_in_place) else { return Ok(()) };
        let boot = images.boot()?;
        if work.phase == Phase::Trial && boot.trial.is_none() && is_in(images, boot.good, &work) {
            return self.well(images);
        }
        images.give_up()?;
        Ok(self.returned(why)?)
    }

    fn returned(&mut self, why: &str) -> Result<(), StorageError> {
        let Some(mut work) = self.updates.work.clone() else { return Ok(()) };
        (work.phase, work.detail) = (Phase::Returned, Some(why.to_owned()));
        self.report(&work, Outcome::Returned, Some(why));
        self.put(Some(work))?;
        self.noted(UpdateStep::Returned);
        Ok(())
    }
}

/// Whether the image in a slot is that of an update.
fn is_in(images: &Images, slot: Slot, work: &Work) -> bool {
    work.image.is_some() && images.is(slot).map(Digest::from) == work.image
}

/// What the images' file says of what runs.
fn by_images(images: &Images, boot: &Boot, work: &Work) -> Started {
    match boot.trial {
        Some((slot, _)) if boot.started == Some(slot) => Started::New,
        Some(_) => Started::Not,
        // It was found to be well, and power went before that was kept.
        None if work.phase == Phase::Trial && is_in(images, boot.good, work) => Started::New,
        None => Started::Old,
    }
}

fn is_about(said: &Receipt, work: &Work) -> bool {
    said.release == work.release && said.part == work.part && said.sequence == work.sequence
}
