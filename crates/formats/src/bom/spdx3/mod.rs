//! SPDX 3.0 as JSON-LD, in its canonical compact form.

mod complete;
mod element;
mod file;
mod relate;
mod scope;
mod vex;

use std::collections::{BTreeMap, BTreeSet};

use self::element::{CreationInfo, Element, Identifier, References};
use super::detect::Top;
use super::gather::Gather;
use super::source::{Source, Text, list};
use super::words;
use super::{Bom, BomFormat, Component, HashOf, Party};
use crate::json::Raw;
use crate::{Place, Problem, ReadError};

/// The elements of a document that others refer to, by their identifiers.
#[derive(Default)]
struct Graph<'a> {
    /// Index of each package among the components.
    packages: BTreeMap<String, usize>,
    /// Names of agents, tools and files; expressions of licences.
    names: BTreeMap<String, String>,
    /// Digests of files and other elements that are no packages, as they stand in the document.
    digests: BTreeMap<String, (Raw<'a>, Place)>,
    creations: BTreeMap<String, CreationInfo<'a>>,
    /// Identifiers of vulnerabilities, the CVE first.
    vulnerabilities: BTreeMap<String, Vec<String>>,
    /// Root elements of documents and of the bills inside them.
    roots: BTreeMap<String, Vec<String>>,
    /// Everything else that has an identifier, and what is imported from elsewhere.
    others: BTreeSet<String>,
    /// Packages whose supplier or originator is to be named once all names are known.
    makers: Vec<(usize, Vec<String>)>,
    relationships: Vec<Related<'a>>,
    /// VEX statements and other assessments of vulnerabilities.
    assessments: Vec<(Element<'a>, Place)>,
    document: Option<(Element<'a>, Place)>,
}

/// `from` stands in the relation `kind` to each of `to`.
struct Related<'a> {
    from: Text<'a>,
    kind: Text<'a>,
    to: References,
    /// When it holds: while building, testing, running.
    scope: Text<'a>,
    /// Whether `to` holds everything that stands in that relation.
    completeness: Text<'a>,
    place: Place,
}

pub(super) fn read<'a>(source: &Source<'a>, top: &Top<'a>) -> Result<Bom, ReadError> {
    let mut reader = Reader { source, gather: Gather::new(BomFormat::Spdx3JsonLd, ""), graph: Graph::default() };
    match top.graph {
        Some(graph) => {
            for (index, raw) in list(Some(graph)).into_iter().enumerate() {
                reader.element(raw, format!("/@graph/{index}"));
            }
        }
        // A document of one element has no graph around it.
        None => {
            if let Ok(raw) = serde_json::from_str(source.whole()) {
                reader.element(raw, String::new());
            }
        }
    }
    reader.head(top)?;
    reader.finish()
}

