//! Puts SPDX 2 documents together into one bill.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Relationship};
use crate::bom::gather::Gather;
use crate::bom::{Bom, BomFormat, Component};
use crate::{Place, Problem};

/// The bill of one document. References are its SPDX identifiers.
pub(in crate::bom) fn single(mut document: Document) -> Bom {
    let format = document.format;
    let mut assembly = Assembly::new(Gather::new(format, document.version.as_str()), false);
    assembly.head(&document);
    assembly.packages(&mut document);
    assembly.relate(&document);
    assembly.finish(None)
}

/// The bill of several documents that refer to each other. References are `namespace#identifier`.
pub(super) fn several(mut documents: Vec<Document>) -> Bom {
    let root = root(&documents);
    let head = root.as_ref().map_or(0, |(document, _)| *document);
    let version = documents.get(head).map(|document| document.version.as_str()).unwrap_or_default();
    let mut assembly = Assembly::new(Gather::new(BomFormat::Spdx2Archive, version), true);
    documents.get(head).into_iter().for_each(|document| assembly.head(document));
    documents.iter_mut().for_each(|document| assembly.packages(document));
    documents.iter().for_each(|document| assembly.relate(document));
    assembly.finish(root.map(|(_, reference)| reference).as_deref())
}

/// The one package that contains packages of other documents and is itself contained in none: an image. With the
/// index of its document.
fn root(documents: &[Document]) -> Option<(usize, String)> {
    let mut roots = BTreeSet::new();
    let mut contained = BTreeSet::new();
    for (index, document) in documents.iter().enumerate() {
        for relationship in document.relationships.iter().filter(|one| one.meaning == Meaning::Contains) {
            if relationship.to.starts_with("DocumentRef-") {
                roots.insert((index, document.key(&relationship.from, true)));
                contained.insert(document.key(&relationship.to, true));
            }
        }
    }
    let mut roots = roots.into_iter().filter(|(_, reference)| !contained.contains(reference));
    roots.next().filter(|_| roots.next().is_none())
}

impl Document {
    /// The name under which an element is known in the bill.
    fn key(&self, id: &str, several: bool) -> String {
        match id.split_once(':') {
            Some((document, id)) if document.starts_with("DocumentRef-") => {
                let namespace = self.externals.get(document).map_or(document, String::as_str);
                format!("{namespace}#{id}")
            }
            _ if several => format!("{}#{id}", self.namespace.as_deref().unwrap_or_default()),
            _ => id.to_owned(),
        }
    }

    /// Whether an identifier leads to a document that this one does not name.
    fn is_lost(&self, id: &str) -> bool {
        let document = id.split_once(':').map(|(document, _)| document).filter(|one| one.starts_with("DocumentRef-"));
        document.is_some_and(|document| !self.externals.contains_key(document))
    }
}

struct Assembly {
    gather: Gather,
    several: bool,
    /// The index of each package by its key.
    packages: BTreeMap<String, usize>,
    /// Keys of elements that are no packages, and of packages that were not understood.
    others: BTreeSet<String>,
    /// Namespaces whose documents are at hand.
    namespaces: BTreeSet<String>,
    described: BTreeSet<usize>,
}

impl Assembly {
    fn new(gather: Gather, several: bool) -> Self {
        Self {
            gather,
            several,
            packages: BTreeMap::new(),
            others: BTreeSet::new(),
            namespaces: BTreeSet::new(),
            described: BTreeSet::new(),
        }
    }

    fn head(&mut self, document: &Document) {
        let bom = &mut self.gather.bom;
        bom.serial.clone_from(&document.namespace);
        bom.name.clone_from(&document.name);
        bom.created = document.created;
        bom.creators.clone_from(&document.creators);
        bom.tools.clone_from(&document.tools);
    }

    /// Takes over packages. One that another document of the same namespace already gave counts once.
    fn packages(&mut self, document: &mut Document) {
        let is_again = document.namespace.as_ref().is_some_and(|namespace| !self.namespaces.insert(namespace.clone()));
        self.gather.problems(std::mem::take(&mut document.problems));
        for package in std::mem::take(&mut document.packages) {
            match package {
                Err(problem) => self.gather.report(problem),
                Ok(component) => self.package(component, document, is_again),
            }
        }
        self.others.extend(document.others.iter().map(|id| document.key(id, self.several)));
    }

