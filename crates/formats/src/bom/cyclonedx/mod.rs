//! CycloneDX 1.0 to 1.7, as JSON (from 1.2) and XML (ECMA-424).

mod component;
mod composition;
pub(super) mod json;
mod metadata;
pub(super) mod xml;

use super::gather::Gather;
use super::words;
use super::{Completeness, Component, HashOf, Party};
use crate::{Place, Problem, ReadError};

const VERSIONS: [&str; 8] = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

/// The scope of what is not there when the product runs (tests, tools).
const EXCLUDED: &str = "excluded";

fn check_version(version: &str, known: &'static [&'static str], words: &'static str) -> Result<(), ReadError> {
    if known.contains(&version) {
        return Ok(());
    }
    Err(ReadError::UnknownVersion { format: "CycloneDX", version: version.to_owned(), known: words })
}

/// Who made or supplies a component, the first given: manufacturer, author, supplier, publisher.
#[derive(Default)]
struct Makers {
    manufacturer: Option<Party>,
    author: Option<Party>,
    supplier: Option<Party>,
    publisher: Option<Party>,
}

impl Makers {
    fn first(self) -> Option<Party> {
        self.manufacturer.or(self.author).or(self.supplier).or(self.publisher)
    }
}

/// The last licence of a component may be one of several ways to say the same; each is kept once.
fn push_licence(component: &mut Component, licence: Option<&str>, acknowledgement: Option<&str>) {
    let Some(licence) = licence.and_then(words::said) else { return };
    words::push_once(&mut component.licences, licence.to_owned());
    match acknowledgement {
        Some("declared") => words::push_once(&mut component.declared_licences, licence.to_owned()),
        Some("concluded") => words::push_once(&mut component.concluded_licences, licence.to_owned()),
        _ => {}
    }
}

/// What the hashes of an external reference are of; those of other references say nothing about the component.
fn hashed(reference: &str) -> Option<HashOf> {
    match reference {
        "distribution" | "distribution-intake" => Some(HashOf::Distribution),
        "source-distribution" => Some(HashOf::Source),
        _ => None,
    }
}

/// How complete a composition is by its `aggregate`.
fn completeness(aggregate: &str) -> Completeness {
    match aggregate {
        "complete" => Completeness::Complete,
        _ if aggregate.starts_with("incomplete") => Completeness::Incomplete,
        _ => Completeness::Unknown,
    }
}

/// Notes how complete the parts of `reference` are; compositions may name parts of other bills by their BOM-Link.
fn compose(reference: &str, completeness: Completeness, place: &Place, gather: &mut Gather) {
    if gather.knows(reference) {
        gather.promises(reference, completeness);
    } else if !reference.starts_with("urn:cdx:") {
        gather.problem(dangling(place, reference));
    }
}

fn dangling(place: &Place, reference: &str) -> Problem {
    Problem::new(place.clone(), format!("the reference {reference} leads nowhere in this document"))
}
