//! One rule of law with our reading of it, kept apart.

use serde::Serialize;

use crate::Confidence;

/// A rule: where it stands, what it says, and how we decide by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// A stable name, never reused.
    pub code: &'static str,
    /// Article and point. An article without the name of an act is one of Regulation (EU) 2024/2847.
    pub source: &'static str,
    /// What the source says, in our words.
    pub says: &'static str,
    /// How we decide by it, where the source leaves something open: ours, not the source's. Empty where it leaves nothing.
    pub reading: &'static str,
    /// How sure we are of what the source says and of that reading.
    pub confidence: Confidence,
}
