//! Annex I: the essential cybersecurity requirements, paraphrased.

use std::sync::LazyLock;

use serde::Deserialize;

/// The table as it is kept: with the proposals of machine checks, which are no legal text.
const TABLE: &str = include_str!("../data/annex-i.toml");

/// One essential requirement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Requirement {
    /// `I.<part>.<point>[.<letter>]`: `I.1.2.c` is Annex I, Part I, point (2), letter (c).
    pub id: String,
    /// Where it stands in the act, spelled out.
    #[serde(rename = "ref")]
    pub reference: String,
    /// A short name of ours.
    pub title: String,
    /// What it asks, in our words.
    pub paraphrase: String,
    /// Whether the manufacturer can declare it not applicable.
    pub basis: Basis,
    /// When it must hold.
    pub moment: Moment,
    /// Other places of the act and of guidance that speak to it, and ids of this table.
    #[serde(default)]
    pub related: Vec<String>,
}

/// Whether a requirement can be declared not applicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The manufacturer must say how it is met; it cannot be declared not applicable.
    Always,
    /// It binds on the basis of the risk assessment of Art. 13(2); a not-applicable verdict needs a clear written
    /// justification in the technical documentation, Art. 13(4).
    RiskBased,
}

/// When a requirement must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// When each unit is placed on the market.
    Placing,
    /// Through the support period.
    Period,
}

#[derive(Deserialize)]
struct Table {
    requirement: Vec<Requirement>,
}

static REQUIREMENTS: LazyLock<Vec<Requirement>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows");
    table.requirement
});

/// All requirements in the order of the annex: Part I, then Part II.
pub fn requirements() -> &'static [Requirement] {
    &REQUIREMENTS
}

/// The requirement with this id (`I.1.2.a`).
pub fn requirement(id: &str) -> Option<&'static Requirement> {
    requirements().iter().find(|requirement| requirement.id == id)
}

/// Annex I, Part I, point (2)(a): the id of "no known exploitable vulnerability", which the release gate speaks to.
pub const NO_KNOWN_EXPLOITABLE_VULNERABILITY: &str = "I.1.2.a";

/// Annex I, Part II, point (1): the id of "know components, keep an SBOM", which the SBOM check speaks to.
pub const BILL_OF_MATERIALS: &str = "I.2.1";
