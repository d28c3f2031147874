//! What a document looks like that is no bill, said so that its owner knows where it belongs.

use super::Top;
use crate::bom::cyclonedx;
use crate::bom::tree::Element;

/// A CycloneDX document that carries vulnerabilities but has no place for components is a VEX document.
pub(super) fn cyclonedx_without_bill(top: &Top<'_>) -> Option<String> {
    (top.components.is_none() && top.vulnerabilities.is_some()).then(|| "a CycloneDX VEX document".to_owned())
}

/// What JSON without the marks of a bill looks like.
pub(super) fn json(top: &Top<'_>) -> String {
    let context = top.context.map_or("", |context| context.get());
    let words = if context.contains("openvex") || (top.statements.is_some() && top.context.is_some()) {
        "an OpenVEX document"
    } else if top.document.is_some_and(|document| document.get().contains("\"csaf_version\"")) {
        "a CSAF document"
    } else if top.affected.is_some() {
        "an OSV advisory"
    } else if top.cve_metadata.is_some() {
        "a CVE record"
    } else if top.format.get() == Some("NVD_CVE") {
        "a page of NVD's CVE records"
    } else if top.catalog_version.get().is_some() && top.vulnerabilities.is_some() {
        "a catalogue of known exploited vulnerabilities"
    } else if top.spec_version.get().is_some() && (top.components.is_some() || top.metadata.is_some()) {
        "CycloneDX without the field bomFormat"
    } else if top.packages.is_some() {
        "SPDX without the field spdxVersion"
    } else {
        "other JSON"
    };
    words.to_owned()
}

/// What the XML looks like, `None` for a CycloneDX bill.
pub(super) fn xml(root: &Element) -> Option<String> {
    if root.name == "RDF" {
        return Some("RDF in XML; SPDX is read as JSON or tag-value".to_owned());
    }
    if root.name != "bom" || cyclonedx::xml::version(root).is_none() {
        return Some(format!("XML with the root element {:?}", root.name));
    }
    let is_vex = root.child("components").is_none() && root.child("vulnerabilities").is_some();
    is_vex.then(|| "a CycloneDX VEX document".to_owned())
}

/// What text that is neither JSON nor XML looks like.
pub(super) fn text(start: &str) -> String {
    let line = start.lines().next().unwrap_or_default().trim_end();
    let words = if start.chars().take(1000).any(|c| c.is_control() && !c.is_whitespace()) {
        "binary data"
    } else if line.starts_with("---") || line.starts_with("spdxVersion:") || line.starts_with("SPDXID:") {
        "YAML"
    } else {
        "text"
    };
    words.to_owned()
}
