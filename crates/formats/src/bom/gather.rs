//! A bill in the making: components and dependencies as they are found, with the checks that every format shares.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Bom, BomFormat, Completeness, Component, Dependency};
use crate::cpe::Cpe;
use crate::purl::Purl;
use crate::{Place, Problem};

/// Problems beyond this number are counted, not kept.
const KEPT_PROBLEMS: usize = 10_000;

pub(super) struct Gather {
    pub(super) bom: Bom,
    /// References that the document itself gives, with the place of the first component that has them.
    given: BTreeMap<String, Place>,
    edges: Edges,
    completeness: BTreeMap<String, Completeness>,
    further_problems: usize,
}

impl Gather {
    pub(super) fn new(format: BomFormat, format_version: impl Into<String>) -> Self {
        let bom = Bom {
            format,
            format_version: format_version.into(),
            serial: None,
            revision: None,
            name: None,
            created: None,
            creators: Vec::new(),
            tools: Vec::new(),
            subject: None,
            components: Vec::new(),
            dependencies: Vec::new(),
            statements: Vec::new(),
            entries: 0,
            reported: 0,
            problems: Vec::new(),
        };
        Self {
            bom,
            given: BTreeMap::new(),
            edges: Edges::default(),
            completeness: BTreeMap::new(),
            further_problems: 0,
        }
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        if self.bom.problems.len() < KEPT_PROBLEMS {
            self.bom.problems.push(problem);
        } else {
            self.further_problems += 1;
        }
    }

    pub(super) fn problems(&mut self, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.problem(problem));
    }

    /// Counts an entry that is not understood.
    pub(super) fn report(&mut self, problem: Problem) {
        self.bom.entries += 1;
        self.bom.reported += 1;
        self.problem(problem);
    }

    /// Counts an entry that is understood.
    pub(super) fn component(&mut self, component: Component) {
        self.bom.entries += 1;
        self.check(&component);
        self.bom.components.push(component);
    }

    /// Checks what any component must hold to: identifiers that parse, and a reference of its own.
    pub(super) fn check(&mut self, component: &Component) {
        self.problems(identifier_problems(component));
        if component.reference.is_empty() {
            return;
        }
        if let Some(first) = self.given.get(&component.reference) {
            let reason = format!("the reference {} is already taken at {first}", component.reference);
            self.problem(Problem::new(component.place.clone(), reason));
        } else {
            self.given.insert(component.reference.clone(), component.place.clone());
        }
    }

    /// Makes a reference known that belongs to no component (a service, a file).
    pub(super) fn known(&mut self, reference: &str, place: &Place) {
        if !self.given.contains_key(reference) {
            self.given.insert(reference.to_owned(), place.clone());
        }
    }

    pub(super) fn knows(&self, reference: &str) -> bool {
        self.given.contains_key(reference)
    }

    /// Notes that `from` depends on, or contains, `on`.
    pub(super) fn depends(&mut self, from: &str, on: &str) {
        self.edges.add(from, on);
    }

    /// Notes that the document speaks of the dependencies of `from`, even if it has none.
    pub(super) fn speaks_of(&mut self, from: &str) {
        self.edges.from(from);
    }

    /// Notes what the document says about the list of dependencies of `of`; the lesser promise stays.
    pub(super) fn promises(&mut self, of: &str, completeness: Completeness) {
        let known = self.completeness.entry(of.to_owned()).or_insert(completeness);
        *known = completeness.min(*known);
    }

    /// A time as RFC 3339; what is none is a problem.
    pub(super) fn time(&mut self, text: Option<&str>, place: impl FnOnce() -> Place) -> Option<Timestamp> {
        match text?.trim().parse() {
            Ok(time) => Some(time),
            Err(_) => {
                self.problem(Problem::new(place(), format!("{:?} is no time with a zone", text?)));
                None
            }
        }
    }

    /// The finished bill. Components without a reference of the document's own get one made from their name.
    pub(super) fn finish(mut self) -> Bom {
        for component in self.bom.components.iter_mut().chain(&mut self.bom.subject) {
            component.completeness = self.completeness.get(&component.reference).copied();
            if component.reference.is_empty() {
                component.reference = made_reference(component);
            }
        }
        self.bom.dependencies = self.edges.dependencies;
        if self.further_problems > 0 {
            let reason = format!("{} further problems are not listed", self.further_problems);
            self.bom.problems.push(Problem::new(Place::default(), reason));
        }
        self.bom
    }
}

/// A reference from group, name and version: `org.example/library@1.0`.
pub(super) fn made_reference(component: &Component) -> String {
    let group = component.group.as_ref().map(|group| format!("{group}/")).unwrap_or_default();
    let version = component.version.as_ref().map(|version| format!("@{version}")).unwrap_or_default();
    format!("{group}{}{version}", component.name)
}

fn identifier_problems(component: &Component) -> Vec<Problem> {
    let purls = component.purls.iter().filter_map(|purl| Some((purl, purl.parse::<Purl>().err()?.to_string())));
    let cpes = component.cpes.iter().filter_map(|cpe| Some((cpe, cpe.parse::<Cpe>().err()?.to_string())));
    let problem = |(text, reason): (&String, String)| {
        Problem::new(component.place.clone(), format!("{:?} of {:?} is {reason}", text, component.name))
    };
    purls.chain(cpes).map(problem).collect()
}

/// Dependencies in order of their first mention, each once.
#[derive(Default)]
struct Edges {
    dependencies: Vec<Dependency>,
    index: BTreeMap<String, usize>,
    seen: BTreeSet<(usize, String)>,
}

impl Edges {
    fn from(&mut self, from: &str) -> usize {
        if let Some(index) = self.index.get(from) {
            return *index;
        }
        let index = self.dependencies.len();
        self.dependencies.push(Dependency { from: from.to_owned(), on: Vec::new() });
        self.index.insert(from.to_owned(), index);
        index
    }

    fn add(&mut self, from: &str, on: &str) {
        let index = self.from(from);
        if self.seen.insert((index, on.to_owned()))
            && let Some(dependency) = self.dependencies.get_mut(index)
        {
            dependency.on.push(on.to_owned());
        }
    }
}
