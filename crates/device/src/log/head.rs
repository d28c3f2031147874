//! Signed heads: what proves later that nothing before them was changed or cut off.

use steadfast_monitor::event::{Class, Moment};
use steadfast_protocol::{ClassHead, Envelope, SealedHead, TreeHead, decode, encode};
use steadfast_trust::hash::Hash;
use steadfast_trust::key::UnitKey;

use super::documents::{HEADS, Sealed, read, write};
use super::{Log, LogError};
use crate::outside::{Storage, StorageError};

/// How many are kept.
const MOST_HEADS: usize = 8;

/// No log gets this far: a number beyond was not written by one.
const MOST_SIZE: u64 = 1 << 53;

/// The newest signed heads, the oldest first: as they travel, and what they say.
#[derive(Debug, Default)]
pub(super) struct Heads(Vec<(Vec<u8>, SealedHead)>);

impl Heads {
    /// What is kept, and whether something of it cannot be read.
    pub(super) fn read(storage: &impl Storage) -> Result<(Self, bool), StorageError> {
        let (sealed, mut is_damaged) = read::<Sealed>(storage, HEADS)?;
        let mut heads = Vec::new();
        for bytes in sealed.heads {
            match said(&bytes) {
                Some(head) => heads.push((bytes.into(), head)),
                None => is_damaged = true,
            }
        }
        Ok((Self(heads), is_damaged))
    }

    /// As they travel.
    pub(super) fn envelopes(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(|(bytes, _)| bytes.as_slice())
    }

    pub(super) fn last(&self) -> Option<&SealedHead> {
        self.0.last().map(|(_, head)| head)
    }

    /// What they say of a class.
    pub(super) fn anchors(&self, class: Class) -> Vec<(u64, Hash)> {
        self.0.iter().flat_map(|(_, head)| anchors(head, class)).collect()
    }

    fn with(&self, bytes: &[u8]) -> Sealed {
        let skipped = (self.0.len() + 1).saturating_sub(MOST_HEADS);
        let older = self.envelopes().skip(skipped);
        Sealed { heads: older.chain([bytes]).map(|bytes| bytes.to_vec().into()).collect() }
    }

    fn add(&mut self, bytes: Vec<u8>, head: SealedHead) {
        let skipped = (self.0.len() + 1).saturating_sub(MOST_HEADS);
        self.0.drain(..skipped);
        self.0.push((bytes, head));
    }
}

/// What a head says of a class.
pub(super) fn anchors(head: &SealedHead, class: Class) -> impl Iterator<Item = (u64, Hash)> {
    let of = move |it: &&ClassHead| it.class == class.number();
    head.classes.iter().filter(of).map(|it| (it.size, *it.chain))
}

/// What an envelope says, whoever signed it.
fn said(bytes: &[u8]) -> Option<SealedHead> {
    let envelope: Envelope = decode(bytes).ok()?;
    let head: SealedHead = decode(&envelope.payload).ok()?;
    head.classes.iter().all(|it| it.size < MOST_SIZE).then_some(head)
}

impl<S: Storage> Log<S> {
    /// How far the log is, class by class. What leaves the unit is what was sealed ([`sealed`](Self::sealed)): only that
    /// outlives a power loss for certain.
    #[must_use]
    pub fn head(&self) -> [ClassHead; 3] {
        self.rings.each_ref().map(super::ring::Ring::head)
    }

    /// The newest signed head.
    #[must_use]
    pub fn sealed(&self) -> Option<&SealedHead> {
        self.heads.last()
    }

    /// The newest signed head over all classes, for a check-in.
    #[must_use]
    pub fn tree_head(&self) -> Option<TreeHead> {
        self.sealed().map(SealedHead::tree_head)
    }

    /// Puts all events on the medium, then signs how far the log is and keeps that. Where nothing came since, nothing is
    /// written. The caller decides how often: what was not sealed can be cut off unnoticed.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn seal(&mut self, key: &UnitKey, unit: Option<&str>, moment: Moment) -> Result<(), LogError> {
        self.moment = moment;
        self.opened()?;
        self.sync()?;
        let classes = self.head().to_vec();
        if self.sealed().is_some_and(|head| head.classes == classes && head.unit.as_deref() == unit) {
            return Ok(());
        }
        let unit = unit.map(str::to_owned);
        let head = SealedHead { unit, time: moment.time, starts: moment.starts, classes };
        let bytes = encode(&Envelope::sign(&head, key));
        write(&self.storage, HEADS, &self.heads.with(&bytes))?;
        self.heads.add(bytes, head);
        Ok(())
    }

    /// Puts all events on the medium.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn sync(&mut self) -> Result<(), LogError> {
        self.opened()?;
        for ring in &mut self.rings {
            ring.sync(&self.storage)?;
        }
        Ok(())
    }
}
