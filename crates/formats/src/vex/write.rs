//! What a statement to be written is, and the writer of OpenVEX 0.2.0.

use jiff::Timestamp;
use serde::Serialize;

use super::Status;
use crate::purl::Purl;

/// A statement to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenStatement {
    /// The vulnerability's id.
    pub id: String,
    /// Its other ids.
    pub aliases: Vec<String>,
    /// What is said.
    pub status: Status,
    /// OpenVEX justification, required for [`Status::NotAffected`] unless `detail` is given.
    pub justification: Option<String>,
    /// Reason or impact in words.
    pub detail: Option<String>,
    /// What users should do, for [`Status::Affected`].
    pub action: Option<String>,
    /// The component: its reference in the bill, its package URL, its name and version.
    pub component_reference: String,
    /// Package URL, where the component has one.
    pub purl: Option<String>,
    /// CPE name, where the component has one.
    pub cpe: Option<String>,
    /// The component's name.
    pub name: String,
    /// The component's version.
    pub version: Option<String>,
    /// CVSS vector and base score, where known.
    pub cvss: Option<(String, f64)>,
    /// The product and its version, where it is not that of the document; without a version, every one is meant.
    pub product: Option<(String, Option<String>)>,
}

/// The justifications of OpenVEX.
pub(super) const JUSTIFICATIONS: [&str; 5] = [
    "component_not_present",
    "vulnerable_code_not_present",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "inline_mitigations_already_exist",
];

#[derive(Serialize)]
struct Document<'w> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: &'w str,
    author: &'w str,
    timestamp: String,
    version: u32,
    statements: Vec<Statement<'w>>,
}

#[derive(Serialize)]
struct Statement<'w> {
    vulnerability: Vulnerability<'w>,
    products: [Product<'w>; 1],
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_notes: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact_statement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action_statement: Option<&'w str>,
}

#[derive(Serialize)]
struct Vulnerability<'w> {
    name: &'w str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'w str>,
}

#[derive(Serialize)]
struct Product<'w> {
    #[serde(rename = "@id")]
    id: String,
    subcomponents: [Component<'w>; 1],
}

#[derive(Serialize)]
struct Component<'w> {
    #[serde(rename = "@id")]
    id: &'w str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifiers: Option<Identifiers<'w>>,
}

#[derive(Serialize)]
struct Identifiers<'w> {
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpe22: Option<&'w str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpe23: Option<&'w str>,
}

/// Writes OpenVEX 0.2.0. `product` names the product (`(name, version)`), `id` and `author` stand as given.
///
/// The product is identified as a package URL of type `generic`, its components by their package URL or else by
/// their reference. OpenVEX asks for a reason of `not_affected` and for an action of `affected`: where there is
/// none, the document says just that. A justification that OpenVEX does not know is written in words.
pub fn openvex(
    id: &str,
    author: &str,
    time: Timestamp,
    product: (&str, Option<&str>),
    statements: &[WrittenStatement],
) -> String {
    let document = Document {
        context: "https://openvex.dev/ns/v0.2.0",
        id,
        author,
        timestamp: time.to_string(),
        version: 1,
        statements: statements.iter().map(|written| statement(written, product)).collect(),
    };
    pretty(&document)
}

/// Pretty-printed, with a line break at the end.
pub(super) fn pretty(document: &impl Serialize) -> String {
    // Text, numbers and lists under text keys: there is nothing in it that could fail to become JSON.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn generic((name, version): (&str, Option<&str>)) -> String {
    let purl = Purl {
        kind: "generic".into(),
        namespace: None,
        name: name.into(),
        version: version.map(str::to_owned),
        qualifiers: std::collections::BTreeMap::new(),
        subpath: None,
    };
    purl.to_string()
}

/// The product that a statement is about, in a document about `other`.
pub(super) fn product_of<'w>(
    written: &'w WrittenStatement,
    other: (&'w str, Option<&'w str>),
) -> (&'w str, Option<&'w str>) {
    written.product.as_ref().map_or(other, |(name, version)| (name, version.as_deref()))
}

fn statement<'w>(written: &'w WrittenStatement, product: (&'w str, Option<&'w str>)) -> Statement<'w> {
    let not_affected = written.status == Status::NotAffected;
    let known = written.justification.as_deref().filter(|word| JUSTIFICATIONS.contains(word));
    let justification = known.filter(|_| not_affected);
    // Either the justification or the impact statement: the schema knows not both. Other words are notes.
    let impact = (not_affected && justification.is_none()).then(|| impact(written));
    Statement {
        vulnerability: Vulnerability {
            name: &written.id,
            aliases: written.aliases.iter().map(String::as_str).collect(),
        },
        products: [Product { id: generic(product_of(written, product)), subcomponents: [component(written)] }],
        status: written.status,
        status_notes: written.detail.as_deref().filter(|_| impact.is_none()),
        justification,
        impact_statement: impact,
        action_statement: match (written.status, &written.action) {
            (_, Some(action)) => Some(action),
            (Status::Affected, None) => Some("No action is stated."),
            (_, None) => None,
        },
    }
}

pub(super) fn impact(written: &WrittenStatement) -> String {
    match (&written.justification, &written.detail) {
        (None, None) => "No reason is stated.".to_owned(),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (Some(justification), Some(detail)) => format!("{justification}: {detail}"),
    }
}

fn component(written: &WrittenStatement) -> Component<'_> {
    let purl = written.purl.as_deref();
    let (cpe23, cpe22) = (written.cpe.as_deref(), written.cpe.as_deref());
    let identifiers = Identifiers {
        purl,
        cpe22: cpe22.filter(|cpe| !cpe.starts_with("cpe:2.3:")),
        cpe23: cpe23.filter(|cpe| cpe.starts_with("cpe:2.3:")),
    };
    let named = purl.is_some() || written.cpe.is_some();
    Component { id: purl.unwrap_or(&written.component_reference), identifiers: named.then_some(identifiers) }
}
