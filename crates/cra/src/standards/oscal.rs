//! Catalogues in the form of NIST's OSCAL, catalog model.
//!
//! The same catalogue gives the same document: identifiers follow from content, and the moment is that of the check.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::table::{Catalogue, Entry, Group, Link};
use crate::annex_i::{Basis, Moment, Requirement, requirements};

/// The version of OSCAL that documents are written in.
const VERSION: &str = "1.2.3";

/// The namespace of our own properties: a name, nothing that is fetched.
const NAMESPACE: &str = "urn:steadfast:oscal";

/// When Annex I was compared with its source, as OSCAL wants a moment.
const ANNEX_I_CHECKED: &str = "2026-11-23T00:00:00Z";

/// A catalogue of a standard. Links to Annex I are links to the identifiers of [`annex_i_oscal`], with the relation and the
/// reason.
pub fn oscal(catalogue: &Catalogue) -> Value {
    let groups: Vec<Value> = catalogue.groups.iter().map(|one| group(catalogue, one)).collect();
    let title = format!("{}: {}", catalogue.designation, catalogue.title);
    let moment = format!("{}T00:00:00Z", catalogue.checked_on);
    let mut document = document(&title, &moment, &catalogue.edition, &groups);
    document["catalog"]["metadata"]["props"] =
        json!([property("presumption-of-conformity", catalogue.presumption.as_str())]);
    document
}

/// Annex I of the act.
pub fn annex_i_oscal() -> Value {
    let part = |prefix: &str| -> Vec<Value> {
        requirements().iter().filter(|one| one.id.starts_with(prefix)).map(requirement).collect()
    };
    let groups = [
        json!({ "id": "annex-i-part-1", "title": "Annex I, Part I: properties of products", "controls": part("I.1.") }),
        json!({ "id": "annex-i-part-2", "title": "Annex I, Part II: handling of vulnerabilities", "controls": part("I.2.") }),
    ];
    let title = "Regulation (EU) 2024/2847, Annex I, paraphrased: the Official Journal alone is authentic";
    document(title, ANNEX_I_CHECKED, "OJ L, 2024/2847, 20.11.2024", &groups)
}

fn document(title: &str, moment: &str, version: &str, groups: &[Value]) -> Value {
    let content = json!({ "title": title, "version": version, "groups": groups });
    json!({ "catalog": {
        "uuid": uuid(&content.to_string()),
        "metadata": { "title": title, "last-modified": moment, "version": version, "oscal-version": VERSION },
        "groups": groups,
    }})
}

fn group(catalogue: &Catalogue, group: &Group) -> Value {
    let controls: Vec<Value> = group.entries.iter().map(|one| entry(catalogue, one)).collect();
    let id = token(&format!("{}-group-{}", catalogue.id, group.id));
    json!({ "id": id, "title": format!("{} {}", group.id, group.title), "controls": controls })
}

fn entry(catalogue: &Catalogue, entry: &Entry) -> Value {
    let confidence = entry.confidence.unwrap_or(catalogue.confidence);
    let mut control = json!({
        "id": token(&format!("{}-{}", catalogue.id, entry.id)),
        "title": entry.title,
        "props": [
            { "name": "label", "value": entry.id },
            property("confidence", confidence.as_str()),
        ],
    });
    if !entry.links.is_empty() {
        control["links"] = entry.links.iter().map(link).collect();
    }
    control
}

fn link(link: &Link) -> Value {
    let text = format!("{}: {}", link.relation.as_str(), link.reason);
    json!({ "href": format!("#{}", token(&link.requirement)), "rel": "related", "text": text })
}

fn requirement(one: &Requirement) -> Value {
    let id = token(&one.id);
    json!({
        "id": id,
        "title": one.title,
        "props": [
            { "name": "label", "value": one.reference },
            property("basis", basis(one.basis)),
            property("moment", moment(one.moment)),
        ],
        "parts": [{ "id": format!("{id}_smt"), "name": "statement", "prose": one.paraphrase }],
    })
}

const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Always => "always",
        Basis::RiskBased => "risk-based",
    }
}

const fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Placing => "placing",
        Moment::Period => "period",
    }
}

fn property(name: &str, value: &str) -> Value {
    json!({ "name": name, "ns": NAMESPACE, "value": value })
}

/// What OSCAL takes as an identifier: letters, digits, dots, hyphens, and a letter first.
fn token(text: &str) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '.' || letter == '-';
    let clean: String = text.chars().map(|letter| if fits(letter) { letter } else { '-' }).collect();
    if clean.starts_with(|first: char| first.is_ascii_alphabetic()) { clean } else { format!("x-{clean}") }
}

/// An identifier that follows from content, in the form of RFC 9562. It says version 5, the one that
/// NIST's schema takes for what follows from names, with SHA-256 in the place of SHA-1.
fn uuid(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    let mut bytes: [u8; 16] = std::array::from_fn(|place| digest[place]);
    bytes[6] = (bytes[6] & 0x0f) | 0x50;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
