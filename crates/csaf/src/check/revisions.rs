//! 6.1.14, 6.1.16 to 6.1.22, 6.1.30: versions and their history.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::Timestamp;
use semver::Version;

use super::{At, Found};

/// A version of a document: by one number or by three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) version: Version,
    /// Whether it is one number.
    whole: bool,
}

/// One entry of the history.
struct Entry<'d> {
    at: At<'d>,
    text: &'d str,
    number: Numbered,
    date: Timestamp,
}

/// The version that this text is.
pub(super) fn numbered(text: &str) -> Option<Numbered> {
    let is_whole = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let version = if is_whole { Version::new(text.parse().ok()?, 0, 0) } else { Version::parse(text).ok()? };
    Some(Numbered { version, whole: is_whole })
}

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    let Some(tracking) = root.path(&["document", "tracking"]) else { return };
    let status = tracking.text("status").unwrap_or_default();
    let version = tracking.get("version").and_then(|at| Some((at.as_text()?, at)));
    let history = history(&tracking);
    order(&tracking, &history, found);
    if let Some((text, at)) = &version {
        latest(text, at, status, &history, found);
        fits(text, at, status, &tracking, found);
    }
    for entry in &history {
        past(entry, status, &tracking, found);
    }
    twice(&history, found);
    mixed(version, &history, found);
}

fn history<'d>(tracking: &At<'d>) -> Vec<Entry<'d>> {
    let entry = |at: At<'d>| {
        let (text, date) = (at.text("number")?, at.text("date")?.parse().ok()?);
        Some(Entry { number: numbered(text)?, text, date, at })
    };
    tracking.each("revision_history").into_iter().filter_map(entry).collect()
}

fn by_date(history: &[Entry<'_>]) -> Vec<(Timestamp, Numbered)> {
    let mut sorted: Vec<_> = history.iter().map(|entry| (entry.date, entry.number.clone())).collect();
    sorted.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.version.cmp_precedence(&other.1.version)));
    sorted
}

/// 6.1.14 and 6.1.21: numbers rise with their dates, begin with 0 or 1, and leave none out.
fn order(tracking: &At<'_>, history: &[Entry<'_>], found: &mut Found) {
    let sorted = by_date(history);
    let falls = sorted.windows(2).any(|pair| match pair {
        [one, other] => one.1.version.cmp_precedence(&other.1.version) == Ordering::Greater,
        _ => false,
    });
    if falls {
        found.below("6.1.14", tracking, "revision_history", "a later revision has a lower number");
    }
    let mut majors: Vec<u64> = sorted.iter().map(|(_, number)| number.version.major).collect();
    majors.dedup();
    if majors.first().is_some_and(|first| *first > 1) {
        found.below("6.1.21", tracking, "revision_history", "the first revision is neither 0 nor 1");
    }
    let gap = majors.windows(2).any(|pair| matches!(pair, [one, other] if *other > one.saturating_add(1)));
    if gap {
        found.below("6.1.21", tracking, "revision_history", "a version is left out");
    }
}

/// 6.1.16: the document has the version of its newest revision.
fn latest(text: &str, at: &At<'_>, status: &str, history: &[Entry<'_>], found: &mut Found) {
    let sorted = by_date(history);
    let (Some((_, newest)), Some(own)) = (sorted.last(), numbered(text)) else { return };
    if newest.whole != own.whole || bare(&newest.version, status) != bare(&own.version, status) {
        found.add("6.1.16", at, "it is not the version of the newest revision");
    }
}

/// The version without what does not count: build metadata, and in drafts what comes before a release.
fn bare(version: &Version, status: &str) -> Version {
    let mut bare = version.clone();
    bare.build = semver::BuildMetadata::EMPTY;
    if status == "draft" {
        bare.pre = semver::Prerelease::EMPTY;
    }
    bare
}

/// 6.1.17 and 6.1.20: a document that is no draft has a version that is none.
fn fits(text: &str, at: &At<'_>, status: &str, tracking: &At<'_>, found: &mut Found) {
    let Some(Numbered { version, .. }) = numbered(text) else { return };
    let is_out = status == "final" || status == "interim";
    if is_out && (version.major == 0 || !version.pre.is_empty()) {
        found.below("6.1.17", tracking, "status", format!("{text} is the version of a draft"));
    }
    if is_out && !version.pre.is_empty() {
        found.add("6.1.20", at, "a released version has no pre-release part");
    }
}

/// 6.1.18 and 6.1.19: so it is with what was released before.
fn past(entry: &Entry<'_>, status: &str, tracking: &At<'_>, found: &mut Found) {
    if (status == "final" || status == "interim") && entry.number.version.major == 0 {
        found.below("6.1.18", tracking, "status", format!("the history holds the draft {}", entry.text));
    }
    if !entry.number.version.pre.is_empty() {
        found.below("6.1.19", &entry.at, "number", "a revision has no pre-release part");
    }
}

/// 6.1.22: no number twice.
fn twice(history: &[Entry<'_>], found: &mut Found) {
    let mut seen = BTreeSet::new();
    for entry in history.iter().filter(|entry| !seen.insert(entry.text)) {
        found.below("6.1.22", &entry.at, "number", format!("{} is there more than once", entry.text));
    }
}

/// 6.1.30: one way to count.
fn mixed(version: Option<(&str, At<'_>)>, history: &[Entry<'_>], found: &mut Found) {
    let mut all: Vec<(bool, At<'_>)> = history.iter().map(|entry| (entry.number.whole, entry.at.clone())).collect();
    let own = version.and_then(|(text, at)| Some((numbered(text)?.whole, at)));
    all.extend(own);
    let Some(first) = all.first().map(|(whole, _)| *whole) else { return };
    if let Some((_, at)) = all.iter().find(|(whole, _)| *whole != first) {
        found.add("6.1.30", at, "versions of one number and of three do not mix");
    }
}
