//! What SPDX 2 relationships say about packages.

use super::assemble::Assembly;
use super::{Document, Relationship};
use crate::bom::words::push_once;
use crate::bom::{Component, ComponentKind};
use crate::{Place, Problem};

/// What a kind of relationship says about components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Contains,
    Depends,
    IsNeededBy,
    /// A dependency when building, developing or testing.
    IsBuildInputOf,
    IsToolOf,
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
            "BUILD_DEPENDENCY_OF" | "DEV_DEPENDENCY_OF" | "TEST_DEPENDENCY_OF" => Self::IsBuildInputOf,
            "BUILD_TOOL_OF" | "DEV_TOOL_OF" | "TEST_TOOL_OF" | "TEST_OF" | "TEST_CASE_OF" => Self::IsToolOf,
            _ if kind.ends_with("DEPENDENCY_OF") => Self::IsNeededBy,
            "GENERATED_FROM" => Self::BuiltFrom,
            "GENERATES" => Self::Builds,
            "DESCRIBES" | "DESCRIBE" => Self::Describes,
            "DESCRIBED_BY" => Self::IsDescribedBy,
            _ => Self::None,
        }
    }
}

impl Assembly {
    pub(super) fn relate(&mut self, document: &Document) {
        for relationship in &document.relationships {
            let ends = [&relationship.from, &relationship.to];
            if ends.iter().any(|id| matches!(id.as_str(), "NONE" | "NOASSERTION")) {
                self.nothing(document, relationship);
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

    /// Notes the statement that a package depends on nothing.
    fn nothing(&mut self, document: &Document, relationship: &Relationship) {
        let from = document.key(&relationship.from, self.several);
        let is_about_parts = matches!(relationship.meaning, Meaning::Contains | Meaning::Depends);
        if relationship.to == "NONE" && is_about_parts && self.packages.contains_key(&from) {
            self.gather.speaks_of(&from);
        }
    }

    fn edge(&mut self, document: &Document, relationship: &Relationship) {
        let from = document.key(&relationship.from, self.several);
        let to = document.key(&relationship.to, self.several);
        match relationship.meaning {
            Meaning::Depends | Meaning::Contains => self.needs(&from, &to),
            Meaning::IsNeededBy => self.needs(&to, &from),
            Meaning::IsBuildInputOf if self.is_download(relationship, &from, &to) => self.download(&to, &from),
            Meaning::IsBuildInputOf => {
                self.uses(&to, &from);
                self.depends(&to, &from);
            }
            Meaning::IsToolOf => self.uses(&to, &from),
            Meaning::BuiltFrom => self.built_from(&from, &to),
            Meaning::Builds => self.built_from(&to, &from),
            Meaning::Describes => self.described.extend(self.packages.get(&to)),
            Meaning::IsDescribedBy => self.described.extend(self.packages.get(&from)),
            Meaning::None => {}
        }
    }

    /// Whether a build dependency is the archive that a recipe fetches. Yocto has no other word for it, but describes
    /// both in one document of its archive; only the archive is downloaded from somewhere.
    fn is_download(&self, relationship: &Relationship, archive: &str, recipe: &str) -> bool {
        let is_elsewhere = |id: &String| id.starts_with("DocumentRef-");
        let (Some(archive), Some(recipe)) = (self.find(archive), self.find(recipe)) else { return false };
        self.several
            && ![&relationship.from, &relationship.to].into_iter().any(is_elsewhere)
            && archive.purls.is_empty()
            && archive.cpes.is_empty()
            && is_fetched(archive)
            && !is_fetched(recipe)
    }

    fn find(&self, key: &str) -> Option<&Component> {
        self.packages.get(key).and_then(|index| self.gather.bom.components.get(*index))
    }

    fn download(&mut self, recipe: &str, archive: &str) {
        self.depends(recipe, archive);
        self.built_from(recipe, archive);
        let index = self.packages.get(archive);
        let archive = index.and_then(|index| self.gather.bom.components.get_mut(*index));
        if let Some(archive) = archive.filter(|archive| archive.kind == ComponentKind::Other) {
            archive.kind = ComponentKind::Source;
        }
    }

    fn needs(&mut self, from: &str, on: &str) {
        self.holds(from, on);
        self.depends(from, on);
    }

    fn holds(&mut self, whole: &str, part: &str) {
        self.reach.iter_mut().for_each(|reach| reach.holds(whole, part));
    }

    fn uses(&mut self, built: &str, tool: &str) {
        self.reach.iter_mut().for_each(|reach| reach.uses(built, tool));
    }

    /// Only packages depend, and only on packages: of this bill, or of documents that are not at hand.
    fn depends(&mut self, from: &str, on: &str) {
        if self.packages.contains_key(from) && !self.others.contains(on) {
            self.gather.depends(from, on);
        }
    }

    fn built_from(&mut self, built: &str, source: &str) {
        self.holds(built, source);
        if self.others.contains(source) {
            return;
        }
        let index = self.packages.get(built);
        if let Some(component) = index.and_then(|index| self.gather.bom.components.get_mut(*index)) {
            push_once(&mut component.built_from, source.to_owned());
        }
    }
}

fn is_fetched(package: &Component) -> bool {
    package.addresses.iter().any(|(kind, _)| kind == "distribution")
}

fn dangling(place: Place, id: &str) -> Problem {
    Problem::new(place, format!("the reference {id} leads nowhere in this document"))
}
