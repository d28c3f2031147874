//! CycloneDX as JSON.

use serde::Deserialize;

use super::{VERSIONS, check_version, component, composition, dangling, metadata};
use crate::bom::detect::Top;
use crate::bom::gather::{Gather, made_reference};
use crate::bom::source::{Source, Text, list};
use crate::bom::{Bom, BomFormat, Component};
use crate::json::Raw;
use crate::vex::cyclonedx::statements;
use crate::{Limits, Place, Problem, ReadError};

pub(in crate::bom) fn read<'a>(source: &Source<'a>, top: &Top<'a>, limits: &Limits) -> Result<Bom, ReadError> {
    let version = top.spec_version.get().unwrap_or("without a version");
    check_version(version, VERSIONS.get(2..).unwrap_or_default(), "1.2 to 1.7")?;
    let mut gather = Gather::new(BomFormat::CycloneDxJson, version);
    gather.bom.serial = top.serial_number.owned();
    gather.bom.revision = top.version.get().and_then(|revision| revision.parse().ok());
    if let Some((subject, nested)) = metadata::read(source, top.metadata, &mut gather) {
        let path = "/metadata/component/components".to_owned();
        components(
            source,
            Level { raw: Some(nested), path, parent: Some(reference(&subject)), depth: 1 },
            &mut gather,
            limits,
        )?;
    }
    let path = "/components".to_owned();
    components(source, Level { raw: top.components, path, parent: None, depth: 1 }, &mut gather, limits)?;
    services(source, top.services, &mut gather);
    dependencies(source, top.dependencies, &mut gather);
    composition::read(source, top.compositions, &mut gather);
    if let Some(raw) = top.vulnerabilities {
        let mut problems = Vec::new();
        gather.bom.statements = statements(source.whole(), &list(Some(raw)), "/vulnerabilities", &mut problems);
        gather.problems(problems);
    }
    Ok(gather.finish())
}

/// A list of components, at the top or nested in another.
struct Level<'a> {
    raw: Option<Raw<'a>>,
    path: String,
    /// The reference of the component that they are nested in.
    parent: Option<String>,
    depth: usize,
}

/// Gathers components level by level: each is followed by those nested in it, as in the document.
fn components<'a>(
    source: &Source<'a>,
    level: Level<'a>,
    gather: &mut Gather,
    limits: &Limits,
) -> Result<(), ReadError> {
    if level.depth > limits.depth {
        return Err(ReadError::TooDeep { place: Place::path(level.path), limit: limits.depth });
    }
    for (index, raw) in list(level.raw).into_iter().enumerate() {
        let path = format!("{}/{index}", level.path);
        let read = component::read(source, raw, &path);
        gather.problems(read.problems);
        let own = match read.component {
            Ok(component) => {
                let own = reference(&component);
                if let Some(parent) = level.parent.as_deref().filter(|parent| !parent.is_empty()) {
                    gather.depends(parent, &own);
                }
                gather.component(component);
                Some(own)
            }
            Err(problem) => {
                gather.report(problem);
                None
            }
        };
        if let Some(nested) = read.nested {
            let path = format!("{path}/components");
            components(source, Level { raw: Some(nested), path, parent: own, depth: level.depth + 1 }, gather, limits)?;
        }
    }
    Ok(())
}

fn reference(component: &Component) -> String {
    if component.reference.is_empty() { made_reference(component) } else { component.reference.clone() }
}

#[derive(Deserialize)]
struct Service<'a> {
    #[serde(rename = "bom-ref", default, borrow)]
    reference: Text<'a>,
    #[serde(borrow)]
    services: Option<Raw<'a>>,
}

/// Services are no components, but dependencies may name them.
fn services<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, gather: &mut Gather) {
    for (index, raw) in list(raw).into_iter().enumerate() {
        let path = format!("/services/{index}");
        match source.object::<Service<'a>>(raw, &path) {
            Ok(service) => {
                let nested = list(service.services).into_iter();
                let nested = nested.filter_map(|raw| source.object::<Service<'a>>(raw, &path).ok());
                let place = source.place(raw, path.as_str());
                for service in nested.chain([service]) {
                    service.reference.get().into_iter().for_each(|reference| gather.known(reference, &place));
                }
            }
            Err(problem) => gather.problem(problem),
        }
    }
}

#[derive(Deserialize)]
struct Dependency<'a> {
    #[serde(rename = "ref", default, borrow)]
    reference: Text<'a>,
    #[serde(rename = "dependsOn", borrow)]
    depends_on: Option<Raw<'a>>,
}

fn dependencies<'a>(source: &Source<'a>, raw: Option<Raw<'a>>, gather: &mut Gather) {
    for (index, raw) in list(raw).into_iter().enumerate() {
        let path = format!("/dependencies/{index}");
        match source.object::<Dependency<'a>>(raw, &path) {
            Ok(entry) => dependency(&entry, &source.place(raw, path), gather),
            Err(problem) => gather.problem(problem),
        }
    }
}

fn dependency(entry: &Dependency<'_>, place: &Place, gather: &mut Gather) {
    let Some(from) = entry.reference.get() else {
        return gather.problem(Problem::new(place.clone(), "a dependency without a reference"));
    };
    if !gather.knows(from) {
        return gather.problem(dangling(place, from));
    }
    gather.speaks_of(from);
    for raw in list(entry.depends_on) {
        match serde_json::from_str::<Text<'_>>(raw.get()).unwrap_or_default().get() {
            Some(on) if gather.knows(on) => gather.depends(from, on),
            Some(on) => gather.problem(dangling(place, on)),
            None => gather.problem(Problem::new(place.clone(), "dependsOn holds something that is no reference")),
        }
    }
}
