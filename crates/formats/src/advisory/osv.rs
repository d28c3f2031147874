//! OSV records (schema 1.7): one, a list, or a list under `vulns`.

mod affected;

use std::borrow::Cow;

use serde::Deserialize;

use super::words::{date, references, summary};
use super::{Advisory, Affected, Severity};
use crate::content::Top;
use crate::feed::{FeedFile, FeedKind};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default, text_of};

/// A record. What may be broken by itself stays raw.
#[derive(Deserialize)]
struct Record<'a> {
    id: String,
    #[serde(default)]
    schema_version: Loose,
    #[serde(default, deserialize_with = "or_default")]
    aliases: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    upstream: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    related: Vec<String>,
    #[serde(default)]
    published: Loose,
    #[serde(default)]
    modified: Loose,
    #[serde(default)]
    withdrawn: Loose,
    #[serde(default)]
    summary: Loose,
    #[serde(borrow, default)]
    details: Option<Cow<'a, str>>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    severity: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    references: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    affected: Raws<'a>,
    #[serde(borrow, default)]
    database_specific: Option<Raw<'a>>,
}

/// Reads every record.
pub(crate) fn read<'a>(text: &'a str, top: Top<'a>) -> FeedFile {
    let mut reporter = Reporter::new(text);
    let read = |(path, raw): (String, Raw<'a>)| advisory(&mut reporter, raw, &path);
    let advisories = top.records("vulns").into_iter().filter_map(read).collect();
    FeedFile::advisories(FeedKind::Osv, advisories, reporter)
}

fn advisory<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<Advisory> {
    let record: Record<'a> = reporter.entry(raw, format_args!("{path}"))?;
    check_version(reporter, raw, path, &record.schema_version.0);
    let affected = affected::all(reporter, raw, &record.affected, path);
    let mut severities = severities(reporter, &record.severity, path);
    severities.extend(word(record.database_specific));
    Some(Advisory {
        published: date(reporter, raw, format_args!("{path}/published"), &record.published.0),
        modified: date(reporter, raw, format_args!("{path}/modified"), &record.modified.0),
        withdrawn: date(reporter, raw, format_args!("{path}/withdrawn"), &record.withdrawn.0),
        references: addresses(reporter, &record.references, path),
        summary: summary(&record.summary.0, record.details.as_deref().unwrap_or_default()),
        informational: informational(&affected),
        exploited: None,
        id: record.id,
        aliases: record.aliases,
        upstream: record.upstream,
        related: record.related,
        severities,
        affected,
    })
}

fn check_version(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, version: &str) {
    if !(version.is_empty() || version.starts_with("1.") || version.starts_with("0.")) {
        reporter.note(raw, format_args!("{path}/schema_version"), format!("OSV {version} is not known; read as 1.7"));
    }
}

/// Informational as a whole, if every entry is.
fn informational(affected: &[Affected]) -> Option<String> {
    let first = affected.first()?.informational.clone()?;
    affected.iter().all(|entry| entry.informational.is_some()).then_some(first)
}

#[derive(Deserialize)]
struct Score {
    #[serde(rename = "type")]
    kind: String,
    score: Loose,
}

/// The severities in a `severity` list below `path`.
fn severities<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str) -> Vec<Severity> {
    let scores: Vec<Score> = reporter.entries(raws, format_args!("{path}/severity"));
    scores.into_iter().map(severity).collect()
}

/// Types other than CVSS (Ubuntu's) carry a word.
fn severity(score: Score) -> Severity {
    if score.kind.starts_with("CVSS") || score.score.0.starts_with("CVSS:") {
        Severity::Vector(score.score.0)
    } else {
        Severity::Word(score.score.0.to_uppercase())
    }
}

/// The `severity` word of a database's own object. Anything else under that key is the database's own business.
fn word(specific: Option<Raw<'_>>) -> Option<Severity> {
    let words: Specific<'_> = serde_json::from_str(specific?.get()).ok()?;
    text_of(words.severity).filter(|word| !word.is_empty()).map(|word| Severity::Word(word.to_uppercase()))
}

/// The keys that some databases fill in their own objects.
#[derive(Deserialize)]
struct Specific<'a> {
    #[serde(borrow, default)]
    severity: Option<Raw<'a>>,
    #[serde(borrow, default)]
    informational: Option<Raw<'a>>,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(default, rename = "type")]
    kind: Loose,
    url: String,
}

fn addresses<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str) -> Vec<String> {
    let all: Vec<Reference> = reporter.entries(raws, format_args!("{path}/references"));
    references(all.into_iter().map(|reference| (rank(&reference.kind.0), reference.url)))
}

fn rank(kind: &str) -> u8 {
    match kind {
        "FIX" => 0,
        "ADVISORY" => 1,
        _ => 2,
    }
}
