//! OpenVEX 0.0.x to 0.2: vulnerabilities and products were text at first and are objects since 0.2.

use jiff::Timestamp;
use serde::Deserialize;

use super::{Document, Identifiers, Scope, Statement, Status};
use crate::advisory::words::date;
use crate::json::{self, Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default, text_of};
use crate::{Problem, ReadError};

#[derive(Deserialize)]
struct Whole<'a> {
    #[serde(default, rename = "@id")]
    id: Loose,
    #[serde(default)]
    author: Loose,
    #[serde(default)]
    timestamp: Loose,
    #[serde(default)]
    last_updated: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    statements: Raws<'a>,
}

#[derive(Deserialize)]
struct Said<'a> {
    #[serde(borrow)]
    vulnerability: Raw<'a>,
    status: String,
    #[serde(borrow, default, deserialize_with = "or_default")]
    products: Raws<'a>,
    /// Before 0.2 they stood beside the products and held for all of them.
    #[serde(borrow, default, deserialize_with = "or_default")]
    subcomponents: Raws<'a>,
    #[serde(default)]
    justification: Loose,
    #[serde(default)]
    impact_statement: Loose,
    #[serde(default)]
    status_notes: Loose,
    #[serde(default)]
    action_statement: Loose,
    #[serde(default)]
    timestamp: Loose,
    #[serde(default)]
    last_updated: Loose,
}

#[derive(Deserialize)]
struct Vulnerability {
    #[serde(default)]
    name: Loose,
    #[serde(default, rename = "@id")]
    id: Loose,
    #[serde(default, deserialize_with = "or_default")]
    aliases: Vec<String>,
}

/// Reads a document. Statements without a time of their own have the document's (OpenVEX, "Inheritance Flow").
///
/// # Errors
/// When the document's own object is broken.
pub(super) fn read<'a>(text: &'a str, raw: Raw<'a>) -> Result<Document, ReadError> {
    let malformed = |problem: Problem| ReadError::Malformed { place: problem.place, reason: problem.reason };
    let whole: Whole<'a> = json::entry(text, raw, "").map_err(malformed)?;
    let mut reporter = Reporter::new(text);
    let time = time(&mut reporter, raw, "", &whole.timestamp, &whole.last_updated);
    let read = |(index, raw): (usize, &Raw<'a>)| statement(&mut reporter, raw, &format!("/statements/{index}"), time);
    Ok(Document {
        statements: whole.statements.iter().enumerate().filter_map(read).collect(),
        id: given(whole.id),
        author: given(whole.author),
        time,
        problems: reporter.finish(),
    })
}

fn given(Loose(text): Loose) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// The time of the last update, else of the first issue.
fn time(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, first: &Loose, last: &Loose) -> Option<Timestamp> {
    let last = date(reporter, raw, format_args!("{path}/last_updated"), &last.0);
    let first = date(reporter, raw, format_args!("{path}/timestamp"), &first.0);
    last.or(first)
}

fn statement<'a>(
    reporter: &mut Reporter<'a>,
    raw: Raw<'a>,
    path: &str,
    inherited: Option<Timestamp>,
) -> Option<Statement> {
    let place = reporter.place(raw, format_args!("{path}"));
    let said: Said<'a> = reporter.entry(raw, format_args!("{path}"))?;
    let vulnerability = vulnerability(reporter, said.vulnerability, path)?;
    let Some(status) = status(&said.status) else {
        reporter.note(raw, format_args!("{path}/status"), format!("unknown status `{}`", said.status));
        return None;
    };
    Some(Statement {
        vulnerability,
        status,
        products: products(reporter, &said, path),
        time: time(reporter, raw, path, &said.timestamp, &said.last_updated).or(inherited),
        justification: given(said.justification),
        detail: given(said.impact_statement).or(given(said.status_notes)).or(given(said.action_statement)),
        place,
    })
}

fn status(word: &str) -> Option<Status> {
    match word {
        "not_affected" => Some(Status::NotAffected),
        "affected" => Some(Status::Affected),
        "fixed" => Some(Status::Fixed),
        "under_investigation" => Some(Status::UnderInvestigation),
        _ => None,
    }
}

