//! Dates, summaries and references, which all advisory formats have in common.

use std::fmt::Arguments;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Severity;
use crate::json::Raw;
use crate::reporter::Reporter;

/// Midnight at the start of year 2, in seconds from 1970. What lies before is a date that nobody filled in.
const YEAR_TWO: SignedDuration = SignedDuration::from_secs(-62_104_060_800);

/// Reads a date; empty text and year 1 are no date. Without an offset it counts as UTC. `None` if it is none of
/// the spellings known: RFC 3339, a date and time or a date alone, and US prose (`Nov 22, 2001, 5:00:00 AM`).
pub(crate) fn instant(text: &str) -> Option<Option<Timestamp>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let utc = |time: DateTime| TimeZone::UTC.to_timestamp(time).ok();
    let exact = text.parse::<Timestamp>().ok();
    let civil = || text.parse::<DateTime>().ok().and_then(utc);
    let day = || text.parse::<Date>().ok().and_then(|day| utc(day.to_datetime(jiff::civil::Time::midnight())));
    let found = exact.or_else(civil).or_else(day).or_else(|| prose(text).and_then(utc))?;
    Some((found.as_duration() >= YEAR_TWO).then_some(found))
}

/// Java's US date style; newer versions of it put a narrow no-break space before `AM`.
fn prose(text: &str) -> Option<DateTime> {
    let plain = text.replace(['\u{202f}', '\u{a0}'], " ");
    DateTime::strptime("%b %d, %Y, %I:%M:%S %p", plain).ok()
}

/// Reads the date in the field `path` of `raw`; one that cannot be read is reported.
pub(crate) fn date(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: Arguments<'_>, text: &str) -> Option<Timestamp> {
    instant(text).unwrap_or_else(|| {
        reporter.note(raw, path, format!("`{}` is not a date", cut(text, 60)));
        None
    })
}

/// The most characters of a summary.
const SUMMARY: usize = 200;

/// The summary, or else the first line of the details, in at most 200 characters.
pub(crate) fn summary(summary: &str, details: &str) -> String {
    let own = summary.trim();
    if !own.is_empty() {
        return cut(own, SUMMARY);
    }
    let line = details.lines().map(|line| line.trim_start_matches('#').trim()).find(|line| !line.is_empty());
    cut(line.unwrap_or_default(), SUMMARY)
}

/// The text, cut to `most` characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// The most severities kept.
const SEVERITIES: usize = 32;

/// Adds a severity that is not among them yet.
pub(crate) fn add_severity(severities: &mut Vec<Severity>, severity: Severity) {
    if severities.len() < SEVERITIES && !severities.contains(&severity) {
        severities.push(severity);
    }
}

/// The most references kept.
const REFERENCES: usize = 8;

/// The most telling references: by rank (0 first), then as written, each once.
pub(crate) fn references(ranked: impl IntoIterator<Item = (u8, String)>) -> Vec<String> {
    let mut ranked: Vec<(u8, String)> = ranked.into_iter().filter(|(_, address)| !address.is_empty()).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut kept: Vec<String> = Vec::new();
    for (_, address) in ranked {
        if kept.len() < REFERENCES && !kept.contains(&address) {
            kept.push(address);
        }
    }
    kept
}
