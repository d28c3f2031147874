//! The simplified EU declaration of conformity, Art. 13(20) and Annex VI.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::annexes::sentence;

use crate::Language;
use crate::builder::Builder;
use crate::document::{Document, Why};
use crate::facts::stated;
use crate::texts::{fill, text};

/// What it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Simplified {
    /// Name of the manufacturer.
    pub manufacturer: Option<String>,
    /// Designation of the type.
    pub designation: Option<String>,
    /// The exact internet address of the full text.
    pub address: Option<String>,
}

/// The simplified declaration. It is whole where it has no required gap; an address is one with a scheme and a host.
pub fn simplified(facts: &Simplified, language: Language, made: Timestamp) -> Document {
    let missing = text("not-stated", language);
    let of = |value: &Option<String>| stated(value.as_deref()).unwrap_or(&missing).to_owned();
    let (manufacturer, designation, address) = (of(&facts.manufacturer), of(&facts.designation), of(&facts.address));
    let mut paper = Builder::new("simplified-declaration", "simplified-title", designation.clone(), language, made);
    gaps(&mut paper, facts);
    let with = [("manufacturer", manufacturer.as_str()), ("type", &designation), ("address", &address)];
    for (point, id) in [("VI.conformity", "simplified"), ("VI.address", "full-text")] {
        match sentence(id, language.tag()) {
            Some(words) => paper.paragraph(fill(words, &with)),
            None => paper.gap(point, Why::NotInLanguage, true),
        }
    }
    paper.done()
}

fn gaps(paper: &mut Builder, facts: &Simplified) {
    let points =
        [("VI.manufacturer", &facts.manufacturer), ("VI.type", &facts.designation), ("VI.address", &facts.address)];
    for (point, value) in points {
        if stated(value.as_deref()).is_none() {
            paper.gap(point, Why::NotStated, true);
        }
    }
    if stated(facts.address.as_deref()).is_some_and(|address| !is_exact(address)) {
        paper.gap("VI.address", Why::Contradicted, true);
    }
}

fn is_exact(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.starts_with('/') && !rest.is_empty() && !rest.contains(char::is_whitespace))
}