/// The name and the aliases; without a name, what the `@id` ends in.
fn vulnerability<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<Vec<String>> {
    let path = format_args!("{path}/vulnerability");
    let (name, aliases) = match text_of(Some(raw)) {
        Some(name) => (name, Vec::new()),
        None => {
            let vulnerability: Vulnerability = reporter.entry(raw, path)?;
            let tail = vulnerability.id.0.rsplit('/').next().unwrap_or_default().to_owned();
            (given(vulnerability.name).unwrap_or(tail), vulnerability.aliases)
        }
    };
    if name.trim().is_empty() {
        reporter.note(raw, path, "the vulnerability has no name");
        return None;
    }
    let aliases = aliases.into_iter().filter(|alias| *alias != name).collect::<Vec<_>>();
    Some(std::iter::once(name).chain(aliases).collect())
}

/// The most subcomponents of one statement, those counted again that hold for every product.
const SUBCOMPONENTS: usize = 1_000_000;

fn products<'a>(reporter: &mut Reporter<'a>, said: &Said<'a>, path: &str) -> Vec<Scope> {
    let (mut scopes, mut written) = (Vec::new(), 0);
    for (index, raw) in said.products.iter().enumerate() {
        let path = format!("{path}/products/{index}");
        let Some((product, inner)) = component(reporter, raw, &path) else { continue };
        let listed = if inner.is_empty() { &said.subcomponents } else { &inner };
        written += listed.len();
        if written > SUBCOMPONENTS {
            reporter.note(raw, format_args!("{path}"), "too many subcomponents; the rest of the products is left out");
            break;
        }
        let read = |(index, raw): (usize, &Raw<'a>)| component(reporter, raw, &format!("{path}/subcomponents/{index}"));
        let subcomponents: Vec<Identifiers> = listed.iter().enumerate().filter_map(read).map(|(one, _)| one).collect();
        // Without its parts, the statement would speak of the whole product, which nobody said.
        if !subcomponents.is_empty() || listed.is_empty() {
            scopes.push(Scope { product, subcomponents });
        }
    }
    scopes
}

#[derive(Deserialize)]
struct Component<'a> {
    #[serde(default, rename = "@id")]
    id: Loose,
    #[serde(default)]
    identifiers: Option<Named>,
    #[serde(default)]
    hashes: Option<std::collections::BTreeMap<String, String>>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    subcomponents: Raws<'a>,
}

#[derive(Deserialize, Default)]
struct Named {
    #[serde(default)]
    purl: Loose,
    #[serde(default, alias = "@cpe22")]
    cpe22: Loose,
    #[serde(default, alias = "@cpe23")]
    cpe23: Loose,
}

/// A product or subcomponent, and the raw subcomponents it lists itself. One that names nothing is reported.
fn component<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<(Identifiers, Raws<'a>)> {
    let component = match text_of(Some(raw)) {
        Some(id) => Component { id: Loose(id), identifiers: None, hashes: None, subcomponents: Vec::new() },
        None => reporter.entry::<Component<'a>>(raw, format_args!("{path}"))?,
    };
    let mut identifiers = Identifiers::default();
    let Named { purl, cpe22, cpe23 } = component.identifiers.unwrap_or_default();
    identifiers.purls.extend(given(purl));
    identifiers.cpes.extend(given(cpe23).into_iter().chain(given(cpe22)));
    identifiers.hashes = component.hashes.unwrap_or_default().into_values().map(|hash| hash.to_lowercase()).collect();
    identifiers.add_id(component.id.0.trim());
    if identifiers == Identifiers::default() {
        reporter.note(raw, format_args!("{path}"), "nothing names this product");
        return None;
    }
    Some((identifiers, component.subcomponents))
}

impl Identifiers {
    /// An `@id`, by its form: package URL, CPE name, or anything else.
    fn add_id(&mut self, id: &str) {
        let list = match id {
            "" => return,
            id if id.starts_with("pkg:") => &mut self.purls,
            id if id.starts_with("cpe:") => &mut self.cpes,
            _ => &mut self.names,
        };
        if !list.iter().any(|known| known == id) {
            list.push(id.to_owned());
        }
    }
}
