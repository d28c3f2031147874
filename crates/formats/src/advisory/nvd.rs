//! NVD-shaped records: single ones with an `_annotation`, and pages of NVD's interface 2.0.

use jiff::Timestamp;
use serde::Deserialize;

use super::words::{add_severity, date, references, summary};
use super::{Advisory, Severity, configuration};
use crate::content::Top;
use crate::feed::{FeedFile, FeedKind};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};

#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    cve: Cve<'a>,
    #[serde(borrow, default, rename = "_annotation")]
    annotation: Option<Annotation<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cve<'a> {
    #[serde(default)]
    id: Loose,
    #[serde(default)]
    vuln_status: Loose,
    #[serde(default)]
    published: Loose,
    #[serde(default)]
    last_modified: Loose,
    #[serde(default)]
    cisa_exploit_add: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    descriptions: Raws<'a>,
    #[serde(borrow, default)]
    metrics: Option<Raw<'a>>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    references: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    configurations: Raws<'a>,
}

/// What a publisher of such records outside of NVD writes beside them.
#[derive(Deserialize)]
struct Annotation<'a> {
    #[serde(default)]
    cve_id: Loose,
    #[serde(default)]
    description: Loose,
    #[serde(default)]
    published: Loose,
    #[serde(default)]
    modified: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    references: Raws<'a>,
}

#[derive(Deserialize)]
struct Words {
    #[serde(default)]
    lang: Loose,
    #[serde(default)]
    value: Loose,
}

#[derive(Deserialize)]
struct Link {
    url: String,
    #[serde(default, deserialize_with = "or_default")]
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metrics<'a> {
    #[serde(borrow, default, deserialize_with = "or_default")]
    cvss_metric_v40: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    cvss_metric_v31: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    cvss_metric_v30: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    cvss_metric_v2: Raws<'a>,
}

#[derive(Deserialize)]
struct Metric {
    #[serde(rename = "cvssData")]
    data: Cvss,
}

#[derive(Deserialize)]
struct Cvss {
    #[serde(rename = "vectorString")]
    vector: String,
}

/// Reads one record, or a list of them.
pub(crate) fn read<'a>(text: &'a str, top: Top<'a>) -> FeedFile {
    records(text, top, "records")
}

/// Reads a page of the interface 2.0.
pub(crate) fn read_page<'a>(text: &'a str, top: Top<'a>) -> FeedFile {
    records(text, top, "vulnerabilities")
}

fn records<'a>(text: &'a str, top: Top<'a>, key: &str) -> FeedFile {
    let mut reporter = Reporter::new(text);
    let read = |(path, raw): (String, Raw<'a>)| advisory(&mut reporter, raw, &path);
    let advisories = top.records(key).into_iter().filter_map(read).collect();
    FeedFile::advisories(FeedKind::Nvd, advisories, reporter)
}

fn advisory<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<Advisory> {
    let Record { cve, annotation } = reporter.entry(raw, format_args!("{path}"))?;
    let note =
        |field: for<'n> fn(&'n Annotation<'a>) -> &'n Loose| annotation.as_ref().map_or("", |note| &field(note).0);
    let id = first(&cve.id.0, note(|note| &note.cve_id));
    if id.is_empty() {
        reporter.note(raw, format_args!("{path}/cve/id"), "the record has no id");
        return None;
    }
    let published =
        date(reporter, raw, format_args!("{path}/published"), first(&cve.published.0, note(|note| &note.published)));
    let modified =
        date(reporter, raw, format_args!("{path}/modified"), first(&cve.last_modified.0, note(|note| &note.modified)));
    let withdrawn = modified.or(published).unwrap_or(Timestamp::UNIX_EPOCH);
    Some(Advisory {
        id: id.to_owned(),
        published,
        modified,
        withdrawn: (cve.vuln_status.0 == "Rejected").then_some(withdrawn),
        summary: summary("", first(&description(reporter, &cve, path), note(|note| &note.description))),
        severities: severities(reporter, cve.metrics, path),
        exploited: (!cve.cisa_exploit_add.0.is_empty()).then(|| "kev".to_owned()),
        references: addresses(reporter, &cve, annotation.as_ref(), path),
        affected: configuration::all(reporter, &cve.configurations, format_args!("{path}/cve/configurations")),
        ..Advisory::default()
    })
}

fn first<'t>(one: &'t str, other: &'t str) -> &'t str {
    if one.is_empty() { other } else { one }
}

fn description<'a>(reporter: &mut Reporter<'a>, cve: &Cve<'a>, path: &str) -> String {
    let words: Vec<Words> = reporter.entries(&cve.descriptions, format_args!("{path}/cve/descriptions"));
    words.into_iter().find(|words| words.lang.0.starts_with("en")).map(|words| words.value.0).unwrap_or_default()
}

fn severities<'a>(reporter: &mut Reporter<'a>, raw: Option<Raw<'a>>, path: &str) -> Vec<Severity> {
    let path = format_args!("{path}/cve/metrics");
    let Some(metrics) = raw.and_then(|raw| reporter.entry::<Metrics<'a>>(raw, path)) else { return Vec::new() };
    let lists = [metrics.cvss_metric_v40, metrics.cvss_metric_v31, metrics.cvss_metric_v30, metrics.cvss_metric_v2];
    let mut severities = Vec::new();
    for metric in lists.iter().flat_map(|list| reporter.entries::<Metric>(list, path)) {
        add_severity(&mut severities, Severity::Vector(metric.data.vector));
    }
    severities
}

fn addresses<'a>(
    reporter: &mut Reporter<'a>,
    cve: &Cve<'a>,
    annotation: Option<&Annotation<'a>>,
    path: &str,
) -> Vec<String> {
    let links: Vec<Link> = reporter.entries(&cve.references, format_args!("{path}/cve/references"));
    let rank =
        |tags: &[String]| match tags.iter().map(String::as_str).find(|tag| matches!(*tag, "Patch" | "Vendor Advisory"))
        {
            Some("Patch") => 0,
            Some(_) => 1,
            None => 2,
        };
    let noted =
        annotation.map(|note| reporter.entries(&note.references, format_args!("{path}/_annotation/references")));
    let noted = noted.unwrap_or_default().into_iter().map(|address| (2, address));
    references(links.into_iter().map(|link| (rank(&link.tags), link.url)).chain(noted))
}
