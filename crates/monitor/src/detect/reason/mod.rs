//! Why somebody should look: what was expected, what was seen, compared with whom.
//!
//! The words that people read are made from these values, in their language, by whoever shows them.

mod cause;
mod figure;
mod name;
mod surprise;

use minicbor::{Decode, Encode};

use crate::event::word::words;
use crate::event::{Class, Seconds};

pub use cause::{Cause, Peer};
pub use figure::{Against, Figure, Metric};
pub use name::Name;
pub use surprise::Surprise;

words! {
    /// What found it.
    Detector {
        /// A peer, a port or a direction that the release's declaration does not name.
        Undeclared = 0 "undeclared",
        /// More than the declaration allows.
        OverDeclared = 1 "over-declared",
        /// A destination that no other unit of the cohort had.
        Rare = 2 "rare",
        /// Suddenly many on one edge.
        Burst = 3 "burst",
        /// More than its peers at this hour.
        Peers = 4 "peers",
        /// More than it does itself at this hour.
        Season = 5 "season",
        /// As regular as a clock, undeclared, and rare.
        Beacon = 6 "beacon",
        /// Many wrong passwords in a short time.
        Guessing = 7 "guessing",
        /// Wrong passwords, few at a time, over days.
        SlowGuessing = 8 "slow-guessing",
        /// Somebody came in after many wrong passwords.
        SuccessAfterFailures = 9 "success-after-failures",
        /// Somebody new may do everything.
        NewAdministrator = 10 "new-administrator",
        /// Somebody came in at an hour or from a place unlike before.
        UnusualLogin = 11 "unusual-login",
        /// The log's numbers went back.
        LogRolledBack = 12 "log-rolled-back",
        /// Events are missing.
        LogGap = 13 "log-gap",
        /// Two different logs of one unit.
        LogForked = 14 "log-forked",
        /// A unit that should be heard of is not.
        Silence = 15 "silence",
        /// Far more destinations than its peers have: something searches.
        Sweep = 16 "sweep",
        /// Again and again to one destination, though nothing comes of it.
        Insisting = 17 "insisting",
        /// A machine that came in before fails again and again with what it had.
        StaleCredential = 18 "stale-credential",
        /// The log, or a file of the unit, is not as it was left.
        Damaged = 19 "damaged",
        /// Somebody erased the log.
        Erased = 20 "erased",
    }
}

impl Detector {
    /// Whether it goes by a rule of its own, and not by what is usual in a cohort: who comes in, and what the log is.
    #[must_use]
    pub const fn is_ruled(self) -> bool {
        !matches!(
            self,
            Self::Undeclared
                | Self::OverDeclared
                | Self::Rare
                | Self::Burst
                | Self::Peers
                | Self::Season
                | Self::Beacon
                | Self::Sweep
                | Self::Insisting
        )
    }
}

/// Where the events lie that say so: a range of numbers in the unit's log of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Place {
    /// How many events.
    #[n(0)]
    pub count: u64,
    /// Of which class.
    #[n(1)]
    pub class: Option<Class>,
    /// The first one's number.
    #[n(2)]
    pub first: u64,
    /// The last one's number.
    #[n(3)]
    pub last: u64,
}

impl Place {
    /// Where one event lies.
    #[must_use]
    pub fn of(class: Class, number: u64) -> Self {
        Self { count: 1, class: Some(class), first: number, last: number }
    }

    /// Takes in where other events of the same class lie.
    pub fn extend(&mut self, other: &Self) {
        if self.count == 0 {
            *self = *other;
        } else if other.count > 0 && self.class == other.class {
            self.count = self.count.saturating_add(other.count);
            self.first = self.first.min(other.first);
            self.last = self.last.max(other.last);
        }
    }
}

/// Why somebody should look. A word that came after the reader is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Reason {
    /// What found it.
    #[n(0)]
    pub detector: Option<Detector>,
    /// How rarely this happens by chance.
    #[n(1)]
    #[cbor(default)]
    pub score: Surprise,
    /// What alarms of several units have in common.
    #[n(2)]
    pub cause: Option<Cause>,
    /// What was expected.
    #[n(3)]
    pub expected: Option<Figure>,
    /// What was seen.
    #[n(4)]
    pub seen: Option<Figure>,
    /// Compared with whom.
    #[n(5)]
    pub against: Option<Against>,
    /// When it began.
    #[n(6)]
    #[cbor(default)]
    pub first: Seconds,
    /// When it was seen last.
    #[n(7)]
    #[cbor(default)]
    pub last: Seconds,
    /// Where the events lie.
    #[n(8)]
    #[cbor(default)]
    pub events: Place,
}

impl Reason {
    /// A reason that is certain, seen at one moment.
    #[must_use]
    pub fn new(detector: Detector, cause: Cause, at: Seconds) -> Self {
        let (detector, cause) = (Some(detector), Some(cause));
        Self { detector, score: Surprise::CERTAIN, cause, first: at, last: at, ..Self::default() }
    }

    /// How rarely this happens by chance.
    #[must_use]
    pub fn score(self, score: Surprise) -> Self {
        Self { score, ..self }
    }

    /// What was expected, and what was seen, compared with whom.
    #[must_use]
    pub fn figures(self, expected: Figure, seen: Figure, against: Against) -> Self {
        Self { expected: Some(expected), seen: Some(seen), against: Some(against), ..self }
    }

    /// When it began, where it is not seen for the first time.
    #[must_use]
    pub fn since(self, first: Seconds) -> Self {
        Self { first: first.min(self.last), ..self }
    }

    /// Where the events lie.
    #[must_use]
    pub fn at(self, events: Place) -> Self {
        Self { events, ..self }
    }

    /// Whether both say the same of the same thing.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.detector == other.detector && self.cause == other.cause
    }

    /// Takes in a later reason that says the same: the more surprising figures stay.
    pub fn extend(&mut self, other: Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.events.extend(&other.events);
        if other.score > self.score {
            self.score = other.score;
            self.expected = other.expected.or(self.expected.take());
            self.seen = other.seen.or(self.seen.take());
            self.against = other.against.or(self.against.take());
        }
    }
}
