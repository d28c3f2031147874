//! CVE 5.1 version entries, by the algorithm of the CVE record format.

use super::Judgement;
use crate::index::record::{CveEnd, CveStatus, CveVersion, Order};
use crate::reason::Reason;
use crate::version::{Scheme, Unorderable};

/// Judges `version`: the first entry that covers it decides, with its changes; else the default does.
pub(super) fn judge(default: CveStatus, entries: &[CveVersion<'_>], scheme: Scheme, version: &str) -> Judgement {
    let orderable: Vec<&CveVersion<'_>> = entries.iter().filter(|entry| entry.order != Order::Git).collect();
    if orderable.is_empty() {
        return unbounded(default, entries);
    }
    let mut doubt = false;
    for entry in &orderable {
        match covers(entry, scheme, version) {
            Ok(true) => {
                return match status(entry, scheme, version) {
                    Ok(status) => decided(status, fixes(entry, &orderable, scheme, version)),
                    Err(_) => Judgement::Unknown(Reason::VersionNotOrderable),
                };
            }
            Ok(false) => {}
            Err(_) => doubt |= entry.status != CveStatus::Unaffected || default != CveStatus::Unaffected,
        }
    }
    if doubt {
        return Judgement::Unknown(Reason::VersionNotOrderable);
    }
    if default == CveStatus::Unknown && orderable.iter().any(|entry| bounds(entry)) {
        return Judgement::Clear;
    }
    decided(default, cleared(&orderable, scheme, version))
}

/// Nothing that can be ordered: commits, or no entry at all. An entry that names nothing as affected has not said that
/// nothing is.
fn unbounded(default: CveStatus, entries: &[CveVersion<'_>]) -> Judgement {
    match (entries.is_empty(), default) {
        (true, CveStatus::Affected) => Judgement::Affected(Vec::new()),
        (true, _) => Judgement::Unknown(Reason::AdvisorySilent),
        (false, _) => Judgement::Unknown(Reason::CommitsOnly),
    }
}

/// A record that leaves the default out but bounds what is affected has said what is: publishers that list ranges
/// mean the rest to be unaffected. One that only names single versions has not.
fn bounds(entry: &CveVersion<'_>) -> bool {
    entry.status == CveStatus::Affected && entry.end != CveEnd::Single
}

fn decided(status: CveStatus, fixed: Vec<String>) -> Judgement {
    match status {
        CveStatus::Affected => Judgement::Affected(fixed),
        CveStatus::Unaffected => Judgement::Clear,
        CveStatus::Unknown => Judgement::Unknown(Reason::AdvisorySilent),
    }
}

fn covers(entry: &CveVersion<'_>, scheme: Scheme, version: &str) -> Result<bool, Unorderable> {
    match entry.end {
        CveEnd::Single if entry.version == "*" => Ok(true),
        CveEnd::Single => Ok(entry.version == version || scheme.compare(version, entry.version)?.is_eq()),
        CveEnd::Below(end) => Ok(starts(entry.version, scheme, version)? && below(end, scheme, version)?),
        CveEnd::UpTo(end) => Ok(starts(entry.version, scheme, version)? && up_to(end, scheme, version)?),
    }
}

fn starts(start: &str, scheme: Scheme, version: &str) -> Result<bool, Unorderable> {
    if matches!(start, "0" | "*" | "" | "-" | "unspecified") {
        return Ok(true);
    }
    Ok(scheme.compare(version, start)?.is_ge())
}

fn below(end: &str, scheme: Scheme, version: &str) -> Result<bool, Unorderable> {
    if end == "*" { Ok(true) } else { Ok(scheme.compare(version, end)?.is_lt()) }
}

/// `5.4.*` ends with the last version that starts with `5.4.`.
fn up_to(end: &str, scheme: Scheme, version: &str) -> Result<bool, Unorderable> {
    if end == "*" {
        return Ok(true);
    }
    let Some(stem) = end.strip_suffix(".*") else { return Ok(scheme.compare(version, end)?.is_le()) };
    let inside = version.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '+']));
    Ok(inside || scheme.compare(version, stem)?.is_lt())
}

/// The status inside a range: that of its last change at or before the version.
fn status(entry: &CveVersion<'_>, scheme: Scheme, version: &str) -> Result<CveStatus, Unorderable> {
    let mut status = entry.status;
    let mut since: Option<&str> = None;
    for &(at, to) in &entry.changes {
        let later = since.is_none_or(|since| scheme.compare(at, since).is_ok_and(std::cmp::Ordering::is_ge));
        if scheme.compare(version, at)?.is_ge() && later {
            (status, since) = (to, Some(at));
        }
    }
    Ok(status)
}

/// Versions that fix it: the exclusive end of the range, changes to unaffected, and where unaffected ranges begin.
fn fixes(entry: &CveVersion<'_>, all: &[&CveVersion<'_>], scheme: Scheme, version: &str) -> Vec<String> {
    let end = if let CveEnd::Below(end) = entry.end { Some(end) } else { None };
    let changes = entry.changes.iter().filter(|(_, to)| *to == CveStatus::Unaffected).map(|(at, _)| *at);
    let later = end.into_iter().chain(changes).filter(|at| is_later(at, scheme, version)).map(str::to_owned);
    later.chain(cleared(all, scheme, version)).collect()
}

/// Where unaffected ranges begin after the version.
fn cleared(all: &[&CveVersion<'_>], scheme: Scheme, version: &str) -> Vec<String> {
    let unaffected = all.iter().filter(|entry| entry.status == CveStatus::Unaffected).map(|entry| entry.version);
    unaffected.filter(|at| is_later(at, scheme, version)).map(str::to_owned).collect()
}

fn is_later(at: &str, scheme: Scheme, version: &str) -> bool {
    scheme.compare(version, at).is_ok_and(std::cmp::Ordering::is_lt)
}
