//! What relationships say about packages.

use std::collections::BTreeMap;

use super::{Graph, Related};
use crate::bom::gather::Gather;
use crate::bom::words;
use crate::{Place, Problem};

/// The most pairs of a source and a product that all builds together may make.
const PAIRS: usize = 5_000_000;

/// Sources and products of builds.
#[derive(Default)]
struct Builds<'r> {
    inputs: BTreeMap<&'r str, Vec<&'r str>>,
    outputs: BTreeMap<&'r str, Vec<&'r str>>,
}

pub(super) fn read(relationships: &[Related<'_>], graph: &Graph<'_>, gather: &mut Gather) {
    let mut builds = Builds::default();
    for relationship in relationships {
        let place = &relationship.place;
        let (Some(from), Some(kind)) = (relationship.from.get(), relationship.kind.get()) else {
            gather.problem(Problem::new(place.clone(), "a relationship needs from and relationshipType"));
            continue;
        };
        for to in relationship.to.ids() {
            match kind {
                "hasInput" => builds.inputs.entry(from).or_default().push(to),
                "hasOutput" => builds.outputs.entry(from).or_default().push(to),
                _ => one(Edge { from, kind, to }, graph, place, gather),
            }
        }
    }
    let mut room = PAIRS;
    for (build, products) in &builds.outputs {
        let sources = builds.inputs.get(build).map(Vec::as_slice).unwrap_or_default();
        let pairs = products.len().saturating_mul(sources.len());
        if pairs > room {
            let reason = format!("the build {build} has too many sources and products; they are not used");
            gather.problem(Problem::new(Place::default(), reason));
            continue;
        }
        room -= pairs;
        products.iter().for_each(|product| built_from(product, sources, graph, gather));
    }
}

#[derive(Clone, Copy)]
struct Edge<'r> {
    from: &'r str,
    kind: &'r str,
    to: &'r str,
}

fn one(edge: Edge<'_>, graph: &Graph<'_>, place: &Place, gather: &mut Gather) {
    let Edge { from, kind, to } = edge;
    match kind {
        "dependsOn"
        | "contains"
        | "hasDynamicLink"
        | "hasStaticLink"
        | "hasPrerequisite"
        | "hasOptionalDependency"
        | "hasProvidedDependency"
        | "hasOptionalComponent" => depends(from, to, graph, place, gather),
        "generates" => built_from(to, &[from], graph, gather),
        "hasDeclaredLicense" | "hasConcludedLicense" => licence(edge, graph, gather),
        _ => {}
    }
}

fn depends(from: &str, on: &str, graph: &Graph<'_>, place: &Place, gather: &mut Gather) {
    let lost = [from, on].into_iter().find(|id| !is_known(id, graph));
    if let Some(id) = lost {
        let reason = format!("the reference {id} leads nowhere in this document");
        return gather.problem(Problem::new(place.clone(), reason));
    }
    if graph.packages.contains_key(from) && is_none(on) {
        gather.speaks_of(from);
    }
    if graph.packages.contains_key(from) && graph.packages.contains_key(on) {
        gather.depends(from, on);
    }
}

/// Whether an identifier leads to an element, or to one of the individuals that SPDX itself defines.
fn is_known(id: &str, graph: &Graph<'_>) -> bool {
    graph.packages.contains_key(id)
        || graph.others.contains(id)
        || id.starts_with("https://spdx.org/rdf/")
        || matches!(id, "NoneElement" | "NoAssertionElement")
}

/// SPDX's word for "nothing at all".
fn is_none(id: &str) -> bool {
    id == "NoneElement" || (id.starts_with("https://spdx.org/rdf/") && id.ends_with("/NoneElement"))
}

fn built_from(product: &str, sources: &[&str], graph: &Graph<'_>, gather: &mut Gather) {
    let Some(index) = graph.packages.get(product) else { return };
    let Some(component) = gather.bom.components.get_mut(*index) else { return };
    for source in sources.iter().filter(|source| graph.packages.contains_key(**source)) {
        words::push_once(&mut component.built_from, (*source).to_owned());
    }
}

fn licence(edge: Edge<'_>, graph: &Graph<'_>, gather: &mut Gather) {
    let Edge { from: package, kind, to: licence } = edge;
    let Some(component) = graph.packages.get(package).and_then(|index| gather.bom.components.get_mut(*index)) else {
        return;
    };
    let listed = licence
        .strip_prefix("https://spdx.org/licenses/")
        .or_else(|| licence.strip_prefix("http://spdx.org/licenses/"));
    let text = graph.names.get(licence).map(String::as_str).or(listed);
    if let Some(text) = text.and_then(words::said) {
        words::push_once(&mut component.licences, text.to_owned());
        let is_declared = kind == "hasDeclaredLicense";
        let list = if is_declared { &mut component.declared_licences } else { &mut component.concluded_licences };
        words::push_once(list, text.to_owned());
    }
}
