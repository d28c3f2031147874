//! What CycloneDX JSON says about the completeness of lists.

use serde::Deserialize;

use super::{completeness, compose};
use crate::Problem;
use crate::bom::gather::Gather;
use crate::bom::source::{Source, Text, list};
use crate::json::Raw;

/// An entry of `compositions`: how complete the parts and the dependencies of some components are.
#[derive(Deserialize)]
struct Composition<'a> {
    #[serde(default, borrow)]
    aggregate: Text<'a>,
    #[serde(borrow)]
    assemblies: Option<Raw<'a>>,
    #[serde(borrow)]
    dependencies: Option<Raw<'a>>,
}

pub(super) fn read<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, gather: &mut Gather) {
    for (index, raw) in list(raw).into_iter().enumerate() {
        let path = format!("/compositions/{index}");
        match source.object::<Composition<'a>>(raw, &path) {
            Ok(composition) => one(&composition, source, raw, &path, gather),
            Err(problem) => gather.problem(problem),
        }
    }
}

fn one<'a>(composition: &Composition<'a>, source: &Source<'a>, raw: Raw<'a>, path: &str, gather: &mut Gather) {
    let Some(aggregate) = composition.aggregate.get() else {
        return gather.problem(Problem::new(source.place(raw, path), "a composition without an aggregate"));
    };
    let completeness = completeness(aggregate);
    for entry in list(composition.assemblies).into_iter().chain(list(composition.dependencies)) {
        let place = source.place(entry, path);
        match serde_json::from_str::<Text<'_>>(entry.get()).unwrap_or_default().get() {
            Some(reference) => compose(reference, completeness, &place, gather),
            None => gather.problem(Problem::new(place, "a composition holds something that is no reference")),
        }
    }
}
