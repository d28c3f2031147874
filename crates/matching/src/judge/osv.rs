//! OSV ranges and lists, by the evaluation rules of the OSV schema.

use std::cmp::Ordering;

use super::Judgement;
use crate::index::record::{Event, Order, Range};
use crate::reason::Reason;
use crate::version::{Scheme, Unorderable};

/// Judges `version` by ranges and an explicit list: it is affected if listed, or inside one range.
pub(super) fn judge(ranges: &[Range<'_>], versions: &[&str], scheme: Scheme, version: &str) -> Judgement {
    let orderable = |range: &&Range<'_>| matches!(range.order, Order::Semver | Order::Ecosystem);
    let orderable: Vec<&Range<'_>> = ranges.iter().filter(orderable).collect();
    let dark = |range: &Range<'_>| range.order == Order::NotUnderstood || range.events.is_empty();
    let by_range = orderable.iter().map(|range| in_range(range, scheme, version));
    let by_range = by_range.reduce(Judgement::or);
    let is_listed = versions.iter().any(|listed| same(scheme, listed, version));
    match by_range {
        Some(affected @ Judgement::Affected(_)) => affected,
        _ if is_listed => Judgement::Affected(Vec::new()),
        _ if ranges.iter().any(dark) => Judgement::Unknown(Reason::RangeNotUnderstood),
        Some(other) => other,
        None if ranges.is_empty() && !versions.is_empty() => listed(versions, scheme, version),
        None if ranges.is_empty() => Judgement::Unknown(Reason::AdvisorySilent),
        None => beside_commits(ranges, versions, scheme, version),
    }
}

/// A list alone: whatever it does not name is clear.
pub(super) fn listed(versions: &[&str], scheme: Scheme, version: &str) -> Judgement {
    let found = versions.iter().any(|listed| same(scheme, listed, version));
    if found { Judgement::Affected(Vec::new()) } else { Judgement::Clear }
}

/// Commit ranges with a list of the tags inside them. The list is complete once the flaw is fixed, so a released
/// version that it leaves out is clear; without a fix, or for something between two releases, it cannot be told.
fn beside_commits(ranges: &[Range<'_>], versions: &[&str], scheme: Scheme, version: &str) -> Judgement {
    let is_fixed = |range: &Range<'_>| range.events.iter().any(|event| matches!(event, Event::Fixed(_)));
    let released = version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let exact = scheme != Scheme::Generic || released;
    if !versions.is_empty() && exact && ranges.iter().all(is_fixed) {
        return Judgement::Clear;
    }
    Judgement::Unknown(Reason::CommitsOnly)
}

fn same(scheme: Scheme, listed: &str, version: &str) -> bool {
    listed == version
        || scheme.compare(listed, version) == Ok(Ordering::Equal)
        || (scheme == Scheme::Generic
            && tag(listed).is_some_and(|tag| scheme.compare(&tag, version) == Ok(Ordering::Equal)))
}

/// The version inside a release tag: `v2.9.3`, `libxml2-2.9.3`, `FILE5_28`.
fn tag(text: &str) -> Option<String> {
    let start = text.rfind(['-', '/']).map_or(0, |at| at + 1);
    let tail = text.get(start..)?.trim_start_matches(|c: char| !c.is_ascii_digit());
    (!tail.is_empty()).then(|| tail.replace('_', "."))
}

fn in_range(range: &Range<'_>, scheme: Scheme, version: &str) -> Judgement {
    let scheme = if range.order == Order::Semver && scheme == Scheme::Generic { Scheme::Semver } else { scheme };
    match walk(range, scheme, version) {
        Ok(judgement) => judgement,
        Err(_) => Judgement::Unknown(Reason::VersionNotOrderable),
    }
}

fn walk(range: &Range<'_>, scheme: Scheme, version: &str) -> Result<Judgement, Unorderable> {
    let events = sorted(range, scheme)?;
    if events.first().is_some_and(|first| !matches!(first, Event::Introduced(_))) {
        return Ok(Judgement::Unknown(Reason::RangeInverted));
    }
    let mut affected = false;
    for event in &events {
        match event {
            Event::Introduced("0") => affected = true,
            Event::Introduced(from) if scheme.compare(version, from)?.is_ge() => affected = true,
            Event::Fixed(at) if scheme.compare(version, at)?.is_ge() => affected = false,
            Event::LastAffected(last) if scheme.compare(version, last)?.is_gt() => affected = false,
            _ => {}
        }
    }
    if !affected || !before_limits(range, scheme, version)? {
        return Ok(Judgement::Clear);
    }
    let next = events.iter().find_map(|event| fix_after(event, scheme, version));
    Ok(Judgement::Affected(next.into_iter().collect()))
}

/// Events in the order of their versions; those of one version in document order. Limits stand apart.
fn sorted<'a>(range: &Range<'a>, scheme: Scheme) -> Result<Vec<Event<'a>>, Unorderable> {
    let mut failure = None;
    let mut events: Vec<Event<'a>> =
        range.events.iter().copied().filter(|event| !matches!(event, Event::Limit(_))).collect();
    events.sort_by(|left, right| {
        compare(scheme, version_of(left), version_of(right)).unwrap_or_else(|error| {
            failure = Some(error);
            Ordering::Equal
        })
    });
    failure.map_or(Ok(events), Err)
}

fn version_of<'a>(event: &Event<'a>) -> &'a str {
    match event {
        Event::Introduced(version) | Event::Fixed(version) | Event::LastAffected(version) | Event::Limit(version) => {
            version
        }
    }
}

/// Like the scheme, with OSV's `0` before everything.
fn compare(scheme: Scheme, left: &str, right: &str) -> Result<Ordering, Unorderable> {
    match (left, right) {
        ("0", "0") => Ok(Ordering::Equal),
        ("0", _) => Ok(Ordering::Less),
        (_, "0") => Ok(Ordering::Greater),
        _ => scheme.compare(left, right),
    }
}

fn before_limits(range: &Range<'_>, scheme: Scheme, version: &str) -> Result<bool, Unorderable> {
    let limits: Vec<&str> = range
        .events
        .iter()
        .filter_map(|event| if let Event::Limit(limit) = event { Some(*limit) } else { None })
        .collect();
    for limit in &limits {
        if *limit == "*" || scheme.compare(version, limit)?.is_lt() {
            return Ok(true);
        }
    }
    Ok(limits.is_empty())
}

fn fix_after(event: &Event<'_>, scheme: Scheme, version: &str) -> Option<String> {
    let Event::Fixed(at) = event else { return None };
    (scheme.compare(version, at) == Ok(Ordering::Less)).then(|| (*at).to_owned())
}
