//! Times as logs write them.

use crate::event::Seconds;

/// A date and a time of day, before it is known that there is such a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Civil {
    /// Seconds since the epoch, if there is such a day. A leap second is the one after it.
    pub(super) fn seconds(self) -> Option<Seconds> {
        let clock = self.hour < 24 && self.minute < 60 && self.second <= 60;
        let date = (0..=9999).contains(&self.year) && (1..=days_of(self.year, self.month)).contains(&self.day);
        (clock && date).then(|| {
            let of_day = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
            days(self.year, self.month, self.day) * 86_400 + of_day
        })
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of(year: i64, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Days since the epoch, in the calendar of Gregory.
fn days(year: i64, month: u8, day: u8) -> i64 {
    // A year that begins in March has its odd day at its end.
    let year = year - i64::from(month <= 2);
    let (era, month) = (year.div_euclid(400), i64::from(month));
    let (of_era, of_year) = (year.rem_euclid(400), (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// `Dec 10 06:55:46`, without the year; and what follows.
pub(super) fn traditional(text: &str) -> Option<(Civil, &str)> {
    let (stamp, rest) = (text.get(..15)?, text.get(15..)?);
    let month = MONTHS.iter().position(|month| stamp.starts_with(month))? as u8 + 1;
    let day = stamp.get(4..6)?.trim_start();
    let (hour, minute, second) = clock(stamp.get(7..)?)?;
    Some((Civil { year: 0, month, day: number(day)?, hour, minute, second }, rest))
}

/// `2015-12-10T06:55:46.123456+01:00`, and what follows. Without a zone it is UTC.
pub(super) fn iso(text: &str) -> Option<(Seconds, &str)> {
    let (date, time) = (text.get(..10)?, text.get(11..19)?);
    let apart = date.as_bytes()[4] == b'-' && date.as_bytes()[7] == b'-' && matches!(text.as_bytes()[10], b'T' | b' ');
    let (hour, minute, second) = clock(time).filter(|_| apart)?;
    let (month, day) = (number(date.get(5..7)?)?, number(date.get(8..)?)?);
    let civil = Civil { year: number::<i64>(date.get(..4)?)?, month, day, hour, minute, second };
    let (east, rest) = zone(without_fraction(text.get(19..)?))?;
    Some((civil.seconds()? - east, rest))
}

fn clock(text: &str) -> Option<(u8, u8, u8)> {
    let bytes = text.as_bytes();
    let apart = bytes.len() == 8 && bytes[2] == b':' && bytes[5] == b':';
    apart.then_some(())?;
    Some((number(text.get(..2)?)?, number(text.get(3..5)?)?, number(text.get(6..)?)?))
}

fn without_fraction(text: &str) -> &str {
    let fraction = text.strip_prefix(['.', ',']).unwrap_or(text);
    fraction.trim_start_matches(|digit: char| digit.is_ascii_digit())
}

/// Seconds east of Greenwich: `Z`, `+01:00`, `+0100`, or nothing.
fn zone(text: &str) -> Option<(i64, &str)> {
    let sign = match text.as_bytes().first() {
        Some(b'Z') => return Some((0, &text[1..])),
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some((0, text)),
    };
    let (hours, rest) = (number::<i64>(text.get(1..3)?)?, text.get(3..)?);
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = number::<i64>(rest.get(..2)?)?;
    (hours < 24 && minutes < 60).then(|| (sign * (hours * 3600 + minutes * 60), &rest[2..]))
}

/// Digits alone: a sign is no part of a date.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Seconds since the epoch with a fraction, as `1545403816.962094`; whole seconds of it. Nothing where it is no time that
/// fits a calendar of four digits.
pub(super) fn epoch(text: &str) -> Option<Seconds> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = !whole.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = number::<i64>(whole).filter(|_| plain)?;
    (seconds < 253_402_300_800).then_some(seconds)
}

/// A span of seconds with a fraction, in milliseconds.
pub(super) fn span(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = !whole.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = number::<u64>(whole).filter(|_| plain)?;
    let thousandths = fraction.bytes().chain(*b"000").take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    seconds.checked_mul(1000)?.checked_add(thousandths)
}
