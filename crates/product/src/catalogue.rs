//! Where threats begin to be thought of, what Steadfast gives, and which standards are known by id.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::file::{InterfaceKind, Stride};

const TABLE: &str = include_str!("../data/threats.toml");

/// Ids of the standards that have a catalogue. Others may be named, and count as not known here.
pub const STANDARDS: [&str; 28] = [
    "iec-62443-4-1",
    "iec-62443-4-2",
    "etsi-en-303-645",
    "en-18031-1",
    "en-18031-2",
    "en-18031-3",
    "iso-iec-27001",
    "pren-40000",
    "bsi-tr-03183",
    "etsi-en-304-617",
    "etsi-en-304-618",
    "etsi-en-304-619",
    "etsi-en-304-620",
    "etsi-en-304-621",
    "etsi-en-304-622",
    "etsi-en-304-623",
    "etsi-en-304-624",
    "etsi-en-304-625",
    "etsi-en-304-626",
    "etsi-en-304-627",
    "etsi-en-304-631",
    "etsi-en-304-632",
    "etsi-en-304-633",
    "etsi-en-304-634",
    "etsi-en-304-635",
    "etsi-en-304-636",
    "iso-iec-29147",
    "iso-iec-30111",
];

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
