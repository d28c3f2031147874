//! ENISA's European vulnerability database: one record, a list, or a list under `items`.
//!
//! `epss` is on a scale from 0 to 100 here and is not read: scores come from FIRST.

use serde::Deserialize;

use super::naming::says_nothing;
use super::words::{date, references, summary};
use super::{Advisory, Affected, Product, Rule, Severity};
use crate::content::Top;
use crate::feed::{FeedFile, FeedKind};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    id: String,
    #[serde(default)]
    description: Loose,
    #[serde(default)]
    date_published: Loose,
    #[serde(default)]
    date_updated: Loose,
    #[serde(default)]
    exploited_since: Loose,
    #[serde(default)]
    base_score_version: Loose,
    #[serde(default)]
    base_score_vector: Loose,
    #[serde(default)]
    references: Loose,
    #[serde(default)]
    aliases: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    enisa_id_product: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    enisa_id_vendor: Raws<'a>,
}

#[derive(Deserialize)]
struct Made {
    #[serde(default)]
    product: Option<Named>,
    #[serde(default)]
    product_version: Loose,
}

#[derive(Deserialize)]
struct Maker {
    #[serde(default)]
    vendor: Option<Named>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: Loose,
}

/// Reads every record.
pub(crate) fn read<'a>(text: &'a str, top: Top<'a>) -> FeedFile {
    let mut reporter = Reporter::new(text);
    let read = |(path, raw): (String, Raw<'a>)| advisory(&mut reporter, raw, &path);
    let advisories = top.records("items").into_iter().filter_map(read).collect();
    FeedFile::advisories(FeedKind::Euvd, advisories, reporter)
}

fn advisory<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<Advisory> {
    let record: Record<'a> = reporter.entry(raw, format_args!("{path}"))?;
    Some(Advisory {
        aliases: lines(&record.aliases.0),
        published: date(reporter, raw, format_args!("{path}/datePublished"), &record.date_published.0),
        modified: date(reporter, raw, format_args!("{path}/dateUpdated"), &record.date_updated.0),
        summary: summary("", &record.description.0),
        severities: severity(&record.base_score_version.0, &record.base_score_vector.0).into_iter().collect(),
        exploited: exploited(reporter, raw, path, &record.exploited_since.0),
        references: references(lines(&record.references.0).into_iter().map(|address| (0, address))),
        affected: affected(reporter, &record, path),
        id: record.id,
        ..Advisory::default()
    })
}

/// Lists are text with one item per line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The vector with the prefix that its version has; 2.0 has none.
fn severity(version: &str, vector: &str) -> Option<Severity> {
    let vector = vector.trim();
    let prefixed = vector.starts_with("CVSS:") || version.starts_with('2') || version.is_empty();
    let whole = if prefixed { vector.to_owned() } else { format!("CVSS:{version}/{vector}") };
    (!vector.is_empty()).then_some(Severity::Vector(whole))
}

fn exploited(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, since: &str) -> Option<String> {
    if since.trim().is_empty() {
        return None;
    }
    let day = date(reporter, raw, format_args!("{path}/exploitedSince"), since);
    let day = day.map(|day| day.to_string().chars().take(10).collect::<String>());
    Some(day.map_or_else(|| "euvd-exploited".to_owned(), |day| format!("euvd-exploited since {day}")))
}

/// Products are free text, with the vendors in a list beside them.
fn affected<'a>(reporter: &mut Reporter<'a>, record: &Record<'a>, path: &str) -> Vec<Affected> {
    let makers: Vec<Maker> = reporter.entries(&record.enisa_id_vendor, format_args!("{path}/enisaIdVendor"));
    let made: Vec<Made> = reporter.entries(&record.enisa_id_product, format_args!("{path}/enisaIdProduct"));
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.0.trim().to_owned()).unwrap_or_default();
    let vendor = match makers.as_slice() {
        [only] => name(&only.vendor),
        _ => String::new(),
    };
    made.iter().map(|made| entry(&vendor, &name(&made.product), made.product_version.0.trim())).collect()
}

fn entry(vendor: &str, product: &str, version: &str) -> Affected {
    let told: Vec<&str> = [vendor, product].into_iter().filter(|part| !says_nothing(part)).collect();
    let version = Some(version.to_owned()).filter(|version| !says_nothing(version));
    Affected {
        product: Product::Text(if told.is_empty() { "n/a".to_owned() } else { told.join(" ") }),
        rule: Rule::Exactly(version.into_iter().collect()),
        severities: Vec::new(),
        informational: None,
        program_files: Vec::new(),
        enriched: false,
    }
}
