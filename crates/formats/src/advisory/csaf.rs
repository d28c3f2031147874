//! CSAF 2.0 documents as advisories: one for each of their vulnerabilities.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use super::naming::{of_cpe, unversioned};
use super::products::{Known, Products};
use super::words::{add_severity, cut, date, references, summary};
use super::{Advisory, Affected, Product, Rule, Severity};
use crate::content::Top;
use crate::csaf::{Header, Vulnerability};
use crate::feed::{FeedFile, FeedKind};
use crate::json::{Loose, Raw};
use crate::reporter::Reporter;
use crate::{Limits, ReadError};

/// What all advisories of one document have in common.
struct Document {
    id: String,
    title: String,
    published: Option<Timestamp>,
    modified: Option<Timestamp>,
    reference: Option<String>,
    products: Products,
}

#[derive(Deserialize)]
struct Score {
    #[serde(default)]
    cvss_v2: Option<Cvss>,
    #[serde(default)]
    cvss_v3: Option<Cvss>,
    #[serde(default)]
    products: Vec<String>,
}

#[derive(Deserialize)]
struct Cvss {
    #[serde(default, rename = "vectorString")]
    vector: Loose,
}

#[derive(Deserialize)]
struct Note {
    #[serde(default)]
    category: Loose,
    #[serde(default)]
    text: Loose,
}

#[derive(Deserialize)]
struct Link {
    url: String,
}

#[derive(Deserialize)]
struct Id {
    text: String,
}

/// Reads a document.
///
/// # Errors
/// When it is no CSAF 2.0, or its own objects are broken.
pub(crate) fn read<'a>(text: &'a str, top: &Top<'a>, limits: &Limits) -> Result<FeedFile, ReadError> {
    let mut reporter = Reporter::new(text);
    let header = Header::read(text, top.raw("one CSAF document")?)?;
    let raw = header.raw;
    let tracking = &header.document.tracking;
    let document = Document {
        id: cut(&tracking.id.0, 200),
        title: cut(&header.document.title.0, 200),
        published: date(&mut reporter, raw, format_args!("/document/tracking"), &tracking.initial_release_date.0),
        modified: date(&mut reporter, raw, format_args!("/document/tracking"), &tracking.current_release_date.0),
        reference: header.own_address(&mut reporter),
        products: Products::read(&mut reporter, header.product_tree, limits.depth),
    };
    let read = |(index, raw): (usize, &Raw<'a>)| advisory(&mut reporter, raw, index, &document);
    let advisories = header.vulnerabilities.iter().enumerate().filter_map(read).collect();
    Ok(FeedFile::advisories(FeedKind::Csaf, advisories, reporter))
}

fn advisory<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, index: usize, document: &Document) -> Option<Advisory> {
    let path = format!("/vulnerabilities/{index}");
    let flaw: Vulnerability<'a> = reporter.entry(raw, format_args!("{path}"))?;
    let (id, aliases) = ids(reporter, &flaw, &path, &document.id, index);
    let scores: Vec<Score> = reporter.entries(&flaw.scores, format_args!("{path}/scores"));
    let mut severities = Vec::new();
    for severity in scores.iter().flat_map(vectors) {
        add_severity(&mut severities, severity);
    }
    Some(Advisory {
        published: date(reporter, raw, format_args!("{path}/release_date"), &flaw.release_date.0)
            .or(document.published),
        modified: document.modified,
        summary: headline(reporter, &flaw, &path, &id, &document.title),
        references: addresses(reporter, &flaw, &path, document),
        affected: affected(reporter, raw, &flaw, &path, &document.products, &scores),
        related: vec![document.id.clone()],
        severities,
        id,
        aliases,
        ..Advisory::default()
    })
}

/// The CVE id, else the first other one, else one made from the document's; and those that remain. Of the other
/// ids only those count that are no mere number of some tracker.
fn ids<'a>(
    reporter: &mut Reporter<'a>,
    flaw: &Vulnerability<'a>,
    path: &str,
    document: &str,
    index: usize,
) -> (String, Vec<String>) {
    let other: Vec<Id> = reporter.entries(&flaw.ids, format_args!("{path}/ids"));
    let speaking = |id: &String| id.contains('-') && id.starts_with(|letter: char| letter.is_ascii_uppercase());
    let other = other.into_iter().map(|id| id.text.trim().to_owned());
    if !flaw.cve.0.is_empty() {
        return (flaw.cve.0.clone(), other.filter(speaking).collect());
    }
    let mut other = other.filter(|id| !id.is_empty());
    let id = other.next().unwrap_or_else(|| format!("{document}#{}", index + 1));
    (id, other.filter(speaking).collect())
}

