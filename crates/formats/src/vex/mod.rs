//! VEX: what a manufacturer or supplier says about a vulnerability in a product. One model for OpenVEX,
//! CycloneDX VEX, CSAF VEX and the statements inside SPDX 3.

mod analysis;
mod csaf;
pub(crate) mod cyclonedx;
mod cyclonedx_xml;
mod detect;
mod openvex;
mod write;
mod write_csaf;
mod write_cyclonedx;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Limits, Place, Problem, ReadError};

/// Reads one VEX document: OpenVEX, CycloneDX (JSON or XML) or CSAF 2.0, detected by content.
///
/// # Errors
/// When the document as a whole cannot be used; see [`ReadError`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    detect::read(bytes, limits)
}

/// The property of a CycloneDX vulnerability in which the exact OpenVEX justification is kept where CycloneDX has no
/// word for it.
const JUSTIFICATION: &str = "steadfast:vex:justification";

/// A VEX document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its own id (`@id`, serial number, tracking id).
    pub id: Option<String>,
    /// Who states it.
    pub author: Option<String>,
    /// When it was issued or last changed.
    pub time: Option<Timestamp>,
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// What a statement says. The words are those of OpenVEX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not affected, for the reason given.
    NotAffected,
    /// Affected.
    Affected,
    /// This version contains the fix.
    Fixed,
    /// Nobody knows yet.
    UnderInvestigation,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAffected => "not_affected",
            Self::Affected => "affected",
            Self::Fixed => "fixed",
            Self::UnderInvestigation => "under_investigation",
        })
    }
}

/// One statement: a vulnerability, a status, and exactly the products it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The vulnerability's id first, then its aliases.
    pub vulnerability: Vec<String>,
    /// What is said.
    pub status: Status,
    /// Machine-readable justification in OpenVEX spelling (`vulnerable_code_not_present`); others are mapped to it
    /// where the mapping is exact, else kept as written.
    pub justification: Option<String>,
    /// Reason or impact in words.
    pub detail: Option<String>,
    /// When it was stated: the statement's own time, or in OpenVEX the document's, which statements inherit.
    pub time: Option<Timestamp>,
    /// The products spoken of. Empty means that the document names none: such a statement applies to nothing.
    pub products: Vec<Scope>,
    /// Where it stands.
    pub place: Place,
}

/// A product that a statement speaks of, and the parts of it that are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// How the product is named. Any one that fits is enough.
    pub product: Identifiers,
    /// The components of the product that are meant; empty means the product as a whole.
    pub subcomponents: Vec<Identifiers>,
}

/// Ways in which one product or component is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifiers {
    /// Package URLs as written; without a version, every version is meant.
    pub purls: Vec<String>,
    /// CPE names as written.
    pub cpes: Vec<String>,
    /// Hashes in hexadecimal, lower case.
    pub hashes: Vec<String>,
    /// A reference into a bill: (serial number without `urn:uuid:`, reference), serial absent for "this document".
    pub references: Vec<(Option<String>, String)>,
    /// Any other id as written (an OpenVEX `@id` that is no purl, a CSAF product name).
    pub names: Vec<String>,
    /// Exact version, where it is stated apart from the identifiers.
    pub version: Option<String>,
    /// Version range as written (CycloneDX `range`, CSAF `product_version_range`).
    pub version_range: Option<String>,
}

pub use write::{WrittenStatement, openvex};
pub use write_csaf::{Publisher, csaf_vex};
pub use write_cyclonedx::cyclonedx_vex;
