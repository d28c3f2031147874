//! What the owner says to a conclusion.

use minicbor::{Decode, Encode};
use steadfast_monitor::detect::{Cause, Detector, Reason};
use steadfast_monitor::event::{ConclusionStep, Seconds};

use super::conclusion::Steps;
use super::{Concluded, Conclusion};

/// Most causes that are called as they should be, until one is taken back.
pub const MOST_EXPECTED: usize = 6;

/// What the owner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They know what it was. The next one is told again.
    Known,
    /// It is as it should be: this cause is told no more.
    Expected,
}

impl Answer {
    /// What becomes of the conclusion.
    #[must_use]
    pub const fn step(self) -> ConclusionStep {
        match self {
            Self::Known => ConclusionStep::Known,
            Self::Expected => ConclusionStep::Expected,
        }
    }
}

/// A cause that is as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Expected {
    /// The conclusion of which the owner said so.
    #[n(0)]
    pub id: u64,
    /// What found it.
    #[n(1)]
    pub detector: Option<Detector>,
    /// What it is about.
    #[n(2)]
    pub cause: Option<Cause>,
    /// When they said so.
    #[n(3)]
    pub since: Seconds,
}

impl Concluded {
    pub(super) fn is_expected(&self, reason: &Reason) -> bool {
        self.expected.iter().any(|known| known.detector == reason.detector && known.cause == reason.cause)
    }

    /// Takes an answer; gives the conclusion that it was about. Nothing where there is none of this number, or no room for one
    /// more that is expected.
    pub(crate) fn answer(&mut self, id: u64, answer: Answer, now: Seconds) -> Option<Conclusion> {
        let at = self.conclusions.iter().position(|one| one.id == id && one.answered.is_none())?;
        if answer == Answer::Expected {
            if self.expected.len() >= MOST_EXPECTED {
                return None;
            }
            let Reason { detector, cause, .. } = self.conclusions[at].reason.clone();
            self.expected.push(Expected { id, detector, cause, since: now });
        }
        let step = answer.step();
        let one = &mut self.conclusions[at];
        (one.over, one.answered, one.noted) = (Some(one.over.unwrap_or(now)), Some(step), Steps::ALL);
        let answered = one.clone();
        if !one.told.is_begun() || one.to_tell().is_none() {
            self.conclusions.remove(at);
        }
        if self.all().next().is_none() {
            self.more = 0;
        }
        Some(answered)
    }

    /// Takes back that something is as it should be; gives what.
    pub(crate) fn take_back(&mut self, id: u64) -> Option<Expected> {
        let at = self.expected.iter().position(|known| known.id == id)?;
        Some(self.expected.remove(at))
    }
}
