//! The update that a unit works on: one at a time, and one document.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_protocol::{Digest, Hold, Kind, Offer, Seconds};

use super::{Brought, Found, declared};
use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
const NAME: &str = "update-work";

/// How far it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub enum Phase {
    /// A server speaks of it. Nothing of that is believed.
    #[default]
    #[n(0)]
    Offered,
    /// Signed metadata names it for this unit.
    #[n(1)]
    Known,
    /// Its image lies in the slot that does not run, as it was signed.
    #[n(2)]
    Brought,
    /// It is in its place, and runs at the next start.
    #[n(3)]
    Installed,
    /// It runs, and has to show that it is well.
    #[n(4)]
    Trial,
    /// It could not be installed.
    #[n(5)]
    Failed,
    /// What ran before runs again.
    #[n(6)]
    Returned,
}

/// An update.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Work {
    /// The release: `rel_…`.
    #[n(0)]
    pub release: String,
    /// The part: `prt_…`.
    #[n(1)]
    pub part: String,
    /// The version, a label.
    #[n(2)]
    pub version: String,
    /// Its place in the order.
    #[n(3)]
    pub sequence: u64,
    /// The target of the repository.
    #[n(4)]
    pub target: String,
    /// What it is for.
    #[n(5)]
    pub kind: Option<Kind>,
    /// What it brings, for the owner.
    #[n(6)]
    pub notes: String,
    /// The vulnerabilities that it mends.
    #[n(7)]
    pub fixes: Vec<String>,
    /// Whether the server lets it be installed now.
    #[n(8)]
    pub may: bool,
    /// Why it does not.
    #[n(9)]
    pub hold: Option<Hold>,
    /// No later than this can it be put off.
    #[n(10)]
    pub latest: Option<Seconds>,
    /// How far it came.
    #[n(11)]
    pub phase: Phase,
    /// The SHA-256 of its image.
    #[n(12)]
    pub image: Option<Digest>,
    /// Bytes of its image.
    #[n(13)]
    pub length: u64,
    /// How often the unit had started when it was installed.
    #[n(14)]
    pub starts: u64,
    /// What went wrong, in words.
    #[n(15)]
    pub detail: Option<String>,
    /// Whether its metadata came from the repository itself, and not by a stick.
    #[n(16)]
    pub fresh: bool,
    /// How often it was tried to install it.
    #[n(17)]
    pub tries: u8,
    /// Until when the owner put it off elsewhere, as the server says.
    #[n(18)]
    pub until: Option<Seconds>,
    /// The place in the order of what ran when it was installed.
    #[n(19)]
    pub before: Option<u64>,
    /// Whether it was seen to run.
    #[n(20)]
    #[cbor(default)]
    pub ran: bool,
    /// What its release is declared to do on the network, as it was signed.
    #[n(21)]
    pub declared: Option<ByteVec>,
}

impl Work {
    /// What the storage holds. Damage is no reason to stop: a server offers it again.
    pub(crate) fn load(storage: &impl Storage) -> Result<Option<Self>, DocumentError> {
        match document::load(storage, NAME) {
            Err(DocumentError::Storage(error)) => Err(error.into()),
            Err(_) => Ok(None),
            Ok(work) => Ok(work),
        }
    }

    pub(crate) fn keep(&self, storage: &impl Storage) -> Result<(), StorageError> {
        document::keep(storage, NAME, self)
    }

    pub(crate) fn forget(storage: &impl Storage) -> Result<(), StorageError> {
        storage.destroy(NAME)
    }

    /// An update that a server offers.
    pub(crate) fn offered(offer: &Offer) -> Option<Self> {
        Some(Self {
            release: offer.release.clone(),
            part: offer.part.clone(),
            version: offer.version.clone(),
            sequence: offer.sequence,
            target: offer.targets.first()?.clone(),
            kind: offer.kind,
            notes: offer.notes.clone().unwrap_or_default(),
            fixes: offer.fixes.clone(),
            may: offer.install,
            hold: offer.hold,
            latest: offer.latest,
            until: offer.until,
            fresh: true,
            ..Self::default()
        })
    }

    /// What the server says of it now, where it says that of the same update.
    pub(crate) fn told(&mut self, offer: &Offer) {
        (self.may, self.hold, self.latest, self.until) = (offer.install, offer.hold, offer.latest, offer.until);
    }

    /// What signed metadata says of it is what counts from now on.
    pub(crate) fn found(&mut self, found: &Found) {
        let said = &found.said;
        (self.release, self.part) = (said.release.clone(), said.part.clone());
        (self.version, self.sequence) = (said.version.clone(), said.sequence);
        (self.notes, self.fixes) = (said.notes.clone(), said.fixes.clone());
        self.kind = Some(match said.kind {
            steadfast_trust::tuf::UpdateKind::Security => Kind::Security,
            steadfast_trust::tuf::UpdateKind::Feature => Kind::Feature,
            steadfast_trust::tuf::UpdateKind::Combined => Kind::Combined,
        });
        (self.target, self.length) = (found.target.path.clone(), found.target.file.length);
        (self.phase, self.fresh) = (Phase::Known, found.fresh);
        self.declared = declared::signed(said).map(|declared| declared.canonical().into());
        if !found.fresh {
            // Whoever brings a stick asks no server.
            (self.may, self.hold) = (true, None);
        }
    }

    pub(crate) fn brought(&mut self, brought: &Brought) {
        (self.phase, self.image, self.detail) = (Phase::Brought, Some(brought.image.into()), None);
    }

    /// Whether it mends vulnerabilities. What is not known is one: nothing that mends waits for a word.
    #[must_use]
    pub fn is_security(&self) -> bool {
        self.kind != Some(Kind::Feature)
    }

    /// Until when it is put off that somebody puts off until then, or without an end: a security update no longer than it can
    /// be.
    pub(crate) fn no_later(&self, until: Option<Seconds>) -> Option<Seconds> {
        match self.latest.filter(|_| self.is_security()) {
            Some(latest) => Some(until.map_or(latest, |until| until.min(latest))),
            None => until,
        }
    }

    /// Whether signed metadata named it once. A server's word alone has no length.
    pub(crate) fn is_signed(&self) -> bool {
        self.length > 0
    }

    /// Whether an offer is of this update.
    pub(crate) fn is_of(&self, offer: &Offer) -> bool {
        self.release == offer.release && self.part == offer.part
    }

    /// Whether it came so far that a server cannot take it back.
    #[must_use]
    pub fn is_in_place(&self) -> bool {
        matches!(self.phase, Phase::Installed | Phase::Trial)
    }

    /// Whether it came to nothing.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Failed | Phase::Returned)
    }
}
