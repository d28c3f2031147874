//! What the act itself asks of a bill of materials.

use crate::Confidence;

/// One demand of Annex I, Part II, point (1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MinimumRule {
    /// A stable name, never reused.
    pub code: &'static str,
    /// Where it stands.
    pub reference: &'static str,
    /// What it asks, in our words.
    pub meaning: &'static str,
    /// How we decide it from a document: our reading, not the act's text.
    pub reading: &'static str,
    /// How sure we are of that reading.
    pub confidence: Confidence,
}

/// The format.
pub const MACHINE_READABLE: MinimumRule = MinimumRule {
    code: "machine-readable-format",
    reference: "Annex I, Part II, point (1)",
    meaning: "The bill is in a commonly used, machine-readable format.",
    reading: "CycloneDX and SPDX are such formats, in any of their versions; a package manager's lock file is not a \
              bill of materials. The act names no format.",
    confidence: Confidence::Medium,
};

/// The least depth.
pub const TOP_LEVEL_DEPENDENCIES: MinimumRule = MinimumRule {
    code: "top-level-dependencies",
    reference: "Annex I, Part II, point (1)",
    meaning: "The bill covers at least the top-level dependencies of the product.",
    reading: "The document names the product, says what it depends on directly, and describes each of these with a \
              name and a version. Whether that list leaves something out, only its maker knows.",
    confidence: Confidence::Medium,
};

/// Every demand, in order.
pub const MINIMUM: &[MinimumRule] = &[MACHINE_READABLE, TOP_LEVEL_DEPENDENCIES];
