//! Where threats begin to be thought of, and what Steadfast gives.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::file::{InterfaceKind, Stride};

const TABLE: &str = include_str!("../data/threats.toml");

/// A feature of Steadfast that can be a control.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Feature {
    /// A stable name.
    pub id: String,
    /// What it does, in a sentence.
    pub says: String,
    /// Requirements of Annex I that it serves.
    pub requirements: Vec<String>,
}

/// What could happen at a kind of interface, of one class.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Proposal {
    /// The kind of interface.
    pub kind: InterfaceKind,
    /// The class.
    pub stride: Stride,
    /// What could happen, in a sentence.
    pub says: String,
    /// Requirements of Annex I that it calls for.
    pub requirements: Vec<String>,
    /// Features of Steadfast that help, by id.
    pub features: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    feature: Vec<Feature>,
    proposal: Vec<Proposal>,
}

#[expect(clippy::expect_used, reason = "an embedded table, which a test reads")]
static CATALOGUE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// What Steadfast gives.
pub fn features() -> &'static [Feature] {
    &CATALOGUE.feature
}

/// The feature with this id.
pub fn feature(id: &str) -> Option<&'static Feature> {
    features().iter().find(|feature| feature.id == id)
}

/// Every proposal, by kind of interface and class.
pub fn proposals() -> &'static [Proposal] {
    &CATALOGUE.proposal
}

/// What could happen at this kind of interface, of this class.
pub fn proposal(kind: InterfaceKind, stride: Stride) -> Option<&'static Proposal> {
    proposals().iter().find(|proposal| proposal.kind == kind && proposal.stride == stride)
}
