//! A unit that should be heard of and is not.
//!
//! Whether the owner switched sharing off comes first: such a unit is never silent. Homes lose power and owners go on
//! holiday, so silence is measured by the unit's own longest one, and surprises slowly: a budget of alerts decides.

use minicbor::{Decode, Encode};

use super::reason::{Against, Cause, Detector, Figure, Reason, Surprise};
use crate::event::Seconds;

/// Heartbeats that may be missed.
const MISSED: i64 = 3;

/// When a unit was heard of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Heard {
    /// For the first time.
    #[n(0)]
    first: Option<Seconds>,
    /// For the last time.
    #[n(1)]
    last: Option<Seconds>,
    /// Seconds of the longest silence that it broke by itself.
    #[n(2)]
    longest: u64,
}

impl Heard {
    /// The unit is heard of now. What comes late is nothing.
    pub fn hear(&mut self, now: Seconds) {
        self.first.get_or_insert(now);
        let last = *self.last.get_or_insert(now);
        if now > last {
            self.longest = self.longest.max(now.abs_diff(last));
            self.last = Some(now);
        }
    }

    /// Why its silence is a reason, where it is longer than its heartbeat allows and than any before. `shares`: whether its
    /// owner lets it send anything at all. A unit that was never heard of is not silent: nobody knows that it runs.
    #[must_use]
    pub fn silence(&self, heartbeat: u32, shares: bool, now: Seconds) -> Option<Reason> {
        let (first, last) = (self.first?, self.last.filter(|_| shares)?);
        let silent = now.checked_sub(last).filter(|silent| *silent > 0)?.unsigned_abs();
        let allowed = (u64::from(heartbeat.max(1)) * MISSED.unsigned_abs()).max(self.longest);
        if silent <= allowed {
            return None;
        }
        // As everything that has a long tail: a silence of twice the length is four times as rare.
        let part = allowed as f64 / silent as f64;
        let days = last.abs_diff(first) / 86_400;
        let reason = Reason::new(Detector::Silence, Cause::Silence, now).since(last);
        let reason = reason.score(Surprise::of_chance(part * part));
        Some(reason.figures(Figure::Seconds(allowed), Figure::Seconds(silent), Against::Own(days)))
    }
}
