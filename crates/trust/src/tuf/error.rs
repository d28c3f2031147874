//! Why metadata is not believed.

use jiff::Timestamp;
use serde_json::Number;
use thiserror::Error;

/// Bytes that are no metadata of the role that was asked for.
#[derive(Debug, Error)]
pub enum Malformed {
    /// Not JSON, or not of the shape of this role (specification, section 4).
    #[error("not the expected JSON")]
    Json(#[source] serde_json::Error),
    /// A number that is no integer: its spelling would not be canonical.
    #[error("the number {0} is no integer")]
    Number(Number),
    /// Nested too deep.
    #[error("nested too deep")]
    Deep,
    /// Metadata of another role.
    #[error("of type {found:?}, expected {expected:?}")]
    Type {
        /// What was asked for.
        expected: &'static str,
        /// What it says it is.
        found: String,
    },
    /// Of another major version of the specification.
    #[error("follows specification {0:?}; this program knows 1")]
    Specification(String),
    /// Something in it contradicts the specification.
    #[error("{0}")]
    Rule(String),
}

/// Metadata, or a target, that is not believed.
#[derive(Debug, Error)]
pub enum Distrust {
    /// It is no metadata.
    #[error("{role}: {reason}")]
    Malformed {
        /// Of which role.
        role: String,
        /// What is wrong.
        #[source]
        reason: Malformed,
    },
    /// Too few of the role's keys signed it.
    #[error("{role}: signed by {have} of its keys, {need} must")]
    Signatures {
        /// Of which role.
        role: String,
        /// Keys that count.
        have: usize,
        /// The threshold.
        need: usize,
    },
    /// A version that goes back, skips, or is not the one that was announced.
    #[error("{role}: version {found}, {expected}")]
    Version {
        /// Of which role.
        role: String,
        /// The version it has.
        found: u64,
        /// What was to be expected.
        expected: String,
    },
    /// Too old.
    #[error("{role}: expired at {at}")]
    Expired {
        /// Of which role.
        role: String,
        /// When.
        at: Timestamp,
    },
    /// More or fewer bytes than announced.
    #[error("{name}: {found} bytes, announced were {announced}")]
    Length {
        /// Which file.
        name: String,
        /// Bytes there are, or more than this.
        found: u64,
        /// Bytes there should be.
        announced: u64,
    },
    /// Another content than announced.
    #[error("{name}: its {algorithm} is not the announced one")]
    Hash {
        /// Which file.
        name: String,
        /// `sha256` or `sha512`.
        algorithm: &'static str,
    },
    /// Announced without a hash that this program knows.
    #[error("{0}: announced with no hash that this program knows (sha256, sha512)")]
    NoHash(String),
    /// The snapshot does not name it, or no longer.
    #[error("{0}: the snapshot does not name it")]
    Unnamed(String),
    /// Nobody whom this client trusts delegates to this role.
    #[error("{0}: nobody delegates to it")]
    Undelegated(String),
    /// A path that its role was not handed.
    #[error("{role}: nobody hands {path:?} to it")]
    NotHanded {
        /// Which role.
        role: String,
        /// Which path.
        path: String,
    },
    /// Metadata of a bundle, where that of a repository must be.
    #[error("{0}: signed for a bundle alone, which a repository never shows")]
    Marked(String),
    /// Other metadata, where that of a bundle must be.
    #[error("{0}: not signed for a bundle")]
    Unmarked(String),
    /// Metadata of a bundle that says more, or something else.
    #[error("{role}: does not name {path:?} alone")]
    OneImage {
        /// Of which role.
        role: String,
        /// The image of the bundle.
        path: String,
    },
}

impl Distrust {
    pub(super) fn malformed(role: &str) -> impl Fn(Malformed) -> Self {
        let role = role.to_owned();
        move |reason| Self::Malformed { role: role.clone(), reason }
    }

    pub(super) fn version(role: &str, found: u64, expected: impl Into<String>) -> Self {
        Self::Version { role: role.to_owned(), found, expected: expected.into() }
    }
}
