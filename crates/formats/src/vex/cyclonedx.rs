//! CycloneDX `vulnerabilities` as statements, from JSON.

use serde::Deserialize;

use super::analysis::{Analysed, Flaw, Named, statements_of};
use super::{Document, JUSTIFICATION};
use crate::advisory::words::date;
use crate::json::{self, Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};
use crate::{Problem, ReadError};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'a> {
    #[serde(default)]
    serial_number: Loose,
    #[serde(borrow, default)]
    metadata: Option<Raw<'a>>,
    #[serde(borrow)]
    vulnerabilities: Raws<'a>,
}

#[derive(Deserialize, Default)]
struct Metadata {
    #[serde(default)]
    timestamp: Loose,
    #[serde(default, deserialize_with = "or_default")]
    authors: Vec<Party>,
    #[serde(default)]
    manufacturer: Option<Party>,
    #[serde(default)]
    manufacture: Option<Party>,
    #[serde(default)]
    supplier: Option<Party>,
}

#[derive(Deserialize)]
struct Party {
    #[serde(default)]
    name: Loose,
}

#[derive(Deserialize)]
struct Vulnerability<'a> {
    #[serde(default)]
    id: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    references: Raws<'a>,
    #[serde(default)]
    recommendation: Loose,
    #[serde(default)]
    analysis: Option<Analysis>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    affects: Raws<'a>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    properties: Raws<'a>,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(default)]
    id: Loose,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Analysis {
    #[serde(default)]
    state: Loose,
    #[serde(default)]
    justification: Loose,
    #[serde(default)]
    detail: Loose,
    #[serde(default)]
    first_issued: Loose,
    #[serde(default)]
    last_updated: Loose,
}

#[derive(Deserialize)]
struct Affects {
    #[serde(rename = "ref")]
    reference: String,
    #[serde(default, deserialize_with = "or_default")]
    versions: Vec<Version>,
}

#[derive(Deserialize)]
struct Version {
    #[serde(default)]
    version: Loose,
    #[serde(default)]
    range: Loose,
    #[serde(default)]
    status: Loose,
}

#[derive(Deserialize)]
struct Property {
    #[serde(default)]
    name: Loose,
    #[serde(default)]
    value: Loose,
}

pub(crate) use super::cyclonedx_xml::statements_xml;

/// Reads a document.
///
/// # Errors
/// When the document's own object is broken.
pub(super) fn read<'a>(text: &'a str, raw: Raw<'a>) -> Result<Document, ReadError> {
    let malformed = |problem: Problem| ReadError::Malformed { place: problem.place, reason: problem.reason };
    let whole: Whole<'a> = json::entry(text, raw, "").map_err(malformed)?;
    let mut reporter = Reporter::new(text);
    let metadata = whole.metadata.and_then(|raw| reporter.entry::<Metadata>(raw, format_args!("/metadata")));
    let metadata = metadata.unwrap_or_default();
    let time = date(&mut reporter, raw, format_args!("/metadata/timestamp"), &metadata.timestamp.0);
    let parties = [metadata.manufacturer, metadata.manufacture, metadata.supplier];
    let mut names = metadata.authors.into_iter().chain(parties.into_iter().flatten()).map(|party| party.name.0);
    let statements = entries(&mut reporter, &whole.vulnerabilities, "/vulnerabilities");
    Ok(Document {
        id: Some(whole.serial_number.0).filter(|serial| !serial.is_empty()),
        author: names.find(|name| !name.is_empty()),
        time,
        statements,
        problems: reporter.finish(),
    })
}

/// The statements in the entries of a `vulnerabilities` list that stands at `path` of the document `whole`.
/// An entry without an analysis states nothing.
pub(crate) fn statements(
    whole: &str,
    raw: &[Raw<'_>],
    path: &str,
    problems: &mut Vec<Problem>,
) -> Vec<super::Statement> {
    let mut reporter = Reporter::new(whole);
    let statements = entries(&mut reporter, raw, path);
    problems.extend(reporter.finish());
    statements
}

fn entries<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str) -> Vec<super::Statement> {
    let read = |(index, raw): (usize, &Raw<'a>)| entry(reporter, raw, &format!("{path}/{index}"));
    raws.iter().enumerate().flat_map(read).collect()
}

fn entry<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Vec<super::Statement> {
    let place = reporter.place(raw, format_args!("{path}"));
    let Some(entry) = reporter.entry::<Vulnerability<'a>>(raw, format_args!("{path}")) else { return Vec::new() };
    let Some(analysis) = entry.analysis.filter(|analysis| !analysis.state.0.is_empty()) else { return Vec::new() };
    let last = date(reporter, raw, format_args!("{path}/analysis/lastUpdated"), &analysis.last_updated.0);
    let first = date(reporter, raw, format_args!("{path}/analysis/firstIssued"), &analysis.first_issued.0);
    let references: Vec<Reference> = reporter.entries(&entry.references, format_args!("{path}/references"));
    let properties: Vec<Property> = reporter.entries(&entry.properties, format_args!("{path}/properties"));
    let exact = properties.into_iter().find(|property| property.name.0 == JUSTIFICATION).map(|exact| exact.value.0);
    let affects: Vec<Affects> = reporter.entries(&entry.affects, format_args!("{path}/affects"));
    let flaw = Flaw {
        id: entry.id.0,
        aliases: references.into_iter().map(|reference| reference.id.0).collect(),
        state: analysis.state.0,
        justification: exact.unwrap_or(analysis.justification.0),
        detail: if analysis.detail.0.is_empty() { entry.recommendation.0 } else { analysis.detail.0 },
        time: last.or(first),
        named: affects.into_iter().map(named).collect(),
        place,
    };
    let mut note = |reason: String| reporter.note(raw, format_args!("{path}"), reason);
    statements_of(&flaw, &mut note)
}

fn named(affects: Affects) -> Named {
    let version = |one: Version| Analysed { version: one.version.0, range: one.range.0, status: one.status.0 };
    Named { reference: affects.reference, versions: affects.versions.into_iter().map(version).collect() }
}
