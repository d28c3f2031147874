//! The clocks: how long an answer takes is what several checks measure.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// A moment on the steady clock.
#[expect(clippy::disallowed_methods, reason = "a probe measures real answers, and each wait must end")]
pub(crate) fn steady() -> Instant {
    Instant::now()
}

/// The time of day, for the evidence.
#[expect(clippy::disallowed_methods, reason = "evidence says when something was asked")]
pub(crate) fn wall() -> Timestamp {
    Timestamp::now()
}

/// What is left until a moment; nothing where it is over.
pub(crate) fn left(until: Instant) -> Option<Duration> {
    until.checked_duration_since(steady()).filter(|left| !left.is_zero())
}
