//! The demo's clock: the machine's, and how far the sample is from it.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::{Time as Hour, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use steadfast_store::Time;

use crate::ambient::{Ambient, Machine};

const HOUR: i64 = 3600 * 1_000_000;

/// The steps by which a visitor moves the clock, as forms name them.
pub const STEPS: [&str; 4] = ["hour", "day", "week", "saturday"];

/// A clock that goes on as the machine's does, and can be moved. The steady one cannot.
#[derive(Debug, Default)]
pub(super) struct Clock {
    ahead: AtomicI64,
}

impl Clock {
    /// Sets the clock.
    pub(super) fn put(&self, time: Time) {
        self.ahead.store(time.0.saturating_sub(Machine.now().0), Ordering::SeqCst);
    }

    /// Moves the clock on by a step; false where there is no such step.
    pub(super) fn step(&self, step: &str) -> bool {
        let now = self.now();
        let then = match step {
            "hour" => Some(Time(now.0.saturating_add(HOUR))),
            "day" => Some(Time(now.0.saturating_add(24 * HOUR))),
            "week" => Some(Time(now.0.saturating_add(7 * 24 * HOUR))),
            "saturday" => saturday(now),
            _ => None,
        };
        then.inspect(|then| self.put(*then)).is_some()
    }
}

/// The next Saturday, 23:00 UTC.
fn saturday(now: Time) -> Option<Time> {
    let at = Offset::UTC.to_datetime(Timestamp::from_microsecond(now.0).ok()?);
    let is_before = at.weekday() == Weekday::Saturday && at.hour() < 23;
    let day = if is_before { at.date() } else { at.date().nth_weekday(1, Weekday::Saturday).ok()? };
    let then = day.to_datetime(Hour::midnight()).checked_add(23.hours()).ok()?;
    Some(Offset::UTC.to_timestamp(then).ok()?.into())
}

impl Ambient for Clock {
    fn now(&self) -> Time {
        Time(Machine.now().0.saturating_add(self.ahead.load(Ordering::SeqCst)))
    }

    fn steady(&self) -> i64 {
        Machine.steady()
    }

    fn fill(&self, bytes: &mut [u8]) {
        Machine.fill(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        text.parse::<Timestamp>().expect("a time").into()
    }

    #[test]
    fn a_saturday_night_lies_ahead_always() {
        let night = time("2026-11-28T23:00:00Z");
        for now in ["2026-11-22T00:00:00Z", "2026-11-26T16:05:00Z", "2026-11-28T22:59:59Z"] {
            assert_eq!(saturday(time(now)), Some(night), "{now}");
        }
        assert_eq!(saturday(night), Some(time("2026-12-05T23:00:00Z")));
    }

    #[test]
    fn the_clock_goes_where_it_is_put_and_by_steps() {
        let clock = Clock::default();
        clock.put(time("2026-06-01T00:00:00Z"));
        let before = clock.now();
        assert!(STEPS.iter().all(|step| clock.step(step)));
        assert!(clock.now().since(before).as_secs() > 8 * 86_400);
        assert!(!clock.step("year"));
    }
}
