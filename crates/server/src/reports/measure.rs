//! How long staff take to acknowledge, and until when they should: pure.

use jiff::civil::Weekday;
use jiff::tz::Offset;
use steadfast_store::Time;

const DAY: i64 = 86_400_000_000;
/// Days that are looked back on.
pub const DAYS: i64 = 90;

/// So many working days after a time, at the same time of day. They are Monday to Friday, in UTC: a public holiday is none of
/// ours, so that what is due is due rather too early.
#[must_use]
pub fn working_days(from: Time, days: u8) -> Time {
    let (mut at, mut left) = (from, days);
    while left > 0 {
        at = Time(at.0 + DAY);
        left -= u8::from(is_working_day(at));
    }
    at
}

fn is_working_day(at: Time) -> bool {
    let day = Offset::UTC.to_datetime(jiff::Timestamp::from(at)).weekday();
    !matches!(day, Weekday::Saturday | Weekday::Sunday)
}

/// What was measured, of the reports of the last ninety days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// How many were acknowledged.
    pub acknowledged: usize,
    /// How many wait.
    pub waiting: usize,
    /// Half of those that were acknowledged were so within this; in microseconds.
    pub median: Option<i64>,
    /// The longest that one waited or waits.
    pub worst: Option<i64>,
}

/// From when each came in and was acknowledged.
#[must_use]
pub fn measured(times: &[(Time, Option<Time>)], now: Time) -> Measured {
    let took = |(received, acknowledged): &(Time, Option<Time>)| acknowledged.map(|at| (at.0 - received.0).max(0));
    let mut done: Vec<i64> = times.iter().filter_map(took).collect();
    done.sort_unstable();
    let waits = times.iter().filter(|(_, acknowledged)| acknowledged.is_none());
    let waits: Vec<i64> = waits.map(|(received, _)| (now.0 - received.0).max(0)).collect();
    Measured {
        acknowledged: done.len(),
        waiting: waits.len(),
        median: done.get(done.len().saturating_sub(1) / 2).copied(),
        worst: done.last().copied().max(waits.iter().max().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().expect("a time").into()
    }

    #[test]
    fn a_weekend_is_no_working_day() {
        // A Friday, a Saturday, a Monday.
        let due = |text: &str, days| working_days(time(text), days);
        assert_eq!(due("2026-11-27T10:00:00Z", 2), time("2026-12-01T10:00:00Z"));
        assert_eq!(due("2026-11-28T10:00:00Z", 2), time("2026-12-01T10:00:00Z"));
        assert_eq!(due("2026-11-30T10:00:00Z", 1), time("2026-12-01T10:00:00Z"));
        assert_eq!(due("2026-11-30T10:00:00Z", 10), time("2026-12-14T10:00:00Z"));
    }

    #[test]
    fn the_middle_is_of_those_acknowledged_and_the_worst_also_of_those_that_wait() {
        let at = |received, acknowledged: Option<i64>| (Time(received), acknowledged.map(Time));
        assert_eq!(measured(&[], Time(100)), Measured::default());
        let found = measured(&[at(0, Some(10)), at(0, Some(30)), at(5, Some(6)), at(40, None)], Time(100));
        assert_eq!((found.median, found.worst), (Some(10), Some(60)));
        assert_eq!((found.acknowledged, found.waiting), (3, 1));
        let two = measured(&[at(0, Some(10)), at(0, Some(30))], Time(100));
        assert_eq!((two.median, two.worst), (Some(10), Some(30)));
    }
}