fn vectors(score: &Score) -> Vec<Severity> {
    let given = [&score.cvss_v3, &score.cvss_v2].into_iter().flatten().map(|cvss| cvss.vector.0.clone());
    given.filter(|vector| !vector.is_empty()).map(Severity::Vector).collect()
}

/// The title unless it merely repeats the id, else the summary among the notes, else the document's title.
fn headline<'a>(reporter: &mut Reporter<'a>, flaw: &Vulnerability<'a>, path: &str, id: &str, document: &str) -> String {
    let title = if flaw.title.0.trim() == id { "" } else { flaw.title.0.as_str() };
    let notes: Vec<Note> = reporter.entries(&flaw.notes, format_args!("{path}/notes"));
    let note = |category: &str| notes.iter().find(|note| note.category.0 == category).map(|note| note.text.0.as_str());
    let text = note("summary").or_else(|| note("description")).unwrap_or_default();
    let own = summary(title, text);
    if own.is_empty() { document.to_owned() } else { own }
}

fn addresses<'a>(
    reporter: &mut Reporter<'a>,
    flaw: &Vulnerability<'a>,
    path: &str,
    document: &Document,
) -> Vec<String> {
    let links: Vec<Link> = reporter.entries(&flaw.references, format_args!("{path}/references"));
    let own = document.reference.clone().or_else(|| Some(document.id.clone())).map(|address| (0, address));
    references(own.into_iter().chain(links.into_iter().map(|link| (1, link.url))))
}

fn affected<'a>(
    reporter: &mut Reporter<'a>,
    raw: Raw<'a>,
    flaw: &Vulnerability<'a>,
    path: &str,
    products: &Products,
    scores: &[Score],
) -> Vec<Affected> {
    let status = flaw.status();
    let scored = by_product(scores);
    let (mut seen, mut affected) = (BTreeSet::new(), Vec::new());
    for id in status.known_affected.iter().chain(&status.first_affected).chain(&status.last_affected) {
        if !seen.insert(id) {
            continue;
        }
        match products.known.get(id) {
            Some(known) => affected.push(entry(known, scored.get(id.as_str()))),
            None => reporter.note(
                raw,
                format_args!("{path}/product_status"),
                format!("no product has the id `{}`", cut(id, 60)),
            ),
        }
    }
    affected
}

/// The severities of each product, where the document tells products apart.
fn by_product(scores: &[Score]) -> BTreeMap<&str, Vec<Severity>> {
    let mut scored: BTreeMap<&str, Vec<Severity>> = BTreeMap::new();
    for score in scores.iter().filter(|_| scores.len() > 1) {
        for product in &score.products {
            scored.entry(product).or_default().extend(vectors(score));
        }
    }
    scored
}

fn entry(known: &Known, severities: Option<&Vec<Severity>>) -> Affected {
    let (product, stated) = product(known);
    let rule = match (stated.or_else(|| known.version.clone()), &known.range) {
        (Some(version), _) => Rule::Exactly(vec![version]),
        (None, Some(range)) => Rule::Vers(range.clone()),
        (None, None) => Rule::Vers(EVERY_VERSION.to_owned()),
    };
    Affected {
        product,
        rule,
        severities: severities.cloned().unwrap_or_default(),
        informational: None,
        program_files: Vec::new(),
        enriched: false,
    }
}

/// The range of a product that the document names without any version.
const EVERY_VERSION: &str = "vers:all/*";

/// How the product is best named, and the version that this name states.
fn product(known: &Known) -> (Product, Option<String>) {
    if let Some(purl) = &known.purl {
        let (purl, version) = unversioned(purl);
        return (Product::Purl(purl), version);
    }
    known.cpe.as_deref().and_then(of_cpe).unwrap_or_else(|| (Product::Text(known.name.clone()), None))
}
