//! What must be there for a requirement or duty to be shown, as data (`data/needs.toml`, `data/duty-needs.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::evidence::Kind;

const TABLES: [&str; 2] = [include_str!("../data/needs.toml"), include_str!("../data/duty-needs.toml")];

/// One thing that must be there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The requirement or duty.
    pub requirement: String,
    /// What tells several needs of one requirement apart.
    pub id: String,
    /// Kinds of which one that supports is enough.
    pub any: Vec<Kind>,
    /// What the evidence must be about.
    pub bound: Bound,
    /// Who can say it.
    pub by: By,
}

/// What evidence must be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// The release in question.
    Release,
    /// The release, the product, or the house.
    Product,
}

/// Who can say that it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A machine. A person's word fills the gap, and the verdict reads *stated*.
    Fact,
    /// People, by its nature.
    Statement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    need: Vec<Need>,
}

static NEEDS: LazyLock<Vec<Need>> = LazyLock::new(|| {
    let read = |table| toml::from_str::<Table>(table).expect("the embedded table is well-formed, which a test shows");
    TABLES.into_iter().flat_map(|table| read(table).need).collect()
});

/// Every need, in the order of the tables: Annex I, then the duties.
pub fn needs() -> &'static [Need] {
    &NEEDS
}

/// The needs of one requirement.
pub fn needs_of(requirement: &str) -> impl Iterator<Item = &'static Need> {
    needs().iter().filter(move |need| need.requirement == requirement)
}
