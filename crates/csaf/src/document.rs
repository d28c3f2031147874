//! A document as we write it. Fields stand in the order of the alphabet, and lists in the order they are given.

use serde::Serialize;

use crate::check::{self, Finding};

/// A whole document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// `document`.
    pub document: About,
    /// `product_tree`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_tree: Option<ProductTree>,
    /// `vulnerabilities`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vulnerabilities: Vec<Vulnerability>,
}

/// Why a document was not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document breaks the standard: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct WriteError(pub Vec<Finding>);

impl Document {
    /// The document as JSON, whatever the tests say of it.
    #[must_use]
    pub fn draft(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The document as JSON, the same bytes for the same values.
    ///
    /// # Errors
    /// When it breaks the schema or a mandatory test.
    pub fn write(&self) -> Result<String, WriteError> {
        let text = self.draft();
        let blocking = check::check_text(&text).blocking();
        if blocking.is_empty() { Ok(text) } else { Err(WriteError(blocking)) }
    }
}

/// `document`: what the document is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    /// Thanks to those who found or helped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acknowledgments: Vec<Acknowledgment>,
    /// Which profile of the standard it keeps.
    pub category: Category,
    /// `2.0`.
    pub csaf_version: CsafVersion,
    /// Who may pass it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distribution: Option<Distribution>,
    /// The language of its texts, as BCP 47 writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Notes to the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Where it and what belongs to it can be found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Its title.
    pub title: String,
    /// Its id, versions and dates.
    pub tracking: Tracking,
}

/// The one version that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CsafVersion {
    /// CSAF 2.0.
    #[serde(rename = "2.0")]
    V2,
}

/// A profile (section 4 of the standard).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Category {
    /// A security advisory.
    #[serde(rename = "csaf_security_advisory")]
    SecurityAdvisory,
    /// Which products a vulnerability affects.
    #[serde(rename = "csaf_vex")]
    Vex,
}

/// Thanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acknowledgment {
    /// Names of people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Their organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// What for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// Who may pass a document on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Distribution {
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// By the traffic light protocol.
    pub tlp: Tlp,
}

/// The traffic light protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tlp {
    /// The label.
    pub label: TlpLabel,
    /// Which version of the protocol is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A label of the traffic light protocol 1, as CSAF 2.0 knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TlpLabel {
    /// Anybody.
    White,
    /// The community.
    Green,
    /// Those who need to know.
    Amber,
    /// Named people alone.
    Red,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What kind it is.
    pub category: NoteCategory,
    /// Its text.
    pub text: String,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// What kind a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteCategory {
    /// What it is about.
    Description,
    /// More of it.
    Details,
    /// Everything else that is of use.
    General,
    /// What the law wants said.
    LegalDisclaimer,
    /// Something else.
    Other,
    /// In short.
    Summary,
}

/// Who publishes a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publisher {
    /// What it is to the products.
    pub category: PublisherCategory,
    /// How to reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_details: Option<String>,
    /// Its name.
    pub name: String,
    /// Its own address, by which its documents are told from others'.
    pub namespace: String,
}

/// What a publisher is to the products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublisherCategory {
    /// It makes them.
    Vendor,
}

/// Where something can be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Whether it is this document.
    pub category: ReferenceCategory,
    /// What it is.
    pub summary: String,
    /// The address.
    pub url: String,
}

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceCategory {
    /// Something else.
    External,
    /// This document.
    #[serde(rename = "self")]
    Own,
}

/// Id, versions and dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tracking {
    /// When this version was released.
    pub current_release_date: String,
    /// Which program made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generator: Option<Generator>,
    /// The id, once given and never changed.
    pub id: String,
    /// When the first version was released.
    pub initial_release_date: String,
    /// Every version.
    pub revision_history: Vec<Revision>,
    /// Whether it is a draft.
    pub status: Status,
    /// The newest version.
    pub version: String,
}

/// Which program made a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Generator {
    /// The program.
    pub engine: Engine,
}

/// A program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Engine {
    /// Its name.
    pub name: String,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// When it was released.
    pub date: String,
    /// Its number.
    pub number: String,
    /// What changed.
    pub summary: String,
}

/// Where a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not published.
    Draft,
    /// Published, no change is expected.
    Final,
    /// Published, changes are expected.
    Interim,
}

mod product;
mod vulnerability;

pub use product::{
    Branch, BranchCategory, FileHash, Hashes, IdentificationHelper, Product, ProductTree, Relationship,
    RelationshipCategory,
};
pub use vulnerability::{
    CvssV3, Cwe, Flag, FlagLabel, FlawId, ProductStatus, Remediation, RemediationCategory, Score, Threat,
    ThreatCategory, Vulnerability,
};
