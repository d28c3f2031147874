//! What a bill of materials must say: the minimum of the act, and the data fields of the German guideline
//! BSI TR-03183-2.
//!
//! The act asks for a commonly used machine-readable format and at least the top-level dependencies, and names no
//! field; no implementing act under Art. 13(24) exists. BSI TR-03183-2 version 2.1.0 (20 August 2025) is the most
//! exact public description of a good bill. It does not bind and gives no presumption of conformity.
//!
//! The guideline itself could not be read here. Names, levels, sections and carriers are taken from independent
//! readers of it that quote its tables alike; each field has its [`Confidence`].

mod component;
mod document;
mod minimum;

use crate::Confidence;

pub use component::{
    ARCHIVE, COMPONENT_CREATOR, COMPONENT_FIELDS, COMPONENT_NAME, COMPONENT_VERSION, DEPENDENCIES, DEPLOYABLE_HASH,
    DEPLOYABLE_URI, DISTRIBUTION_LICENCES, EFFECTIVE_LICENCE, EXECUTABLE, FILE_NAME, ORIGINAL_LICENCES,
    SECURITY_TXT_URL, SOURCE_HASH, SOURCE_URI, STRUCTURED, UNIQUE_IDENTIFIERS,
};
pub use document::{
    CYCLONEDX_FROM, DEPENDENCY_COMPLETENESS, DOCUMENT_FIELDS, FORMAT, NO_VULNERABILITIES, SBOM_CREATOR, SBOM_URI,
    SPDX_FROM, TIMESTAMP,
};
pub use minimum::{MACHINE_READABLE, MINIMUM, MinimumRule, TOP_LEVEL_DEPENDENCIES};

/// The guideline, as it is cited.
pub const GUIDELINE: &str = "BSI TR-03183-2 v2.1.0";

/// One data field, or one rule, of the guideline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// A stable name, never reused.
    pub code: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// Where the guideline asks for it.
    pub section: &'static str,
    /// How firmly it asks.
    pub level: Level,
    /// What it is, in one plain sentence.
    pub meaning: &'static str,
    /// Where CycloneDX 1.6 carries it.
    pub cyclonedx: &'static str,
    /// Where SPDX 3.0.1 carries it.
    pub spdx: &'static str,
    /// How sure we are of section, level and carriers.
    pub confidence: Confidence,
}

/// How firmly the guideline asks for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It must be there.
    Required,
    /// It must be there if it exists; a document cannot show that it does not.
    Additional,
    /// It may be there.
    Optional,
}

impl Level {
    /// The stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Additional => "additional",
            Self::Optional => "optional",
        }
    }
}

/// The field with this code, of the document or of a component.
pub fn field(code: &str) -> Option<&'static Field> {
    DOCUMENT_FIELDS.iter().chain(COMPONENT_FIELDS).find(|field| field.code == code)
}
