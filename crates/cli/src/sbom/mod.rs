//! `steadfast sbom check`: what a bill of materials lacks against the minimum of the Cyber Resilience Act and
//! against BSI TR-03183-2.
//!
//! [`assess()`] is pure. Nothing is rounded up: what a document cannot show, and what is not read from it, is counted
//! as unknown.

mod assess;
mod component;
mod content;
mod document;
mod guideline;
mod minimum;
mod report;
mod table;

pub(crate) use assess::assess;
pub(crate) use report::Report;
pub(crate) use table::table;

/// The report as JSON, as `docs/sbom-check.md` describes it.
///
/// # Errors
/// Only if the report could not be written as JSON, which no document can bring about.
pub(crate) fn json(report: &Report) -> serde_json::Result<String> {
    serde_json::to_string_pretty(report)
}

#[cfg(test)]
mod tests;
