//! The alert of one unit.

use minicbor::{Decode, Encode};

use crate::detect::{Cause, Reason, Surprise};
use crate::event::Seconds;

/// An alert of one unit, while it is open. Nothing is learned from the unit meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct UnitAlert {
    /// When the first of its reasons was seen.
    #[n(0)]
    pub opened: Seconds,
    /// When the last one was.
    #[n(1)]
    pub last: Seconds,
    /// Why: the most surprising first.
    #[n(2)]
    reasons: Vec<Reason>,
}

impl UnitAlert {
    /// Most reasons that a person is shown.
    pub const MOST_REASONS: usize = 5;

    /// Seconds without any reason after which an alert ends by itself, unless somebody answers before.
    pub const QUIET: Seconds = 24 * 3600;

    /// Takes reasons in: opens the alert where there is none. Whether it was opened.
    pub fn take(open: &mut Option<Self>, reasons: impl IntoIterator<Item = Reason>) -> bool {
        let mut opened = false;
        for reason in reasons {
            opened |= open.is_none();
            let (first, last) = (reason.first.min(reason.last), reason.last);
            let alert = open.get_or_insert_with(|| Self { opened: first, last, reasons: Vec::new() });
            alert.extend(reason);
        }
        opened
    }

    fn extend(&mut self, reason: Reason) {
        self.last = self.last.max(reason.last);
        match self.reasons.iter_mut().find(|known| known.is_like(&reason)) {
            Some(known) => known.extend(reason),
            None => self.reasons.push(reason),
        }
        // What is shown last is first in rank; among equals the one that came first stays first.
        self.reasons.sort_by_key(|reason| std::cmp::Reverse(reason.score));
        self.reasons.truncate(Self::MOST_REASONS);
    }

    /// Why: the most surprising first, at most five.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// How surprising the most surprising is.
    #[must_use]
    pub fn score(&self) -> Surprise {
        self.reasons.first().map_or(Surprise::NONE, |reason| reason.score)
    }

    /// What it is about, the most surprising first.
    pub fn causes(&self) -> impl Iterator<Item = &Cause> {
        self.reasons.iter().filter_map(|reason| reason.cause.as_ref())
    }

    /// Whether nothing more was seen for so long that it ends by itself.
    #[must_use]
    pub fn is_over(&self, now: Seconds) -> bool {
        now.saturating_sub(self.last) > Self::QUIET
    }
}
