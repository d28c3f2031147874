//! What a record says of a product file, as far as the register reads it: the fact `statement` of `release-made` and
//! `release-file-given`. What is not there is unknown.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The part of the statement that speaks to requirements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Stated {
    /// The name it is sold under.
    pub name: String,
    /// The legal manufacturer.
    pub manufacturer: String,
    /// Type or model.
    pub designation: String,
    /// The support period.
    pub support: Support,
    /// The risk assessment.
    pub assessment: Assessment,
    /// Every requirement of Annex I, by its id.
    pub requirements: BTreeMap<String, Requirement>,
    /// Requirements that do not apply, with the reason.
    pub not_applicable: BTreeMap<String, String>,
    /// Threats, counted.
    pub threats: Threats,
    /// Phases of Art. 13(2), by name.
    pub phases: BTreeMap<String, Phase>,
    /// Due diligence, counted.
    pub due_diligence: DueDiligence,
    /// Evidence that is expected, by its id.
    pub evidence: BTreeMap<String, Evidence>,
    /// The procedure chosen.
    pub route: Option<String>,
    /// Whether it is free and open-source software.
    pub open_source: Option<bool>,
    /// Where its technical documentation is public (Art. 32(5)).
    pub public_documentation: Option<String>,
    /// Where people reach the manufacturer; nothing where the record does not tell.
    pub contact: Option<Contact>,
    /// What users are told; nothing where the record does not tell.
    pub information: Option<Information>,
}

/// Where people reach the manufacturer: what of it the file names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Contact {
    /// A postal address (Art. 13(16)).
    pub address: bool,
    /// A digital contact (Art. 13(16)).
    pub digital: bool,
    /// The single point of contact for vulnerabilities (Art. 13(17)).
    pub vulnerabilities: bool,
    /// A way to people, not to machines alone (Art. 13(17)).
    pub people: bool,
}

/// What users are told, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Information {
    /// Points of Annex II that the file leaves out.
    pub missing: u64,
}

/// The support period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Support {
    /// The last day.
    pub to: Option<String>,
    /// Years from the placing of each unit.
    pub years: Option<u64>,
    /// Criteria of Art. 13(8) that have a reason.
    pub reasons: u64,
}

/// The risk assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Assessment {
    /// Its version.
    pub version: String,
    /// The day on which it was last looked at.
    pub date: Option<String>,
    /// The role that approved it.
    pub approved_by: String,
}

/// What is said to one requirement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Requirement {
    /// `yes`, `no` or `unknown`.
    pub applies: String,
    /// Threats that call for it.
    pub threats: u64,
    /// Controls that serve it.
    pub controls: u64,
}

/// Threats, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Threats {
    /// All that can occur.
    pub total: u64,
    /// Without a treatment, or accepted by nobody.
    pub open: u64,
    /// Accepted, by somebody.
    pub accepted: u64,
    /// To be mitigated, and no control is named.
    pub without_control: u64,
}

/// A phase.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Phase {
    /// Procedures chosen.
    pub procedures: Vec<String>,
    /// Evidence that they must leave, by id.
    pub evidence: Vec<String>,
}

/// Due diligence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct DueDiligence {
    /// Components that the file names.
    pub components: u64,
    /// Answers that are missing.
    pub unknown: u64,
}

/// Evidence that is expected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Evidence {
    /// Requirements that it speaks to.
    pub requirements: Vec<String>,
    /// What it is: `test`, `analysis`, `review`, `document` are brought by somebody; what else there is the server measures.
    pub kind: Option<String>,
}

impl Evidence {
    /// Whether somebody must bring it.
    pub fn is_brought(&self) -> bool {
        matches!(self.kind.as_deref(), Some("test" | "analysis" | "review" | "document") | None)
    }
}
