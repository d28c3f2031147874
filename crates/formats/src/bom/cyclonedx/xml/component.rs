//! A component of a CycloneDX XML document.

use super::{party, place};
use crate::Problem;
use crate::bom::cyclonedx::{EXCLUDED, Makers, hashed, push_licence};
use crate::bom::tree::Element;
use crate::bom::words;
use crate::bom::{Component, Hash, HashOf};

pub(super) fn read(element: &Element, path: &str) -> Result<Component, Problem> {
    let place = place(element, path);
    let text = |name: &str| element.child_text(name).map(str::to_owned);
    let Some(name) = text("name") else { return Err(Problem::new(place, "a component without a name")) };
    let mut component = Component {
        reference: element.attribute("bom-ref").unwrap_or_default().to_owned(),
        kind: element.attribute("type").map(words::kind).unwrap_or_default(),
        group: text("group"),
        name,
        version: text("version"),
        purls: text("purl").into_iter().collect(),
        cpes: text("cpe").into_iter().collect(),
        swids: element.child("swid").and_then(|swid| swid.attribute("tagId")).map(str::to_owned).into_iter().collect(),
        build_only: element.child_text("scope") == Some(EXCLUDED),
        supplier: makers(element).first(),
        place,
        ..Component::default()
    };
    details(element, &mut component);
    Ok(component)
}

fn makers(element: &Element) -> Makers {
    let text_party = |name: &str| element.child_text(name).and_then(words::party);
    Makers {
        manufacturer: element.child("manufacturer").and_then(party),
        author: element.list("authors", "author").find_map(party).or_else(|| text_party("author")),
        supplier: element.child("supplier").and_then(party),
        publisher: text_party("publisher"),
    }
}

fn details(element: &Element, component: &mut Component) {
    hashes(element, HashOf::Component, component);
    for property in element.list("properties", "property") {
        if let Some(name) = property.attribute("name").filter(|name| words::is_kept_property(name)) {
            component.properties.push((name.to_owned(), property.said().unwrap_or_default().to_owned()));
        }
    }
    for address in element.list("externalReferences", "reference") {
        if let Some(of) = address.attribute("type").and_then(hashed) {
            hashes(address, of, component);
        }
        if let (Some(kind), Some(url)) = (address.attribute("type"), address.child_text("url")) {
            component.addresses.push((kind.to_owned(), url.to_owned()));
        }
    }
    for licence in element.child("licenses").into_iter().flat_map(|list| &list.children) {
        let acknowledgement = licence.attribute("acknowledgement");
        push_licence(component, licence.said().filter(|_| licence.name == "expression"), acknowledgement);
        push_licence(component, licence.child_text("id").or_else(|| licence.child_text("name")), acknowledgement);
    }
    if let Some(pedigree) = element.child("pedigree") {
        let ancestors = pedigree.list("ancestors", "component");
        component.built_from = ancestors.filter_map(|one| one.attribute("bom-ref").map(str::to_owned)).collect();
    }
}

fn hashes(element: &Element, of: HashOf, component: &mut Component) {
    for hash in element.list("hashes", "hash") {
        if let (Some(algorithm), Some(value)) = (hash.attribute("alg"), hash.said()) {
            component.hashes.push(Hash { of, algorithm: algorithm.to_owned(), value: value.to_owned() });
        }
    }
}
