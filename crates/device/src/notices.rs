//! What the manufacturer told the owner: kept until newer ones need the room, shown until an owner read it. It goes with its
//! owner; the server tells the next one anew.

use minicbor::{Decode, Encode};
use steadfast_protocol::{MOST_NOTICES, OwnerNotice, Seconds};

use crate::document;
use crate::outside::{Storage, StorageError};

/// The name that they are stored by.
const NAME: &str = "maker-notices";

/// The most notices that are kept: those that were read give way first, then the oldest.
pub const MOST: usize = 8;

/// Notices, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Notices {
    #[n(0)]
    kept: Vec<KeptNotice>,
}

/// A notice as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeptNotice {
    /// What it says.
    #[n(0)]
    pub notice: OwnerNotice,
    /// When it came.
    #[n(1)]
    pub came: Seconds,
    /// When an owner said that they read it.
    #[n(2)]
    pub opened: Option<Seconds>,
}

impl Notices {
    /// Those that are kept. What cannot be read is none: it keeps nobody from the next one.
    #[must_use]
    pub fn load(storage: &impl Storage) -> Self {
        document::load(storage, NAME).ok().flatten().unwrap_or_default()
    }

    /// All of them, the newest first.
    pub fn all(&self) -> impl Iterator<Item = &KeptNotice> {
        self.kept.iter().rev()
    }

    /// Those that no owner read, the newest first.
    pub fn unread(&self) -> impl Iterator<Item = &KeptNotice> {
        self.all().filter(|one| one.opened.is_none())
    }

    /// The one of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&KeptNotice> {
        self.kept.iter().find(|one| one.notice.id == id)
    }

    /// Takes what a server tells; those that are new. What is too long, or too much at once, is none.
    ///
    /// # Errors
    /// When it cannot be kept: then nothing was told.
    pub(crate) fn take(
        &mut self,
        storage: &impl Storage,
        told: &[OwnerNotice],
        now: Seconds,
    ) -> Result<Vec<OwnerNotice>, StorageError> {
        let mut next = self.clone();
        let mut new = Vec::new();
        for notice in told.iter().take(MOST_NOTICES).filter(|notice| notice.is_within()) {
            if next.find(&notice.id).is_none() {
                next.add(KeptNotice { notice: notice.clone(), came: now, opened: None });
                new.push(notice.clone());
            }
        }
        if !new.is_empty() {
            document::keep(storage, NAME, &next)?;
            *self = next;
        }
        Ok(new)
    }

    /// Adds one, in the place of the one that it corrects.
    fn add(&mut self, one: KeptNotice) {
        self.kept.retain(|known| Some(&known.notice.id) != one.notice.corrects.as_ref());
        if self.kept.len() >= MOST {
            let read = self.kept.iter().position(|known| known.opened.is_some());
            self.kept.remove(read.unwrap_or(0));
        }
        self.kept.push(one);
    }

    /// An owner read it.
    ///
    /// # Errors
    /// When it cannot be kept: then it was not.
    pub(crate) fn open(&mut self, storage: &impl Storage, id: &str, now: Seconds) -> Result<(), StorageError> {
        let mut next = self.clone();
        let unread = next.kept.iter_mut().filter(|one| one.notice.id == id && one.opened.is_none());
        unread.for_each(|one| one.opened = Some(now));
        document::keep(storage, NAME, &next)?;
        *self = next;
        Ok(())
    }
}
