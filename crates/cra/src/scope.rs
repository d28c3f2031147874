//! What the act covers and whom it binds: exclusions of Art. 2, and roles.
//!
//! The tables answer no question by themselves: whether an exclusion fits is a statement of people.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;
use crate::bilingual::Text;

const TABLE: &str = include_str!("../data/scope.toml");

/// What follows where an exclusion fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The act does not apply.
    Outside,
    /// There is no product with digital elements in the sense of the act, or it is not made available.
    NoProduct,
    /// The act applies, with an exception.
    Lighter,
}

/// One reason why the act may not apply, or not in full.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Exclusion {
    /// A stable name (`medical-devices`).
    pub id: String,
    /// Article and point.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// What follows.
    pub effect: Effect,
    /// A short name of ours.
    pub title: Text,
    /// What the act says, in our words.
    pub says: String,
    /// How we read it where it leaves something open; empty where it leaves nothing.
    #[serde(default)]
    pub reading: String,
    /// How sure we are of both.
    pub confidence: Confidence,
}

/// One part that somebody can have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Role {
    /// A stable name (`importer`).
    pub id: String,
    /// The articles that define and bind it.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// A short name of ours.
    pub title: Text,
    /// Who it is, in our words.
    pub says: String,
    /// Whose duties it has: keys of [`crate::duties::Who`]. A rebrander has those of a manufacturer.
    pub binds: Vec<String>,
    /// How sure we are.
    pub confidence: Confidence,
}

#[derive(Deserialize)]
struct Table {
    #[serde(deserialize_with = "crate::day::date")]
    checked_on: Date,
    exclusion: Vec<Exclusion>,
    role: Vec<Role>,
}

static SCOPE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// The day on which the table was compared with its sources.
pub fn checked_on() -> Date {
    SCOPE.checked_on
}

/// Every exclusion in the order of the articles.
pub fn exclusions() -> &'static [Exclusion] {
    &SCOPE.exclusion
}

/// The exclusion with this id.
pub fn exclusion(id: &str) -> Option<&'static Exclusion> {
    exclusions().iter().find(|one| one.id == id)
}

/// Every role.
pub fn roles() -> &'static [Role] {
    &SCOPE.role
}

/// The role with this id.
pub fn role(id: &str) -> Option<&'static Role> {
    roles().iter().find(|one| one.id == id)
}
