//! What a unit concludes from its own events, so that its owner is told there, whether they share anything or not.
//!
//! The detectors of `steadfast-monitor` for people, declared behaviour and the unit's own log and files run over the ring, behind
//! what records an event: recording waits for none of it and allocates nothing because of it. What they found is one
//! [`Conclusion`] for each cause. All of it, with how far the log was looked at, is one document of at most [`MOST_BYTES`]:
//! after a power loss or a kill the ring is gone through from there again, and comes to the same.

mod answers;
mod conclusion;
mod feed;
mod list;

use minicbor::{Decode, Encode};
use steadfast_monitor::detect::Behaviour;
use steadfast_monitor::detect::people::{Bounds, People};
use steadfast_monitor::event::{Class, ConclusionStep, Seconds};
use steadfast_protocol::encode;

pub use answers::{Answer, Expected, MOST_EXPECTED};
pub use conclusion::Conclusion;
pub use list::{MOST_ALIKE, MOST_KEPT};

use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
pub const NAME: &str = "concluded";

/// Bytes of the longest document, its checksum beside it.
pub const MOST_BYTES: usize = 4096;

/// Seconds without anything more after which a conclusion is over.
pub const QUIET: Seconds = 24 * 3600;

/// How much is remembered of the people at one unit.
const PEOPLE: Bounds = Bounds { sources: 6, accounts: 2 };

/// What is concluded, and what it is concluded by.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct Concluded {
    /// Up to which number the events of each class were looked at.
    #[n(0)]
    #[cbor(default)]
    looked: [u64; 3],
    /// Up to which number they were erased, as far as that is known here.
    #[n(1)]
    #[cbor(default)]
    erased: [u64; 3],
    /// Events of earlier starts than this are passed over: what was known of them is lost.
    #[n(2)]
    #[cbor(default)]
    from: u64,
    #[n(3)]
    #[cbor(default)]
    people: People,
    #[n(4)]
    #[cbor(default)]
    behaviour: Behaviour,
    /// The number of the newest conclusion.
    #[n(5)]
    #[cbor(default)]
    newest: u64,
    #[n(6)]
    #[cbor(default)]
    conclusions: Vec<Conclusion>,
    #[n(7)]
    #[cbor(default)]
    expected: Vec<Expected>,
    /// How many were found for which there was no room.
    #[n(8)]
    #[cbor(default)]
    more: u64,
}

impl Concluded {
    /// What the storage holds, and whether it was damaged. Then it begins anew, with what happens since this start. Numbers of
    /// conclusions go on above all that there can have been: each left an event in the log, which had this size, and was erased
    /// up to the other.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub(crate) fn load(
        storage: &impl Storage,
        starts: u64,
        size: u64,
        erased: [u64; 3],
    ) -> Result<(Self, bool), StorageError> {
        match document::load(storage, NAME) {
            Ok(Some(kept)) => Ok((kept, false)),
            Ok(None) => Ok((Self { looked: erased, erased, newest: erased[0], ..Self::default() }, false)),
            Err(DocumentError::Storage(error)) => Err(error),
            Err(_) => Ok((Self { from: starts, newest: size, ..Self::default() }, true)),
        }
    }

    /// Keeps it, within its bytes.
    pub(crate) fn keep(&mut self, storage: &impl Storage) -> Result<(), StorageError> {
        while encode(&*self).len() > MOST_BYTES - document::CHECKSUM && self.drop_one() {}
        document::keep(storage, NAME, self)
    }

    /// What is concluded and was not answered, the newest first.
    pub fn all(&self) -> impl Iterator<Item = &Conclusion> {
        self.conclusions.iter().rev().filter(|one| one.answered.is_none())
    }

    /// What the product's program is to be told of, the oldest first.
    pub fn to_tell(&self) -> impl Iterator<Item = (&Conclusion, ConclusionStep)> {
        self.conclusions.iter().filter_map(|one| Some((one, one.to_tell()?)))
    }

    /// What its owner calls as it should be.
    #[must_use]
    pub fn expected(&self) -> &[Expected] {
        &self.expected
    }

    /// How many were found for which there was no room, since the list was last empty.
    #[must_use]
    pub fn more(&self) -> u64 {
        self.more
    }

    /// Up to which number events of a class were looked at.
    pub(crate) fn looked(&self, class: Class) -> u64 {
        self.looked[index(class)]
    }

    /// The log is as long as this, and nothing that is in it is to be looked at.
    pub(crate) fn pass_over(&mut self, class: Class, size: u64) {
        self.looked[index(class)] = size;
    }

    /// The log of this class has this many numbers, and those up to the other were erased. What was concluded from what is
    /// erased goes with it; so does what detectors remember. What the owner called as it should be is theirs, and stays.
    /// Whether anything changed.
    pub(crate) fn meet(&mut self, class: Class, size: u64, erased: u64) -> bool {
        let at = index(class);
        let is_longer = self.looked[at] > size;
        if is_longer {
            self.looked[at] = size;
        }
        if self.erased[at] == erased {
            return is_longer;
        }
        self.erased[at] = erased;
        self.looked[at] = self.looked[at].max(erased);
        self.conclusions.retain(|one| !one.rests_on(class, erased));
        match class {
            Class::Security => self.people = People::default(),
            Class::Network => self.behaviour = Behaviour::default(),
            Class::Product => {}
        }
        true
    }
}

/// Where a class lies among the numbers.
const fn index(class: Class) -> usize {
    match class {
        Class::Security => 0,
        Class::Network => 1,
        Class::Product => 2,
    }
}
