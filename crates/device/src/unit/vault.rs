//! What the owner takes along.

use steadfast_protocol::{Digest, Exported, ReceiptCopy, Said, Way};

use super::Unit;
use crate::outside::{Clock, Progress, Random, Storage};
use crate::receipts::Receipts;
use crate::vault::{self, Archive, Export, Import, Incoming, Measuring, Recipient, Settings, VaultError, incoming};

/// How an archive left.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    /// By which way.
    pub way: Way,
    /// The SHA-256 of it.
    pub sha256: [u8; 32],
    /// Its bytes.
    pub bytes: u64,
    /// Whether it was read back there and was the same.
    pub verified: bool,
    /// The fingerprint of a unit that took it over.
    pub successor: Option<[u8; 32]>,
}

/// What was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Sealed things.
    pub things: u64,
    /// Settings.
    pub settings: u64,
    /// Files of the product's own program that are in the archive, and were not taken in.
    pub files: u64,
    /// The settings that this product does not have, or not with this value.
    pub passed_over: Vec<String>,
}

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// Begins an export of everything of the owner's, encrypted to their key where there is one. One that was begun before is
    /// none any more.
    ///
    /// It takes as long as to measure everything that is sealed. Whoever cannot wait so long begins it by
    /// [`begin_measuring`](Self::begin_measuring).
    ///
    /// # Errors
    /// When the unit is nobody's, or something cannot be read or kept.
    pub fn begin_export(&mut self, to: Option<Recipient>) -> Result<Export, VaultError> {
        self.begin_measuring(to)?;
        while self.go_on_measuring()? == Progress::More {}
        self.export()?.ok_or(VaultError::Nothing)
    }

    /// Begins what [`begin_export`](Self::begin_export) does: there is an export once
    /// [`go_on_measuring`](Self::go_on_measuring) came to its end.
    ///
    /// # Errors
    /// When the unit is nobody's, or something cannot be read or kept.
    pub fn begin_measuring(&mut self, to: Option<Recipient>) -> Result<(), VaultError> {
        self.measuring = None;
        self.owned()?;
        // What was drawn for another one is overwritten.
        self.forget_export()?;
        self.seal()?;
        let settings = Settings::of(self.owned()?, &self.factory);
        let mut export = Export::begin(self.now(), &settings, Receipts::load(&self.storage));
        export.add_log(&self.log, &self.identity.public())?;
        self.measuring = Some(Measuring::begin(export, to, &self.storage)?);
        Ok(())
    }

    /// Measures the next few mebibytes of what is sealed, and begins the export at the end.
    ///
    /// # Errors
    /// When nothing is measured, the unit is nobody's by now, or something cannot be read or kept: then there is no export.
    pub fn go_on_measuring(&mut self) -> Result<Progress, VaultError> {
        let mut measuring = self.measuring.take().ok_or(VaultError::Nothing)?;
        self.owned()?;
        if measuring.go_on(&self.storage)? == Progress::More {
            self.measuring = Some(measuring);
            return Ok(Progress::More);
        }
        measuring.end(self.beside.as_deref(), &self.random)?.keep(&self.storage)?;
        Ok(Progress::Done)
    }

    /// The export that was begun.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn export(&self) -> Result<Option<Export>, VaultError> {
        Ok(Export::load(&self.storage)?)
    }

    /// The bytes of the export that was begun, from the first one on.
    ///
    /// # Errors
    /// When none was begun, or it cannot be read.
    pub fn archive(&self) -> Result<Archive<S>, VaultError> {
        self.archive_over(self.storage.clone())
    }

    /// The same bytes, read from another view of the unit's storage, as for another thread.
    ///
    /// # Errors
    /// When none was begun, or it cannot be read.
    pub fn archive_over<T: Storage>(&self, storage: T) -> Result<Archive<T>, VaultError> {
        self.owned()?;
        Archive::new(storage, self.beside.clone(), &self.identity)
    }

    /// States that the export left the unit, and forgets it: what was drawn to encrypt it is destroyed. Said again for the
    /// same archive, as after a power loss, it states nothing new.
    ///
    /// # Errors
    /// When none was begun, or something cannot be kept.
    pub fn exported(&mut self, left: Left) -> Result<ReceiptCopy, VaultError> {
        let export = self.export()?.ok_or(VaultError::Nothing)?;
        let (things, sealed, time) = (export.things(), export.is_sealed(), self.now());
        let sha256 = Digest::from(left.sha256);
        let copy = match self.stated(sha256)? {
            Some(copy) => copy,
            None => self.keep_stated(|unit, number| Exported {
                unit: Some(unit).filter(|unit| !unit.is_empty()),
                number,
                time,
                things,
                bytes: left.bytes,
                sha256,
                sealed,
                way: Some(left.way),
                verified: left.verified,
                successor: left.successor.map(Digest::from),
            })?,
        };
        self.forget_export()?;
        Ok(copy)
    }

    fn keep_stated(&mut self, exported: impl FnOnce(String, u64) -> Exported) -> Result<ReceiptCopy, VaultError> {
        let envelope = self.state(exported)?;
        Ok(ReceiptCopy::new(&envelope, self.identity.public())?)
    }

    /// The receipt of an archive with this hash, where it was signed already. The power may have gone before it was the
    /// owner's.
    fn stated(&self, sha256: Digest) -> Result<Option<ReceiptCopy>, VaultError> {
        let is_of = |copy: &ReceiptCopy| matches!(copy.said(), Said::Export(said) if said.sha256 == sha256);
        if let Some(copy) = self.receipts().into_iter().find(is_of) {
            return Ok(Some(copy));
        }
        let Some(envelope) = self.outbox.find::<Exported>(|said| said.sha256 == sha256) else { return Ok(None) };
        Receipts::add(&self.storage, envelope.clone())?;
        Ok(Some(ReceiptCopy::new(&envelope, self.identity.public())?))
    }

    /// Forgets an export that was begun.
    ///
    /// # Errors
    /// When it is there still.
    pub fn forget_export(&mut self) -> Result<(), VaultError> {
        Ok(self.storage.destroy(vault::EXPORT)?)
    }

    /// Takes in what came from another unit: its sealed things, in the place of any of the same names, and those settings
    /// that this product has; all of it or nothing. Where the medium fails once that is decided, or power goes, the unit goes
    /// on with it by itself. Files of the product's own program are not among it.
    ///
    /// # Errors
    /// When the unit is nobody's, or something cannot be kept: then nothing of it was taken in.
    pub fn take_in(&mut self, import: &Import, by: &str) -> Result<Taken, VaultError> {
        self.owned()?;
        // What was decided before comes first.
        self.go_on_taking_in()?;
        let (known, unknown): (Vec<_>, Vec<_>) =
            import.settings().partition(|(name, value)| self.factory.has(name, value));
        let begun = Incoming::begin(&self.storage, &self.random, import, &known, by);
        if begun.is_err() {
            // Where it stays, it counts for nothing, and goes with the next start.
            drop(incoming::sweep(&self.storage));
        }
        begun?;
        drop(self.go_on_taking_in());
        let passed_over = unknown.into_iter().map(|(name, _)| name.to_owned()).collect();
        let (things, settings) = (import.data().count() as u64, known.len() as u64);
        Ok(Taken { things, settings, files: import.files, passed_over })
    }

    /// Puts in its place what was taken in and is not there yet.
    ///
    /// # Errors
    /// When that cannot be kept: it is done once more.
    pub(super) fn go_on_taking_in(&mut self) -> Result<(), VaultError> {
        let Some(incoming) = Incoming::load(&self.storage)?.filter(|_| self.owner.is_some()) else { return Ok(()) };
        incoming.put(&self.storage)?;
        let all = incoming.settings.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        // Since then the product may have become another one.
        let known: Vec<_> = all.filter(|(name, value)| self.factory.has(name, value)).collect();
        self.set(&known, &incoming.by)?;
        Ok(Incoming::end(&self.storage)?)
    }

    /// After a start: what counts is put in its place, and what does not goes.
    pub(super) fn settle_taking_in(&mut self) {
        if self.go_on_taking_in().is_ok() && matches!(Incoming::load(&self.storage), Ok(None)) {
            drop(incoming::sweep(&self.storage));
        }
    }
}