    fn package(&mut self, mut component: Component, document: &Document, is_again: bool) {
        if !component.reference.is_empty() {
            let key = document.key(&component.reference, self.several);
            if is_again && self.packages.contains_key(&key) {
                return;
            }
            self.packages.entry(key.clone()).or_insert(self.gather.bom.components.len());
            component.reference = key;
        }
        self.gather.component(component);
    }

    fn relate(&mut self, document: &Document) {
        for relationship in &document.relationships {
            let ends = [&relationship.from, &relationship.to];
            if ends.iter().any(|id| matches!(id.as_str(), "NONE" | "NOASSERTION")) {
                continue;
            }
            match ends.into_iter().find(|id| self.dangles(document, id)) {
                Some(id) => self.gather.problem(dangling(relationship.at.place(document.member.as_deref()), id)),
                None => self.edge(document, relationship),
            }
        }
    }

    /// An identifier that should be known here and is not. Documents that are not at hand are not judged.
    fn dangles(&self, document: &Document, id: &str) -> bool {
        if document.is_lost(id) {
            return true;
        }
        let key = document.key(id, self.several);
        let namespace = key.rsplit_once('#').map(|(namespace, _)| namespace);
        let is_here = if id.starts_with("DocumentRef-") {
            namespace.is_some_and(|namespace| self.namespaces.contains(namespace))
        } else {
            true
        };
        is_here && !self.packages.contains_key(&key) && !self.others.contains(&key)
    }

    fn edge(&mut self, document: &Document, relationship: &Relationship) {
        let from = document.key(&relationship.from, self.several);
        let to = document.key(&relationship.to, self.several);
        match relationship.meaning {
            Meaning::Depends | Meaning::Contains => self.depends(&from, &to),
            Meaning::IsNeededBy => self.depends(&to, &from),
            Meaning::BuiltFrom => self.built_from(&from, &to),
            Meaning::Builds => self.built_from(&to, &from),
            Meaning::Describes => self.described.extend(self.packages.get(&to)),
            Meaning::IsDescribedBy => self.described.extend(self.packages.get(&from)),
            Meaning::None => {}
        }
    }

    /// Only packages depend, and only on packages: of this bill, or of documents that are not at hand.
    fn depends(&mut self, from: &str, on: &str) {
        if self.packages.contains_key(from) && !self.others.contains(on) {
            self.gather.depends(from, on);
        }
    }

    fn built_from(&mut self, built: &str, source: &str) {
        if self.others.contains(source) {
            return;
        }
        let index = self.packages.get(built);
        if let Some(component) = index.and_then(|index| self.gather.bom.components.get_mut(*index)) {
            crate::bom::words::push_once(&mut component.built_from, source.to_owned());
        }
    }

    /// Marks what the bill is about: the root of several documents, else what the document describes.
    fn finish(mut self, root: Option<&str>) -> Bom {
        let subjects = match root {
            Some(root) => self.packages.get(root).copied().into_iter().collect(),
            None if self.several => BTreeSet::new(),
            None => self.described,
        };
        let components = &mut self.gather.bom.components;
        for index in &subjects {
            components.get_mut(*index).into_iter().for_each(|component| component.subject = true);
        }
        if let (1, Some(index)) = (subjects.len(), subjects.first()) {
            self.gather.bom.subject = components.get(*index).cloned();
        }
        self.gather.finish()
    }
}

fn dangling(place: Place, id: &str) -> Problem {
    Problem::new(place, format!("the reference {id} leads nowhere in this document"))
}

/// What a kind of relationship says about components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Contains,
    Depends,
    IsNeededBy,
    BuiltFrom,
    Builds,
    Describes,
    IsDescribedBy,
    None,
}

impl Meaning {
    /// SPDX 2.3, clause 11, in any case; `DESCRIBE` is what one tool writes.
    pub(super) fn of(kind: &str) -> Self {
        let kind = kind.to_ascii_uppercase();
        match kind.as_str() {
            "CONTAINS" => Self::Contains,
            "DEPENDS_ON" | "HAS_PREREQUISITE" | "DYNAMIC_LINK" | "STATIC_LINK" => Self::Depends,
            "CONTAINED_BY" | "PREREQUISITE_FOR" | "PACKAGE_OF" | "OPTIONAL_COMPONENT_OF" => Self::IsNeededBy,
            _ if kind.ends_with("DEPENDENCY_OF") => Self::IsNeededBy,
            "GENERATED_FROM" => Self::BuiltFrom,
            "GENERATES" => Self::Builds,
            "DESCRIBES" | "DESCRIBE" => Self::Describes,
            "DESCRIBED_BY" => Self::IsDescribedBy,
            _ => Self::None,
        }
    }
}
