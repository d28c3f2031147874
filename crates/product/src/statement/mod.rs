//! What the ledger's record of a release says of its product file: short, of whole numbers and texts only, in one order.
//!
//! The register is computed from this and from records of evidence, by anybody who has them.

mod build;
mod small;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use build::statement;

/// Bytes of JSON that a statement has at most; see [`Statement::shortened`].
pub const MOST_BYTES: usize = 128 * 1024;

/// What a product file says, in short.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Statement {
    /// The schema of this statement: 1.
    pub schema: u32,
    /// SHA-256 of the product file, in hexadecimal digits.
    pub file: String,
    /// Whether the file says anything beyond `[gate]`, `[network]` and `[unit]`.
    pub says_anything: bool,
    /// The name it is sold under.
    pub name: String,
    /// Type or model.
    pub designation: String,
    /// The legal manufacturer.
    pub manufacturer: String,
    /// What the house is for this product, as the file writes it: `manufacturer`, `importer`; absent where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The category: `default`, or an id of `cra::categories`; absent where the file names none that is known.
    pub category: Option<String>,
    /// Its class by that category, as `cra::categories::Class::as_str`.
    pub class: Option<String>,
    /// Whether it is free and open-source software.
    pub open_source: Option<bool>,
    /// Where its technical documentation is public (Art. 32(5)).
    pub public_documentation: Option<String>,
    /// The day on which the first unit was placed on the market, as `2027-01-31`.
    pub placed: Option<String>,
    /// The procedure chosen: `A`, `B+C`, `H`, `certification`.
    pub route: Option<String>,
    /// The notified body, where one takes part.
    pub notified_body: Option<String>,
    /// Its certificate.
    pub certificate: Option<String>,
    /// The support period.
    pub support: SupportStated,
    /// Where people reach the manufacturer.
    pub contact: ContactStated,
    /// What users are told.
    pub information: InformationStated,
    /// The level of security: `iec-62443/2`, `etsi-en-303-645`.
    pub security_level: Option<String>,
    /// Standards applied, in the order of the file.
    pub standards: Vec<StandardStated>,
    /// The risk assessment: version, day, and the role that approved it.
    pub assessment: AssessmentStated,
    /// Every requirement of Annex I by its id.
    pub requirements: BTreeMap<String, RequirementStated>,
    /// Requirements that do not apply, with the reason.
    pub not_applicable: BTreeMap<String, String>,
    /// Threats.
    pub threats: ThreatsStated,
    /// Phases of Art. 13(2) by name: planning, design, development, production, delivery, maintenance.
    pub phases: BTreeMap<String, PhaseStated>,
    /// Due diligence on components (Art. 13(5)).
    pub due_diligence: DueDiligenceStated,
    /// Evidence that is expected, and how it is recognised, by its id.
    pub evidence: BTreeMap<String, EvidenceStated>,
    /// What the check found, for everything up to delivery.
    pub findings: FindingsStated,
    /// What was left out because the whole was longer than [`MOST_BYTES`].
    pub shortened: Option<Shortened>,
}

/// Where people reach the manufacturer: which of it the file names (Art. 13(16) and (17)).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ContactStated {
    /// A postal address.
    pub address: bool,
    /// A digital contact.
    pub digital: bool,
    /// The single point of contact for vulnerabilities.
    pub vulnerabilities: bool,
    /// A way to people, not to machines alone.
    pub people: bool,
}

/// What users are told (Art. 13(18) and Annex II), counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct InformationStated {
    /// Points of Annex II that every product needs and that the file leaves out.
    pub missing: u32,
}

/// The support period as stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct SupportStated {
    /// The first day, as `2027-01-31`.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// Years from the placing of each unit.
    pub years: Option<u32>,
    /// Criteria of Art. 13(8) that have a reason.
    pub reasons: u32,
}

/// A standard as stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct StandardStated {
    /// Its id.
    pub id: String,
    /// Its edition; empty where the file names none.
    pub edition: String,
    /// `in-full` or `in-part`; absent where the file does not say.
    pub applied: Option<String>,
}

/// The risk assessment as stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct AssessmentStated {
    /// Its version.
    pub version: String,
    /// When it was last looked at.
    pub date: Option<String>,
    /// The role that approved it.
    pub approved_by: String,
}

/// Whether a requirement applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// It always does, or a threat or control of the file speaks to it.
    Yes,
    /// The file says that it does not, and nothing in it speaks against that.
    No,
    /// The file says neither.
    #[default]
    Unknown,
}

/// What the file says to one requirement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct RequirementStated {
    /// Whether it applies.
    pub applies: Applies,
    /// SHA-256 of the reason why it does not, in hexadecimal digits.
    pub reason: Option<String>,
    /// Threats that call for it.
    pub threats: u32,
    /// Controls that serve it.
    pub controls: u32,
    /// Evidence that speaks to it, by id: its own, and that of the controls that serve it.
    pub evidence: Vec<String>,
}

/// Threats, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ThreatsStated {
    /// All that can occur; those that were considered and are not present are not among them.
    pub total: u32,
    /// Without a treatment, or accepted by nobody.
    pub open: u32,
    /// Accepted, by somebody.
    pub accepted: u32,
    /// To be mitigated, and no control is named.
    pub without_control: u32,
    /// Considered, and not present.
    pub not_present: u32,
}

/// A phase as stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct PhaseStated {
    /// Procedures, as `iec-62443-4-1 SR-2`, or the words of the house's own.
    pub procedures: Vec<String>,
    /// Evidence that the phase or one of its procedures must leave, by id.
    pub evidence: Vec<String>,
}

/// Due diligence, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct DueDiligenceStated {
    /// Components that the file names.
    pub components: u32,
    /// Those of which everything asked is said.
    pub complete: u32,
    /// Answers that are missing, over all of them.
    pub unknown: u32,
}

/// Evidence as stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct EvidenceStated {
    /// Requirements that it speaks to: its own, and those of the controls that name it.
    pub requirements: Vec<String>,
    /// What it is: `test`, `analysis`, `review`, `self-test`, `gate`, `bill-of-materials`, `update-reach`, `drill`,
    /// `document`; absent where the file does not say.
    pub kind: Option<String>,
    /// How it is recognised; `*` stands for any run of characters.
    pub recognised: crate::file::Recognised,
    /// For how many days it counts as fresh; absent where the file does not say.
    pub fresh_days: Option<u32>,
}

/// Findings of the check, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct FindingsStated {
    /// Wrong.
    pub wrong: u32,
    /// Missing.
    pub missing: u32,
    /// Open.
    pub open: u32,
}

/// What was left out of a statement that would have been too long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Shortened {
    /// SHA-256 of the whole statement's JSON, in hexadecimal digits.
    pub whole: String,
    /// Standards, procedures, reasons and evidence that the whole one lists.
    pub entries: u32,
}
