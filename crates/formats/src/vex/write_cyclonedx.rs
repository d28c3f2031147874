//! The writer of CycloneDX 1.6 VEX.

use jiff::Timestamp;
use serde::Serialize;

use super::write::{WrittenStatement, pretty};
use super::{JUSTIFICATION, Status};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'w> {
    bom_format: &'static str,
    spec_version: &'static str,
    version: u32,
    metadata: Metadata<'w>,
    vulnerabilities: Vec<Vulnerability<'w>>,
}

#[derive(Serialize)]
struct Metadata<'w> {
    timestamp: String,
    component: Component<'w>,
}

#[derive(Serialize)]
struct Component<'w> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'w str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'w str>,
}

#[derive(Serialize)]
struct Vulnerability<'w> {
    id: &'w str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<Reference<'w>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ratings: Vec<Rating<'w>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<&'w str>,
    analysis: Analysis<'w>,
    affects: [Affects; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    properties: Vec<Property<'w>>,
}

#[derive(Serialize)]
struct Reference<'w> {
    id: &'w str,
    source: Source,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Rating<'w> {
    score: f64,
    method: &'static str,
    vector: &'w str,
}

#[derive(Serialize)]
struct Analysis<'w> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'w str>,
}

#[derive(Serialize)]
struct Affects {
    #[serde(rename = "ref")]
    reference: String,
}

#[derive(Serialize)]
struct Property<'w> {
    name: &'static str,
    value: &'w str,
}

/// Writes a CycloneDX 1.6 VEX document that refers to the bill `serial`/`revision` by BOM-Link, or by plain
/// references where the bill has no serial number.
///
/// A justification of OpenVEX that CycloneDX has no word for stands in a property of the vulnerability.
pub fn cyclonedx_vex(
    time: Timestamp,
    product: (&str, Option<&str>),
    bill: Option<(&str, u64)>,
    statements: &[WrittenStatement],
) -> String {
    let (name, version) = product;
    pretty(&Document {
        bom_format: "CycloneDX",
        spec_version: "1.6",
        version: 1,
        metadata: Metadata { timestamp: time.to_string(), component: Component { kind: "application", name, version } },
        vulnerabilities: statements.iter().map(|written| vulnerability(written, bill)).collect(),
    })
}

fn vulnerability<'w>(written: &'w WrittenStatement, bill: Option<(&str, u64)>) -> Vulnerability<'w> {
    let word = written.justification.as_deref();
    let justification = word.and_then(justification);
    Vulnerability {
        id: &written.id,
        references: written.aliases.iter().map(|id| Reference { id, source: source(id) }).collect(),
        ratings: written
            .cvss
            .iter()
            .filter(|(_, score)| score.is_finite())
            .map(|(vector, score)| rating(vector, *score))
            .collect(),
        recommendation: written.action.as_deref(),
        analysis: Analysis { state: state(written.status), justification, detail: written.detail.as_deref() },
        affects: [Affects { reference: reference(&written.component_reference, bill) }],
        properties: word
            .filter(|_| justification.is_none())
            .map(|value| Property { name: JUSTIFICATION, value })
            .into_iter()
            .collect(),
    }
}

fn state(status: Status) -> &'static str {
    match status {
        Status::NotAffected => "not_affected",
        Status::Affected => "exploitable",
        Status::Fixed => "resolved",
        Status::UnderInvestigation => "in_triage",
    }
}

/// The CycloneDX word that means the same; `None` if there is none.
fn justification(word: &str) -> Option<&str> {
    match word {
        "vulnerable_code_not_present" => Some("code_not_present"),
        "vulnerable_code_not_in_execute_path" => Some("code_not_reachable"),
        "inline_mitigations_already_exist" => Some("protected_by_mitigating_control"),
        "requires_configuration" | "requires_dependency" | "requires_environment" => Some(word),
        _ => None,
    }
}

/// The database that ids of this form come from.
fn source(id: &str) -> Source {
    let names = [("CVE-", "NVD"), ("GHSA-", "GitHub"), ("EUVD-", "EUVD"), ("RUSTSEC-", "RustSec")];
    Source { name: names.into_iter().find(|(start, _)| id.starts_with(start)).map_or("OSV", |(_, name)| name) }
}

fn rating(vector: &str, score: f64) -> Rating<'_> {
    let methods = [("CVSS:4", "CVSSv4"), ("CVSS:3.1", "CVSSv31"), ("CVSS:3", "CVSSv3")];
    let method = methods.into_iter().find(|(start, _)| vector.starts_with(start)).map_or("CVSSv2", |(_, name)| name);
    Rating { score, method, vector }
}

fn reference(reference: &str, bill: Option<(&str, u64)>) -> String {
    match bill {
        Some((serial, revision)) => {
            let serial = serial.strip_prefix("urn:uuid:").unwrap_or(serial);
            format!("urn:cdx:{serial}/{revision}#{}", encoded(reference))
        }
        None => reference.to_owned(),
    }
}

/// Percent-encoded but for what a fragment may hold without a doubt.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}
