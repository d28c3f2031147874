//! What Article 14 itself asks of each stage.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Confidence;
use crate::clocks::{Event, Stage};

/// The table as it is kept.
const TABLE: &str = include_str!("../../data/article-14-content.toml");

/// One thing that the law asks to be said at a stage.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Demand {
    /// At which stage.
    pub stage: Stage,
    /// For which event.
    pub event: Event,
    /// Article and point.
    pub source: String,
    /// What it asks, in our words.
    pub content: String,
    /// How we decide whether it is met, where that is open: ours.
    #[serde(default)]
    pub reading: String,
    /// The ids of the fields that hold it; all of them.
    pub fields: Vec<String>,
    /// How firmly.
    pub strength: Strength,
}

impl Demand {
    /// How sure we are of what the article says; of `reading` no surer than medium.
    pub fn confidence(&self) -> Confidence {
        if self.reading.is_empty() { Confidence::High } else { Confidence::Medium }
    }
}

/// How firmly the law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// In any case.
    Must,
    /// As far as it is known.
    AsAvailable,
    /// Where it is known at all.
    WhereAvailable,
    /// Where it applies.
    WhereApplicable,
}

#[derive(Deserialize)]
struct Table {
    demand: Vec<Demand>,
}

static DEMANDS: LazyLock<Vec<Demand>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows");
    table.demand
});

/// Everything that the law asks, vulnerabilities first, in the order of the article.
pub fn demands() -> &'static [Demand] {
    &DEMANDS
}
