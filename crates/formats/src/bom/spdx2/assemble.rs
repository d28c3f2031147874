//! Puts SPDX 2 documents together into one bill.

use std::collections::{BTreeMap, BTreeSet};

use super::Document;
use super::package;
use super::relate::Meaning;
use crate::bom::gather::Gather;
use crate::bom::reach::Reach;
use crate::bom::{Bom, BomFormat, Component};

/// The bill of one document. References are its SPDX identifiers.
pub(in crate::bom) fn single(mut document: Document) -> Bom {
    let format = document.format;
    let mut assembly = Assembly::new(Gather::new(format, document.version.as_str()), false);
    assembly.reach = reach(std::slice::from_ref(&document));
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
    assembly.reach = reach(&documents);
    documents.get(head).into_iter().for_each(|document| assembly.head(document));
    documents.iter_mut().for_each(|document| assembly.packages(document));
    documents.iter().for_each(|document| assembly.relate(document));
    assembly.finish(root.map(|(_, reference)| reference).as_deref())
}

/// A graph to fill, where anything is said to be used for building only.
fn reach(documents: &[Document]) -> Option<Reach> {
    let mut relationships = documents.iter().flat_map(|document| &document.relationships);
    relationships.any(|one| matches!(one.meaning, Meaning::IsBuildInputOf | Meaning::IsToolOf)).then(Reach::default)
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
    pub(super) fn key(&self, id: &str, several: bool) -> String {
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
    pub(super) fn is_lost(&self, id: &str) -> bool {
        let document = id.split_once(':').map(|(document, _)| document).filter(|one| one.starts_with("DocumentRef-"));
        document.is_some_and(|document| !self.externals.contains_key(document))
    }
}

pub(super) struct Assembly {
    pub(super) gather: Gather,
    pub(super) several: bool,
    /// The index of each package by its key.
    pub(super) packages: BTreeMap<String, usize>,
    /// Keys of elements that are no packages, and of packages that were not understood.
    pub(super) others: BTreeSet<String>,
    /// Namespaces whose documents are at hand.
    pub(super) namespaces: BTreeSet<String>,
    pub(super) described: BTreeSet<usize>,
    /// What belongs to what; only where something is said to be used for building only.
    pub(super) reach: Option<Reach>,
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
            reach: None,
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

    fn mark_build_only(&mut self, subjects: &BTreeSet<usize>) {
        let Some(reach) = &self.reach else { return };
        let components = &mut self.gather.bom.components;
        let subjects = subjects.iter().filter_map(|index| components.get(*index));
        let found = reach.build_only(subjects.map(|subject| subject.reference.as_str()));
        components.iter_mut().for_each(|component| component.build_only = found.contains(&component.reference));
    }

    /// Marks what the bill is about: the root of several documents, else what the document describes.
    fn finish(mut self, root: Option<&str>) -> Bom {
        let subjects = match root {
            Some(root) => self.packages.get(root).copied().into_iter().collect(),
            None if self.several => BTreeSet::new(),
            None => std::mem::take(&mut self.described),
        };
        self.gather.trace_sources();
        self.mark_build_only(&subjects);
        let components = &mut self.gather.bom.components;
        for index in &subjects {
            components.get_mut(*index).into_iter().for_each(|component| component.subject = true);
        }
        if let (1, Some(index)) = (subjects.len(), subjects.first()) {
            self.gather.bom.subject = components.get(*index).cloned();
        }
        self.gather.bom.statements = components.iter().flat_map(package::fixed).collect();
        self.gather.finish()
    }
}
