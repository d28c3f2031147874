//! SPDX 2.1 to 2.3, as JSON and tag-value, alone or as several documents in one archive.

pub(super) mod archive;
mod assemble;
pub(super) mod json;
mod package;
mod relate;
pub(super) mod tag_value;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{BomFormat, Component};
use crate::{Place, Problem, ReadError};

pub(super) use assemble::single;
use relate::Meaning;

/// One SPDX document, read but not yet put together with others.
pub(super) struct Document {
    format: BomFormat,
    version: String,
    namespace: Option<String>,
    name: Option<String>,
    created: Option<Timestamp>,
    creators: Vec<String>,
    tools: Vec<String>,
    /// Packages in order; what could not be understood as one is its problem.
    packages: Vec<Result<Component, Problem>>,
    /// Identifiers of elements that are no packages: files, snippets, the document.
    others: BTreeSet<String>,
    relationships: Vec<Relationship>,
    /// Namespaces of other documents, by their `DocumentRef-`.
    externals: BTreeMap<String, String>,
    problems: Vec<Problem>,
    /// The archive member that it was, if it was one.
    member: Option<String>,
}

/// `from` stands in a relation to `to`; identifiers as written.
struct Relationship {
    from: String,
    meaning: Meaning,
    to: String,
    at: At,
}

/// Where a relationship stands; there are so many that a [`Place`] is made only where one is needed.
struct At {
    list: &'static str,
    index: Option<usize>,
    line: Option<usize>,
}

impl At {
    fn place(&self, member: Option<&str>) -> Place {
        let path = self.index.map_or_else(|| self.list.to_owned(), |index| format!("{}/{index}", self.list));
        let place = Place { path, line: self.line, member: None };
        match member {
            Some(member) => place.within(member),
            None => place,
        }
    }
}

impl Document {
    fn new(format: BomFormat, version: &str) -> Result<Self, ReadError> {
        check_version(version)?;
        Ok(Self {
            format,
            version: version.to_owned(),
            namespace: None,
            name: None,
            created: None,
            creators: Vec::new(),
            tools: Vec::new(),
            packages: Vec::new(),
            others: BTreeSet::from(["SPDXRef-DOCUMENT".to_owned()]),
            relationships: Vec::new(),
            externals: BTreeMap::new(),
            problems: Vec::new(),
            member: None,
        })
    }

    /// `Tool: …` is a tool; `Person: …` and `Organization: …` are creators.
    fn creator(&mut self, text: &str) {
        match text.trim().strip_prefix("Tool:") {
            Some(tool) => self.tools.push(tool.trim().to_owned()),
            None => self.creators.push(text.trim().to_owned()),
        }
    }

    fn created(&mut self, text: &str, place: Place) {
        match text.trim().parse() {
            Ok(time) => self.created = Some(time),
            Err(_) => self.problems.push(Problem::new(place, format!("{text:?} is no time with a zone"))),
        }
    }
}

fn check_version(version: &str) -> Result<(), ReadError> {
    let known = ["SPDX-2.1", "SPDX-2.2", "SPDX-2.3"];
    if known.iter().any(|known| version == *known || version.starts_with(&format!("{known}."))) {
        return Ok(());
    }
    let version = version.strip_prefix("SPDX-").unwrap_or(version).to_owned();
    Err(ReadError::UnknownVersion { format: "SPDX", version, known: "2.1 to 2.3, 3.0" })
}

/// The fields of a package that both spellings share, put where they belong.
fn set_supplier(component: &mut Component, supplier: Option<&str>, originator: Option<&str>) {
    let parties = supplier.into_iter().chain(originator);
    component.supplier = parties.filter_map(super::words::party).next();
}
