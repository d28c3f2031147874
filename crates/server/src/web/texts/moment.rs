//! Times in words: absolute in UTC, and how far they are from now.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::{Language, Texts};
use crate::t;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn civil(micros: i64) -> Option<DateTime> {
    Timestamp::from_microsecond(micros).ok().map(|time| Offset::UTC.to_datetime(time))
}

/// `2026-11-23T14:05:09Z`, or nothing for a time outside the calendar.
pub(super) fn machine(micros: i64) -> Option<String> {
    let at = civil(micros)?;
    let (date, time) = (at.date(), at.time());
    Some(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    ))
}

/// `23 Nov 2026` and `23.11.2026`.
pub(super) fn date(texts: Texts, micros: i64) -> Option<String> {
    let (day, year) = (day(texts, micros)?, civil(micros)?.year());
    Some(match texts.language() {
        Language::English => format!("{day} {year}"),
        Language::German => format!("{day}{year}"),
    })
}

/// `23 Nov` and `23.11.`.
pub(super) fn day(texts: Texts, micros: i64) -> Option<String> {
    let at = civil(micros)?;
    let month = usize::from(at.month().unsigned_abs()).saturating_sub(1);
    Some(match texts.language() {
        Language::English => format!("{} {}", at.day(), ENGLISH_MONTHS.get(month).copied().unwrap_or_default()),
        Language::German => format!("{:02}.{:02}.", at.day(), at.month()),
    })
}

/// 1 for Monday to 7 for Sunday.
pub(super) fn weekday(micros: i64) -> Option<i8> {
    civil(micros).map(|at| at.weekday().to_monday_one_offset())
}

/// `23 Nov 2026, 14:05 UTC` and `23.11.2026, 14:05 UTC`.
pub(super) fn absolute(texts: Texts, micros: i64) -> Option<String> {
    let at = civil(micros)?;
    Some(format!("{}, {:02}:{:02} UTC", date(texts, micros)?, at.hour(), at.minute()))
}

/// `3 hours ago`, `in 2 days`, `just now`.
pub(super) fn distance(texts: Texts, micros: i64, now: i64) -> String {
    let away = micros.saturating_sub(now);
    let (size, ahead) = (away.saturating_abs(), away > 0);
    if size < 45 * SECOND {
        return if ahead { t!(texts, "time-any-moment") } else { t!(texts, "time-just-now") };
    }
    match (unit(size), ahead) {
        (Unit::Seconds(_) | Unit::Minutes(0), true) => t!(texts, "time-any-moment"),
        (Unit::Seconds(_) | Unit::Minutes(0), false) => t!(texts, "time-just-now"),
        (Unit::Minutes(count), true) => t!(texts, "time-in-minutes", count = count),
        (Unit::Minutes(count), false) => t!(texts, "time-minutes-ago", count = count),
        (Unit::Hours(count), true) => t!(texts, "time-in-hours", count = count),
        (Unit::Hours(count), false) => t!(texts, "time-hours-ago", count = count),
        (Unit::Days(count), true) => t!(texts, "time-in-days", count = count),
        (Unit::Days(count), false) => t!(texts, "time-days-ago", count = count),
    }
}

/// `12 minutes`, `5 days`.
pub(super) fn duration(texts: Texts, micros: i64) -> String {
    match unit(micros.saturating_abs()) {
        Unit::Seconds(count) => t!(texts, "time-seconds", count = count),
        Unit::Minutes(count) => t!(texts, "time-minutes", count = count),
        Unit::Hours(count) => t!(texts, "time-hours", count = count),
        Unit::Days(count) => t!(texts, "time-days", count = count),
    }
}

/// The largest unit of which the length has at least one (two for days, so that `36 hours` keeps its precision).
enum Unit {
    Seconds(i64),
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

fn unit(size: i64) -> Unit {
    match size {
        size if size < 45 * SECOND => Unit::Seconds(size / SECOND),
        size if size < HOUR => Unit::Minutes((size.saturating_add(MINUTE / 2)) / MINUTE),
        size if size < 48 * HOUR => Unit::Hours(size / HOUR),
        size => Unit::Days(size / DAY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: i64 = 1_795_442_709_000_000;

    #[test]
    fn a_moment_is_written_as_each_language_does() {
        assert_eq!(machine(AT).as_deref(), Some("2026-11-23T14:05:09Z"));
        assert_eq!(Texts::new(Language::English).moment(AT), "23 Nov 2026, 14:05 UTC");
        assert_eq!(Texts::new(Language::German).moment(AT), "23.11.2026, 14:05 UTC");
    }

    #[test]
    fn distance_names_the_largest_fitting_unit() {
        let english = Texts::new(Language::English);
        let german = Texts::new(Language::German);
        assert_eq!(distance(english, AT - 3 * HOUR, AT), "3 hours ago");
        assert_eq!(distance(german, AT - HOUR, AT), "vor 1 Stunde");
        assert_eq!(distance(english, AT + 47 * HOUR, AT), "in 47 hours");
        assert_eq!(distance(german, AT + 2 * DAY, AT), "in 2 Tagen");
        assert_eq!(distance(english, AT - 3, AT), "just now");
    }

    #[test]
    fn a_time_outside_the_calendar_is_unknown_not_a_panic() {
        assert_eq!(machine(i64::MAX), None);
        assert_eq!(Texts::new(Language::English).moment(i64::MIN), "time unknown");
        assert!(!distance(Texts::new(Language::English), i64::MIN, i64::MAX).is_empty());
    }
}
