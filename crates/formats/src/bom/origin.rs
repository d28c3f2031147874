//! What components were built from, by way of others: a package from its recipe, the recipe from an archive.

use std::collections::{BTreeMap, BTreeSet};

use super::Component;
use super::gather::Gather;
use crate::{Place, Problem};

/// The most steps from a component to its sources and on to theirs, for all components together.
const STEPS: usize = 1_000_000;

impl Gather {
    /// Adds to each component's sources those that they were built from themselves, nearest first.
    pub(super) fn trace_sources(&mut self) {
        let direct: BTreeMap<String, Vec<String>> = self.bom.components.iter().filter_map(sources).collect();
        let mut room = STEPS;
        let is_indirect = |component: &&mut Component| component.built_from.iter().any(|one| direct.contains_key(one));
        for component in self.bom.components.iter_mut().filter(is_indirect) {
            match all(component, &direct, room) {
                Some((sources, steps)) => {
                    room -= steps;
                    component.built_from = sources;
                }
                None => {
                    let reason = "there are too many sources of sources; only direct ones are used";
                    let problem = Problem::new(Place::default(), reason);
                    return self.problem(problem);
                }
            }
        }
    }
}

fn sources(component: &Component) -> Option<(String, Vec<String>)> {
    (!component.built_from.is_empty()).then(|| (component.reference.clone(), component.built_from.clone()))
}

/// Every source of a component with the steps it took to find them, unless they are more than `room`.
fn all(component: &Component, direct: &BTreeMap<String, Vec<String>>, room: usize) -> Option<(Vec<String>, usize)> {
    let mut steps = 0;
    let mut seen = BTreeSet::from([component.reference.as_str()]);
    let mut found: Vec<&str> = Vec::new();
    let mut next: Vec<&String> = component.built_from.iter().collect();
    while !next.is_empty() {
        steps += next.len();
        if steps > room {
            return None;
        }
        next.retain(|source| seen.insert(source));
        found.extend(next.iter().map(|source| source.as_str()));
        next = next.iter().filter_map(|source| direct.get(*source)).flatten().collect();
    }
    Some((found.into_iter().map(str::to_owned).collect(), steps))
}
