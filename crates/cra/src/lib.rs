//! The Cyber Resilience Act, Regulation (EU) 2024/2847, as data and as rules.
//!
//! Three kinds of statement are kept apart: what the text says, paraphrased; how we read it, with a [`Confidence`]; and
//! what others ask for who make no law. The Official Journal alone is authentic.
//!
//! | module | holds | kind |
//! | --- | --- | --- |
//! | [`annex_i`], [`categories`] | requirements and categories of products | text |
//! | [`core_functions`] | words that make a category worth considering | no law |
//! | [`guidance`] | what the Commission says about the act | reading |
//! | [`sbom_fields`] | what a technical guideline asks of a bill of materials | no law |
//! | [`scope`] | what the act covers, and who is who | text, readings |
//! | [`duties`] | what Articles 13 to 32 ask of whom, and since when that binds a product | text, readings, rules |
//! | [`routes`] | conformity assessment procedures of each class | rules |
//! | [`retention`], [`support`] | how long updates and documents stay available; support periods | text, rules |
//! | [`annexes`] | Annexes II, V, VI and VII point by point | text |
//! | [`standards`] | catalogues of standards beside Annex I | no law |
//! | [`rule`] | a [`rule::Rule`]: source, what it says, our reading, confidence | all three, apart |
//! | [`applies`] | whom the duty to report binds, and since when | rules |
//! | [`clocks`] | until when each stage of Article 14 is due, and how periods are counted | rules |
//! | [`coordinator`] | to which Member State's CSIRT one reports | rules |
//! | [`srp`] | the form of the reporting platform, and apart from it what Article 14 asks for | data, checks |
//! | [`member_state`] | the 27 | — |
//!
//! Nothing here reads a file, the network or the time of day: instants and days are arguments. Time zones need no
//! database, because the Union changes its clocks at one instant by Directive 2000/84/EC.
//!
//! # Data that ages
//!
//! What changes without the law is data in `data/`, each table with the day on which it was checked:
//! `public-holidays.toml` (holidays of each state; `note` says what is not counted and why),
//! `srp/glossary-<version>.toml` (one file per version of the form; a new version is a new file and a line in
//! `srp/glossary.rs`), `article-14-content.toml` (what the article asks of each stage, whatever the form does) and
//! `coordinators.toml`. In `tests/fixtures`, `calendars.py` fetches public holidays and time zones as others know them;
//! where our holidays differ, `holiday-differences.toml` says why, or the tests fail.

pub mod annex_i;
pub mod annexes;
pub mod applies;
pub mod bilingual;
pub mod categories;
pub mod clocks;
pub mod coordinator;
pub mod core_functions;
mod day;
pub mod duties;
pub mod guidance;
pub mod member_state;
pub mod retention;
pub mod routes;
pub mod rule;
pub mod sbom_fields;
pub mod scope;
pub mod srp;
pub mod standards;
pub mod support;

use serde::{Deserialize, Serialize};

/// How sure we are of a fact that we could not read in its authentic source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Derived, or from one secondary source.
    Low,
    /// Several sources that agree, or the source read in part.
    Medium,
    /// Read in the source itself, or in independent sources that quote it alike.
    High,
}

impl Confidence {
    /// Its key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}
