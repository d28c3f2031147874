//! CycloneDX as XML.

mod component;

use super::{VERSIONS, check_version, completeness, compose, dangling};
use crate::bom::gather::{Gather, made_reference};
use crate::bom::tree::Element;
use crate::bom::words;
use crate::bom::{Bom, BomFormat, Component, Party};
use crate::vex::cyclonedx::statements_xml;
use crate::{Place, Problem, ReadError};

const NAMESPACE: &str = "http://cyclonedx.org/schema/bom/";

/// The version by the root's namespace, whatever its prefix.
pub(in crate::bom) fn version(root: &Element) -> Option<&str> {
    let namespaces = root.attributes.iter().filter(|(name, _)| name == "xmlns" || name.starts_with("xmlns:"));
    namespaces.map(|(_, value)| value).find_map(|value| value.strip_prefix(NAMESPACE))
}

pub(in crate::bom) fn read(root: &Element) -> Result<Bom, ReadError> {
    let version = version(root).unwrap_or("without a version");
    check_version(version, &VERSIONS, "1.0 to 1.7")?;
    let mut gather = Gather::new(BomFormat::CycloneDxXml, version);
    gather.bom.serial = root.attribute("serialNumber").map(str::to_owned);
    gather.bom.revision = root.attribute("version").and_then(|revision| revision.parse().ok());
    if let Some(element) = root.child("metadata") {
        metadata(element, &mut gather);
    }
    if let Some(list) = root.child("components") {
        components(list, "/bom/components", None, &mut gather);
    }
    for service in root.list("services", "service") {
        service
            .attribute("bom-ref")
            .into_iter()
            .for_each(|reference| gather.known(reference, &place(service, "/bom/services")));
    }
    for (index, entry) in root.list("dependencies", "dependency").enumerate() {
        dependency(entry, &place(entry, &format!("/bom/dependencies/dependency[{}]", index + 1)), &mut gather);
    }
    for (index, entry) in root.list("compositions", "composition").enumerate() {
        composition(entry, &place(entry, &format!("/bom/compositions/composition[{}]", index + 1)), &mut gather);
    }
    if let Some(element) = root.child("vulnerabilities") {
        let mut problems = Vec::new();
        gather.bom.statements = statements_xml(element, &mut problems);
        gather.problems(problems);
    }
    Ok(gather.finish())
}

fn place(element: &Element, path: &str) -> Place {
    Place::line(element.line, path)
}

fn metadata(element: &Element, gather: &mut Gather) {
    let time = element.child("timestamp");
    gather.bom.created =
        gather.time(time.and_then(Element::said), || place(time.unwrap_or(element), "/bom/metadata/timestamp"));
    let organisations = ["manufacturer", "manufacture", "supplier"].into_iter().filter_map(|name| element.child(name));
    for creator in element.list("authors", "author").chain(organisations) {
        if let Some(text) = party(creator).as_ref().and_then(words::party_text) {
            words::push_once(&mut gather.bom.creators, text);
        }
    }
    if let Some(tools) = element.child("tools") {
        let tools =
            tools.all("tool").chain(tools.list("components", "component")).chain(tools.list("services", "service"));
        for tool in tools {
            let text = |name| tool.child_text(name);
            gather.bom.tools.extend(words::tool_text([text("vendor"), text("name"), text("version")]));
            tool.attribute("bom-ref")
                .into_iter()
                .for_each(|reference| gather.known(reference, &place(tool, "/bom/metadata/tools")));
        }
    }
    if let Some(subject) = element.child("component") {
        read_subject(subject, gather);
    }
}

fn read_subject(element: &Element, gather: &mut Gather) {
    let path = "/bom/metadata/component";
    let own = match component::read(element, path) {
        Ok(mut subject) => {
            subject.subject = true;
            gather.check(&subject);
            let own = reference(&subject);
            gather.bom.subject = Some(subject);
            Some(own)
        }
        Err(problem) => {
            gather.problem(problem);
            None
        }
    };
    if let Some(nested) = element.child("components") {
        components(nested, &format!("{path}/components"), own.as_deref(), gather);
    }
}

/// Gathers components; the tree's depth bounds the recursion.
fn components(list: &Element, path: &str, parent: Option<&str>, gather: &mut Gather) {
    for (index, element) in list.all("component").enumerate() {
        let path = format!("{path}/component[{}]", index + 1);
        let own = match component::read(element, &path) {
            Ok(component) => {
                let own = reference(&component);
                parent.into_iter().for_each(|parent| gather.depends(parent, &own));
                gather.component(component);
                Some(own)
            }
            Err(problem) => {
                gather.report(problem);
                None
            }
        };
        if let Some(nested) = element.child("components") {
            components(nested, &format!("{path}/components"), own.as_deref(), gather);
        }
    }
}

fn reference(component: &Component) -> String {
    if component.reference.is_empty() { made_reference(component) } else { component.reference.clone() }
}

fn dependency(entry: &Element, place: &Place, gather: &mut Gather) {
    let Some(from) = entry.attribute("ref") else {
        return gather.problem(Problem::new(place.clone(), "a dependency without a reference"));
    };
    if !gather.knows(from) {
        return gather.problem(dangling(place, from));
    }
    gather.speaks_of(from);
    for on in entry.all("dependency").filter_map(|on| on.attribute("ref")) {
        if gather.knows(on) {
            gather.depends(from, on);
        } else {
            gather.problem(dangling(place, on));
        }
    }
}

/// How complete the parts and the dependencies of some components are.
fn composition(entry: &Element, place: &Place, gather: &mut Gather) {
    let Some(aggregate) = entry.child_text("aggregate") else {
        return gather.problem(Problem::new(place.clone(), "a composition without an aggregate"));
    };
    let completeness = completeness(aggregate);
    let parts = entry.list("assemblies", "assembly").chain(entry.list("dependencies", "dependency"));
    for reference in parts.filter_map(|part| part.attribute("ref")) {
        compose(reference, completeness, place, gather);
    }
}

/// An organisation or a person.
fn party(element: &Element) -> Option<Party> {
    let contact = element.all("contact").find_map(|contact| contact.child_text("email"));
    let contact = element.child_text("email").or(contact).or_else(|| element.child_text("url"));
    let name = element.child_text("name");
    (name.is_some() || contact.is_some())
        .then(|| Party { name: name.map(str::to_owned), contact: contact.map(str::to_owned) })
}
