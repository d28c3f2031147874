//! The Cyber Resilience Act, Regulation (EU) 2024/2847, as data and as rules.
//!
//! Three kinds of statement are kept apart. [`annex_i`] and [`categories`] paraphrase the text of the act; [`guidance`]
//! is our own reading of what the Commission says about it, with a confidence; [`sbom_fields`] lists what a technical
//! guideline asks of a bill of materials, which is no law. The Official Journal alone is authentic.

pub mod annex_i;
pub mod applies;
pub mod categories;
pub mod clocks;
pub mod coordinator;
pub mod guidance;
pub mod member_state;
pub mod retention;
pub mod rule;
pub mod sbom_fields;
pub mod srp;

use serde::Deserialize;

/// How sure we are of a fact that we could not read in its authentic source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Derived, or from one secondary source.
    Low,
    /// Several sources that agree, or the source read in part.
    Medium,
    /// Read in the source itself, or in independent sources that quote it alike.
    High,
}