struct Reader<'s, 'a> {
    source: &'s Source<'a>,
    gather: Gather,
    graph: Graph<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn element(&mut self, raw: Raw<'a>, path: String) {
        let element = match self.source.object::<Element<'a>>(raw, &path) {
            Ok(element) => element,
            Err(problem) if raw.get().contains("\"software_Package\"") => return self.gather.report(problem),
            Err(problem) => return self.gather.problem(problem),
        };
        let place = self.source.place(raw, path);
        let id = element.id().unwrap_or_default().to_owned();
        match element.kind() {
            "software_Package" | "ai_AIPackage" | "dataset_DatasetPackage" => return self.package(&element, id, place),
            "CreationInfo" => {
                self.graph.creations.insert(id, element.creation());
                return;
            }
            "security_Vulnerability" => {
                let ids = self.vulnerability(&element, &place);
                self.graph.vulnerabilities.insert(id.clone(), ids);
            }
            "SpdxDocument" => {
                self.graph.roots.insert(id.clone(), element.root_element.ids().to_vec());
                self.graph.others.extend(self.imports(&element));
                self.graph.document.get_or_insert((element, place));
            }
            "software_Sbom" | "Bom" | "Bundle" => {
                self.graph.roots.insert(id.clone(), element.root_element.ids().to_vec());
            }
            kind if kind.ends_with("VulnAssessmentRelationship") => self.graph.assessments.push((element, place)),
            kind if kind.ends_with("Relationship") => {
                let Element { from, relationship_type: kind, to, scope, completeness, .. } = element;
                self.graph.relationships.push(Related { from, kind, to, scope, completeness, place });
            }
            "Person" | "Organization" => {
                let name = self.agent(&element, &place);
                self.graph.names.extend(name.map(|name| (id.clone(), name)));
            }
            _ => {
                if let Some(name) = element.spoken_name() {
                    self.graph.names.insert(id.clone(), name.to_owned());
                }
                self.graph.digests.extend(element.verified_using.map(|raw| (id.clone(), (raw, place))));
            }
        }
        self.graph.others.insert(id);
    }

    /// Identifiers of elements that the document imports.
    fn imports(&self, document: &Element<'a>) -> Vec<String> {
        let maps = list(document.import).into_iter();
        maps.filter_map(|raw| serde_json::from_str::<element::External<'a>>(raw.get()).ok()?.id.owned()).collect()
    }

    fn identifiers(&mut self, element: &Element<'a>, place: &Place) -> Vec<(String, String)> {
        let mut identifiers = Vec::new();
        for raw in list(element.external_identifier) {
            match self.source.object::<Identifier<'a>>(raw, &format!("{}/externalIdentifier", place.path)) {
                Ok(one) => identifiers.extend(one.kind.owned().zip(one.identifier.owned())),
                Err(problem) => self.gather.problem(problem),
            }
        }
        identifiers
    }

    /// A person or organisation as text: `name (address)`, by e-mail if there is one, else by an internet address.
    fn agent(&mut self, element: &Element<'a>, place: &Place) -> Option<String> {
        let identifiers = self.identifiers(element, place);
        let of_kind = |kind: &str| identifiers.iter().find(|(other, _)| other == kind);
        let contact = of_kind("email").or_else(|| of_kind("urlScheme")).map(|(_, address)| address.clone());
        words::party_text(&Party { name: element.name.owned(), contact })
    }

    fn vulnerability(&mut self, element: &Element<'a>, place: &Place) -> Vec<String> {
        let mut identifiers = self.identifiers(element, place);
        identifiers.sort_by_key(|(kind, _)| kind != "cve");
        let mut ids: Vec<String> = Vec::new();
        for (_, id) in identifiers {
            words::push_once(&mut ids, id);
        }
        if ids.is_empty() {
            ids.extend(element.name.owned());
        }
        ids
    }

    fn package(&mut self, element: &Element<'a>, id: String, place: Place) {
        let Some(name) = element.name.owned() else {
            self.graph.others.insert(id);
            return self.gather.report(Problem::new(place, "a package without a name"));
        };
        if id.is_empty() {
            self.gather.problem(Problem::new(place.clone(), "a package without an spdxId"));
        }
        let mut component = Component { reference: id.clone(), name, place, ..Component::default() };
        component.version = element.version.get().and_then(words::said).map(str::to_owned);
        component.kind = element.purpose.get().map(words::kind).unwrap_or_default();
        component.purls.extend(element.purl.owned());
        for (field, kind) in [(&element.download_location, "distribution"), (&element.home_page, "website")] {
            component.addresses.extend(field.get().and_then(words::said).map(|url| (kind.to_owned(), url.to_owned())));
        }
        for (kind, identifier) in self.identifiers(element, &component.place.clone()) {
            match kind.as_str() {
                "packageUrl" => words::push_once(&mut component.purls, identifier),
                "cpe22" | "cpe23" => words::push_once(&mut component.cpes, identifier),
                "swid" => words::push_once(&mut component.swids, identifier),
                _ => {}
            }
        }
        let hashes = element.verified_using;
        component.hashes = hashes.map(|raw| self.hashes(raw, &component.place, HashOf::Component)).unwrap_or_default();
        let makers = element.supplied_by.ids().iter().chain(element.originated_by.ids()).cloned().collect();
        let index = self.gather.bom.components.len();
        self.graph.makers.push((index, makers));
        self.graph.packages.entry(id).or_insert(index);
        self.gather.component(component);
    }

    /// What the document says about itself. Its version stands in its creation information.
    fn head(&mut self, top: &Top<'a>) -> Result<(), ReadError> {
        let (document, place) = self.graph.document.take().unwrap_or_default();
        let creation = match document.creation_info {
            Some(raw) if raw.get().starts_with('{') => self.source.object(raw, "/creationInfo").ok(),
            Some(raw) => serde_json::from_str::<Text<'_>>(raw.get())
                .ok()
                .and_then(|id| self.graph.creations.get(id.get()?).cloned()),
            None => self.graph.creations.values().next().cloned(),
        };
        let creation: CreationInfo<'a> = creation.unwrap_or_default();
        let version = creation.spec_version.owned().or_else(|| context_version(top)).unwrap_or_default();
        if version != "3.0" && !version.starts_with("3.0.") {
            return Err(ReadError::UnknownVersion { format: "SPDX", version, known: "2.1 to 2.3, 3.0" });
        }
        self.gather.bom.format_version = version;
        self.gather.bom.serial = document.id().map(str::to_owned);
        self.gather.bom.name = document.name.owned();
        self.gather.bom.created = self.gather.time(creation.created.get(), || place);
        self.gather.bom.creators = self.named(&creation.created_by);
        self.gather.bom.tools = self.named(&creation.created_using);
        self.subjects(document.id().unwrap_or_default());
        Ok(())
    }

    /// The names behind references; a reference that nothing names stands for itself.
    fn named(&self, references: &References) -> Vec<String> {
        references.ids().iter().map(|id| self.graph.names.get(id).unwrap_or(id).clone()).collect()
    }

    /// Marks the packages that the document, or a bill inside it, has as roots.
    fn subjects(&mut self, document: &str) {
        let direct = self.graph.roots.get(document).into_iter().flatten();
        let nested = direct.clone().filter_map(|root| self.graph.roots.get(root)).flatten();
        let described = self.graph.relationships.iter();
        let described = described.filter(|one| one.kind.get() == Some("describes") && one.from.get() == Some(document));
        let described = described.flat_map(|relationship| relationship.to.ids());
        let roots: BTreeSet<usize> =
            direct.chain(nested).chain(described).filter_map(|root| self.graph.packages.get(root)).copied().collect();
        let bom = &mut self.gather.bom;
        for index in &roots {
            bom.components.get_mut(*index).into_iter().for_each(|component| component.subject = true);
        }
        if let (1, Some(index)) = (roots.len(), roots.first()) {
            bom.subject = bom.components.get(*index).cloned();
        }
    }

    fn finish(mut self) -> Result<Bom, ReadError> {
        for (index, makers) in std::mem::take(&mut self.graph.makers) {
            let name = makers.iter().filter_map(|id| self.graph.names.get(id)).find_map(|name| words::party(name));
            self.gather
                .bom
                .components
                .get_mut(index)
                .into_iter()
                .for_each(|component| component.supplier.clone_from(&name));
        }
        let relationships = std::mem::take(&mut self.graph.relationships);
        relate::read(&relationships, &self.graph, &mut self.gather);
        self.delivered(&relationships);
        self.gather.trace_sources();
        complete::read(&relationships, &mut self.gather);
        scope::mark_build_only(&relationships, &mut self.gather);
        vex::read(&self.graph, &mut self.gather);
        // The subject was copied before relationships filled in its licences and makers.
        let bom = &mut self.gather.bom;
        if let Some(subject) = &mut bom.subject {
            let full = bom.components.iter().find(|component| component.subject).cloned();
            full.into_iter().for_each(|full| *subject = full);
        }
        Ok(self.gather.finish())
    }
}

/// The version in the context's address: `https://spdx.org/rdf/3.0.1/spdx-context.jsonld`.
fn context_version(top: &Top<'_>) -> Option<String> {
    let (_, rest) = top.context?.get().split_once("spdx.org/rdf/")?;
    rest.split(['/', '"']).next().map(str::to_owned)
}
