//! CycloneDX `vulnerabilities` as statements, from XML.

use super::analysis::{Analysed, Flaw, Named, statements_of};
use super::{Document, Statement};
use crate::advisory::words::{cut, instant};
use crate::bom::tree::{self, Element};
use crate::content::unrecognised;
use crate::{Limits, Place, Problem, ReadError};

/// Reads a document; `expected` says what could have stood there instead.
///
/// # Errors
/// When it is broken XML, or no CycloneDX with vulnerabilities.
pub(super) fn read(text: &str, limits: &Limits, expected: &'static str) -> Result<Document, ReadError> {
    let root = tree::read(text, limits)?;
    let Some(vulnerabilities) = root.child("vulnerabilities").filter(|_| root.name == "bom") else {
        let bill = root.name == "bom";
        return Err(unrecognised(if bill { "a bill of materials (CycloneDX as XML)" } else { "XML" }, expected));
    };
    let mut problems = Vec::new();
    let statements = statements_xml(vulnerabilities, &mut problems);
    let metadata = root.child("metadata");
    let time = metadata.and_then(|metadata| date(metadata, "timestamp", "/bom/metadata", &mut problems));
    let author =
        metadata.and_then(|metadata| metadata.list("authors", "author").find_map(|one| one.child_text("name")));
    let party = |name| metadata.and_then(|metadata| metadata.child(name)?.child_text("name"));
    let author =
        author.or_else(|| party("manufacturer")).or_else(|| party("manufacture")).or_else(|| party("supplier"));
    Ok(Document {
        id: root.attribute("serialNumber").map(str::to_owned),
        author: author.map(str::to_owned),
        time,
        statements,
        problems,
    })
}

/// The statements in the element `vulnerabilities`. A vulnerability without an analysis states nothing.
pub(crate) fn statements_xml(element: &Element, problems: &mut Vec<Problem>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (index, vulnerability) in element.all("vulnerability").enumerate() {
        statements.extend(entry(
            vulnerability,
            &format!("/bom/vulnerabilities/vulnerability[{}]", index + 1),
            problems,
        ));
    }
    statements
}

fn entry(vulnerability: &Element, path: &str, problems: &mut Vec<Problem>) -> Vec<Statement> {
    let Some(analysis) = vulnerability.child("analysis") else { return Vec::new() };
    let Some(state) = analysis.child_text("state") else { return Vec::new() };
    let said = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let last = date(analysis, "lastUpdated", path, problems);
    let first = date(analysis, "firstIssued", path, problems);
    let exact =
        vulnerability.list("properties", "property").find(|one| one.attribute("name") == Some(super::JUSTIFICATION));
    let place = Place::line(vulnerability.line, path);
    let references = vulnerability.list("references", "reference").filter_map(|one| one.child_text("id"));
    let named = vulnerability.list("affects", "target").filter_map(|target| named(target, path, problems)).collect();
    let flaw = Flaw {
        id: said(vulnerability.child_text("id")),
        aliases: references.map(str::to_owned).collect(),
        state: state.to_owned(),
        justification: said(exact.and_then(Element::said).or_else(|| analysis.child_text("justification"))),
        detail: said(analysis.child_text("detail").or_else(|| vulnerability.child_text("recommendation"))),
        time: last.or(first),
        named,
        place: place.clone(),
    };
    statements_of(&flaw, &mut |reason| problems.push(Problem::new(place.clone(), reason)))
}

fn named(target: &Element, path: &str, problems: &mut Vec<Problem>) -> Option<Named> {
    let Some(reference) = target.child_text("ref") else {
        problems.push(Problem::new(Place::line(target.line, format!("{path}/affects/target")), "there is no `ref`"));
        return None;
    };
    let text = |one: &Element, name| one.child_text(name).unwrap_or_default().to_owned();
    let version = |one: &Element| Analysed {
        version: text(one, "version"),
        range: text(one, "range"),
        status: text(one, "status"),
    };
    Some(Named { reference: reference.to_owned(), versions: target.list("versions", "version").map(version).collect() })
}

fn date(element: &Element, name: &str, path: &str, problems: &mut Vec<Problem>) -> Option<jiff::Timestamp> {
    let text = element.child_text(name)?;
    instant(text).unwrap_or_else(|| {
        let reason = format!("`{}` is not a date", cut(text, 60));
        problems.push(Problem::new(Place::line(element.line, format!("{path}/{name}")), reason));
        None
    })
}
