//! The fields of an SPDX 2 package, whichever spelling they come in.

use crate::bom::words;
use crate::bom::{Component, Hash, HashOf};
use crate::vex::{Identifiers, Scope, Statement, Status};

pub(super) fn version(component: &mut Component, text: &str) {
    component.version = words::said(text).map(str::to_owned);
}

pub(super) fn declared_licence(component: &mut Component, text: &str) {
    if let Some(licence) = words::said(text) {
        words::push_once(&mut component.licences, licence.to_owned());
        words::push_once(&mut component.declared_licences, licence.to_owned());
    }
}

pub(super) fn concluded_licence(component: &mut Component, text: &str) {
    if let Some(licence) = words::said(text) {
        words::push_once(&mut component.licences, licence.to_owned());
        words::push_once(&mut component.concluded_licences, licence.to_owned());
    }
}

pub(super) fn address(component: &mut Component, kind: &str, text: &str) {
    if let Some(address) = words::said(text) {
        component.addresses.push((kind.to_owned(), address.to_owned()));
    }
}

/// What writers put into `sourceInfo` that machines can use: Yocto the flaws whose fixes were patched in, trivy the
/// source package.
pub(super) fn source_info(component: &mut Component, text: &str) {
    let said = [(FIXED, "CVEs fixed:"), ("spdx:SrcName", "built package from:")];
    for (name, start) in said {
        if let Some(rest) = text.trim().strip_prefix(start) {
            let words = if name == FIXED { Some(rest.trim()) } else { rest.split_whitespace().next() };
            component.properties.extend(words.map(|words| (name.to_owned(), words.to_owned())));
        }
    }
}

/// The property that holds the flaws fixed in a package, separated by spaces.
const FIXED: &str = "spdx:fixed";

/// The statement that these flaws are fixed in the package, which the document itself makes.
pub(super) fn fixed(component: &Component) -> impl Iterator<Item = Statement> {
    let lists = component.properties.iter().filter(|(name, _)| name == FIXED);
    lists.flat_map(|(_, ids)| ids.split_whitespace()).map(|id| Statement {
        vulnerability: vec![id.to_owned()],
        status: Status::Fixed,
        justification: None,
        detail: Some("the bill says that a patch in the source fixes it".to_owned()),
        time: None,
        products: vec![Scope {
            product: Identifiers { references: vec![(None, component.reference.clone())], ..Identifiers::default() },
            subcomponents: Vec::new(),
        }],
        place: component.place.clone(),
    })
}

pub(super) fn checksum(component: &mut Component, algorithm: &str, value: &str) {
    if let (Some(algorithm), Some(value)) = (words::said(algorithm), words::said(value)) {
        let (algorithm, value) = (algorithm.to_owned(), value.to_owned());
        component.hashes.push(Hash { of: HashOf::Component, algorithm, value });
    }
}

/// An external reference by its type; the category is written in several ways and says nothing more.
pub(super) fn external(component: &mut Component, kind: &str, locator: &str) {
    let Some(locator) = words::said(locator) else { return };
    let kind = kind.rsplit('/').next().unwrap_or(kind).to_ascii_lowercase();
    let list = match kind.as_str() {
        "purl" => &mut component.purls,
        "cpe22type" | "cpe23type" => &mut component.cpes,
        "swid" => &mut component.swids,
        "advisory" | "fix" | "url" => return component.addresses.push((kind, locator.to_owned())),
        _ => return,
    };
    words::push_once(list, locator.to_owned());
}
