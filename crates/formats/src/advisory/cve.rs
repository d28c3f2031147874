//! CVE records, JSON 5.0 to 5.2: one, or a list.

mod affected;
mod metrics;
mod phrases;
mod versions;

use jiff::Timestamp;
use serde::Deserialize;

use super::words::{date, references, summary};
use super::{Advisory, Affected, configuration};
use crate::content::Top;
use crate::feed::{FeedFile, FeedKind};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(default, rename = "dataVersion")]
    version: Loose,
    #[serde(rename = "cveMetadata")]
    metadata: Metadata,
    #[serde(borrow, default)]
    containers: Option<Containers<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    cve_id: String,
    #[serde(default)]
    state: Loose,
    #[serde(default)]
    date_published: Loose,
    #[serde(default)]
    date_updated: Loose,
    #[serde(default)]
    date_rejected: Loose,
}

#[derive(Deserialize)]
struct Containers<'a> {
    #[serde(borrow, default)]
    cna: Option<Raw<'a>>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    adp: Raws<'a>,
}

/// What the CNA and every ADP write alike.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Container<'a> {
    #[serde(default)]
    title: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    descriptions: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    rejected_reasons: Raws<'a>,
    #[serde(default, deserialize_with = "or_default")]
    replaced_by: Vec<String>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    metrics: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    references: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    affected: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    cpe_applicability: Raws<'a>,
}

#[derive(Deserialize)]
struct Words {
    #[serde(default)]
    lang: Loose,
    #[serde(default)]
    value: Loose,
}

#[derive(Deserialize)]
struct Reference {
    url: String,
    #[serde(default, deserialize_with = "or_default")]
    tags: Vec<String>,
}

/// Reads every record.
pub(crate) fn read<'a>(text: &'a str, top: Top<'a>) -> FeedFile {
    let mut reporter = Reporter::new(text);
    let read = |(path, raw): (String, Raw<'a>)| advisory(&mut reporter, raw, &path);
    let advisories = top.records("cveRecords").into_iter().filter_map(read).collect();
    FeedFile::advisories(FeedKind::Cve, advisories, reporter)
}

fn advisory<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<Advisory> {
    let record: Record<'a> = reporter.entry(raw, format_args!("{path}"))?;
    let version = &record.version.0;
    if !(version.is_empty() || version.starts_with("5.")) {
        reporter.note(
            raw,
            format_args!("{path}/dataVersion"),
            format!("CVE record format {version} is not known (5.x is)"),
        );
        return None;
    }
    let mut advisory = Advisory { id: record.metadata.cve_id.clone(), ..Advisory::default() };
    dates(reporter, raw, path, &record.metadata, &mut advisory);
    let mut ranked = Vec::new();
    for (path, raw) in parts(record.containers, path) {
        container(reporter, raw, &path, &mut advisory, &mut ranked);
    }
    advisory.references = references(ranked);
    Some(advisory)
}

/// The containers with their paths, the CNA's first.
fn parts<'a>(containers: Option<Containers<'a>>, path: &str) -> Vec<(String, Raw<'a>)> {
    let Some(Containers { cna, adp }) = containers else { return Vec::new() };
    let cna = cna.map(|raw| (format!("{path}/containers/cna"), raw));
    let adp = adp.into_iter().enumerate().map(|(index, raw)| (format!("{path}/containers/adp/{index}"), raw));
    cna.into_iter().chain(adp).collect()
}

fn dates(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, metadata: &Metadata, advisory: &mut Advisory) {
    let path = format_args!("{path}/cveMetadata");
    advisory.published = date(reporter, raw, path, &metadata.date_published.0);
    advisory.modified = date(reporter, raw, path, &metadata.date_updated.0);
    if metadata.state.0 == "REJECTED" {
        let rejected = date(reporter, raw, path, &metadata.date_rejected.0);
        advisory.withdrawn = rejected.or(advisory.modified).or(advisory.published).or(Some(Timestamp::UNIX_EPOCH));
    }
}

fn container<'a>(
    reporter: &mut Reporter<'a>,
    raw: Raw<'a>,
    path: &str,
    advisory: &mut Advisory,
    ranked: &mut Vec<(u8, String)>,
) {
    let Some(container) = reporter.entry::<Container<'a>>(raw, format_args!("{path}")) else { return };
    if advisory.summary.is_empty() && path.ends_with("/cna") {
        advisory.summary = headline(reporter, &container, path);
    }
    advisory.related.extend(container.replaced_by);
    metrics::add(reporter, &container.metrics, path, advisory);
    let links: Vec<Reference> = reporter.entries(&container.references, format_args!("{path}/references"));
    ranked.extend(links.into_iter().map(|link| (rank(&link.tags), link.url)));
    let named = affected::all(reporter, &container.affected, path);
    let configured =
        configuration::all(reporter, &container.cpe_applicability, format_args!("{path}/cpeApplicability"));
    let enriched = path.contains("/adp/");
    let entries = named.into_iter().chain(configured).map(|entry| Affected { enriched, ..entry });
    add_new(&mut advisory.affected, entries);
}

/// ADPs repeat what the CNA wrote; equal entries stand once.
fn add_new(affected: &mut Vec<Affected>, more: impl Iterator<Item = Affected>) {
    for entry in more {
        let window = affected.len().saturating_sub(COMPARED);
        let says_the_same = |known: &Affected| known.product == entry.product && known.rule == entry.rule;
        if !affected.iter().skip(window).any(says_the_same) {
            affected.push(entry);
        }
    }
}

/// How many entries back an equal one is looked for, so that the comparison stays linear.
const COMPARED: usize = 200;

/// The title, else the first line of the English description, else the reason of the rejection.
fn headline<'a>(reporter: &mut Reporter<'a>, container: &Container<'a>, path: &str) -> String {
    let texts = if container.descriptions.is_empty() { &container.rejected_reasons } else { &container.descriptions };
    let words: Vec<Words> = reporter.entries(texts, format_args!("{path}/descriptions"));
    let english = words.iter().find(|words| words.lang.0.to_ascii_lowercase().starts_with("en"));
    summary(&container.title.0, english.or(words.first()).map_or("", |words| &words.value.0))
}

fn rank(tags: &[String]) -> u8 {
    let tagged = |tag: &str| tags.iter().any(|one| one == tag);
    if tagged("patch") {
        0
    } else if tagged("vendor-advisory") || tagged("third-party-advisory") {
        1
    } else {
        2
    }
}
