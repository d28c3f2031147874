//! What the signer of a target says of it, beside its hashes: for which units it is, and where it stands in the order.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::TargetFile;

/// The member of `custom` that is ours.
const NAME: &str = "steadfast";

/// The form of what is said.
const SCHEMA: u32 = 1;

/// What an update is for. Security updates come apart from others where that is technically feasible (Regulation (EU)
/// 2024/2847, Annex I, Part II, point (2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpdateKind {
    /// It mends vulnerabilities, and brings nothing else.
    Security,
    /// It brings something else.
    Feature,
    /// Both, and says why they could not be told apart.
    Combined,
}

impl UpdateKind {
    /// Whether it mends vulnerabilities.
    pub fn is_security(self) -> bool {
        matches!(self, Self::Security | Self::Combined)
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Feature => "feature",
            Self::Combined => "combined",
        }
    }
}

/// How a delta leads from one image to another. It is transport alone: the image is the truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// SHA-256 of the image it starts from, in hexadecimal.
    pub from: String,
    /// SHA-256 of the image it leads to.
    pub to: String,
    /// The target that is this image as a whole.
    pub image: String,
}

/// What is said of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custom {
    /// The form: 1.
    pub schema: u32,
    /// For units of which product.
    pub product: String,
    /// Which part of it.
    pub part: String,
    /// The release.
    pub release: String,
    /// Its version: a label.
    pub version: String,
    /// Its place in the order: the only one there is.
    pub sequence: u64,
    /// The least sequence that a unit must run to take it.
    pub least: u64,
    /// For which hardware revisions; none: for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hardware: Vec<String>,
    /// In which channel.
    pub channel: String,
    /// What it is for.
    pub kind: UpdateKind,
    /// Why security and other changes come together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it mends or brings, for its owner, in plain words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// The vulnerabilities that it mends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<String>,
    /// What it is meant to do on the network, as its makers declare: the table `[network]` of the product file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<serde_json::Value>,
    /// Where it is a delta.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delta: Option<Delta>,
}

/// Why a target is none of ours.
#[derive(Debug, Error)]
pub enum CustomError {
    /// Nothing of ours is said of it.
    #[error("nothing is said of it in \"custom\".\"steadfast\"")]
    Absent,
    /// Not of the shape that is expected.
    #[error("what is said of it in \"custom\".\"steadfast\" is not understood")]
    Shape(#[source] serde_json::Error),
    /// A form that this program does not know.
    #[error("what is said of it has form {0}; this program knows {SCHEMA}")]
    Schema(u32),
    /// A combined update without a reason.
    #[error("it brings security and other changes together, and does not say why (Annex I, Part II, point (2))")]
    NoReason,
    /// It starts above where it leads.
    #[error("it has sequence {sequence} and starts from {least} on: it starts from what is older")]
    Order {
        /// Its sequence.
        sequence: u64,
        /// From where on.
        least: u64,
    },
}

impl Custom {
    /// The form that this program writes.
    pub const SCHEMA: u32 = SCHEMA;

    /// What is said of a target.
    ///
    /// # Errors
    /// When nothing is, or not as expected.
    pub fn of(file: &TargetFile) -> Result<Self, CustomError> {
        let said = file.custom.as_ref().and_then(|custom| custom.get(NAME)).ok_or(CustomError::Absent)?;
        let custom: Self = serde_json::from_value(said.clone()).map_err(CustomError::Shape)?;
        custom.check()?;
        Ok(custom)
    }

    /// Whether it makes sense by itself.
    ///
    /// # Errors
    /// When it does not.
    pub fn check(&self) -> Result<(), CustomError> {
        if self.schema != SCHEMA {
            return Err(CustomError::Schema(self.schema));
        }
        if self.kind == UpdateKind::Combined && self.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(CustomError::NoReason);
        }
        if self.least >= self.sequence {
            return Err(CustomError::Order { sequence: self.sequence, least: self.least });
        }
        Ok(())
    }

    /// As the `custom` of a target.
    ///
    /// # Errors
    /// Never for what was read or made.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        Ok(serde_json::json!({ NAME: serde_json::to_value(self)? }))
    }

    /// Whether it is for units of this hardware revision.
    pub fn fits(&self, hardware: &str) -> bool {
        self.hardware.is_empty() || self.hardware.iter().any(|revision| revision == hardware)
    }
}
