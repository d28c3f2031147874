//! Standards by name: those with a catalogue, and others.

use std::sync::LazyLock;

use serde::Deserialize;

use super::table::catalogues;

const TABLE: &str = include_str!("../../data/standards/named.toml");

/// A standard that is known by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Named {
    /// A stable name (`etsi-en-304-626`).
    pub id: String,
    /// As it is cited.
    pub designation: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    standard: Vec<Named>,
}

static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows");
    let held = catalogues().iter().map(|one| Named { id: one.id.clone(), designation: one.designation.clone() });
    held.chain(table.standard).collect()
});

/// Every standard that is known by name: those with a [catalogue](super::Catalogue) first. A standard that is not among them
/// may be a good one all the same.
pub fn named() -> &'static [Named] {
    &NAMED
}
