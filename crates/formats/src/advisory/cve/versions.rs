//! CVE `versions`: entries with a status, some of them free text.

use serde::Deserialize;

use super::phrases;
use crate::advisory::naming::says_nothing;
use crate::advisory::{CveEnd, CveStatus, CveVersion};
use crate::json::{Loose, Raw};
use crate::reporter::{Reporter, or_default};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    version: Loose,
    #[serde(default)]
    less_than: Loose,
    #[serde(default)]
    less_than_or_equal: Loose,
    #[serde(default)]
    status: Loose,
    #[serde(default)]
    version_type: Loose,
    #[serde(default, deserialize_with = "or_default")]
    changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    at: Loose,
    status: Loose,
}

/// Every entry below `path`. One that cannot be understood is reported and left out.
///
/// A single `n/a`, `unspecified`, `all`, `*` or `-` names no version. It is kept as written, so that a rule can
/// say "not known" instead of "not affected".
pub(super) fn all<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str) -> Vec<CveVersion> {
    let read = |(index, raw): (usize, &Raw<'a>)| one(reporter, raw, &format!("{path}/versions/{index}"));
    raws.iter().enumerate().filter_map(read).collect()
}

fn one<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<CveVersion> {
    let entry: Entry = reporter.entry(raw, format_args!("{path}"))?;
    let status = status(reporter, raw, path, &entry.status.0);
    let mut changes = Vec::with_capacity(entry.changes.len());
    for change in entry.changes {
        changes.push((trimmed(change.at), self::status(reporter, raw, path, &change.status.0)));
    }
    let (version, end) = span(trimmed(entry.version), trimmed(entry.less_than), trimmed(entry.less_than_or_equal));
    if version.is_empty() {
        reporter.note(raw, format_args!("{path}/version"), "no version is named");
        return None;
    }
    let kind = Some(entry.version_type.0).filter(|kind| !kind.is_empty());
    Some(CveVersion { version, status, end, kind, changes })
}

fn trimmed(Loose(text): Loose) -> String {
    if text.trim().len() == text.len() { text } else { text.trim().to_owned() }
}

/// Start and end. A range whose start says nothing begins at the beginning.
fn span(version: String, below: String, up_to: String) -> (String, CveEnd) {
    let end = match (below.is_empty(), up_to.is_empty()) {
        (false, _) => CveEnd::Below(below),
        (true, false) => CveEnd::UpTo(up_to),
        (true, true) => return phrases::range(&version).unwrap_or((version, CveEnd::Single)),
    };
    (if says_nothing(&version) { "0".to_owned() } else { version }, end)
}

/// A status by its word; nothing is unknown.
pub(super) fn status(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, word: &str) -> CveStatus {
    match word {
        "affected" => CveStatus::Affected,
        "unaffected" => CveStatus::Unaffected,
        "unknown" | "" => CveStatus::Unknown,
        other => {
            reporter.note(raw, format_args!("{path}"), format!("unknown status `{other}`"));
            CveStatus::Unknown
        }
    }
}
