//! What changed between two product files, and whether that may be a substantial modification (Art. 3(30)).
//!
//! The act asks two questions: does the change affect whether the product meets Annex I Part I, or does it change the intended
//! purpose for which it was assessed? Recital 39: updates that only lower the risk and leave the purpose alone are none. What
//! is said here is our reading with its confidence; the manufacturer decides.

mod inside;
mod modification;
mod paired;
mod said;
mod threats;

use serde::Serialize;

pub use modification::{Likely, RULES, Reason, Rule, WHOLE};

use crate::file::{Confidence, ProductFile};

/// How something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It is otherwise.
    Changed,
}

/// One change, with what it means for the question of a substantial modification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What changed, as `interface "web"` or `purpose.intended`.
    pub what: String,
    /// How.
    pub how: How,
    /// From what to what, where that is short.
    pub says: String,
    /// Whether it makes the whole a substantial modification.
    pub substantial: Likely,
    /// Why.
    pub reason: Reason,
    /// How sure we are of that.
    pub confidence: Confidence,
}

/// Components that came and went, by two bills of materials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Components {
    /// That are in the new bill alone.
    pub added: u32,
    /// That are in the old bill alone.
    pub removed: u32,
}

/// What changed, and what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Every change, in the order of the file's tables.
    pub changes: Vec<Change>,
    /// Whether all of it together is a substantial modification.
    pub substantial: Likely,
    /// Why, in a sentence.
    pub reason: Reason,
    /// How sure we are: as of the least sure change that decides.
    pub confidence: Confidence,
    /// Where the rule stands.
    pub clause: &'static str,
}

/// Compares two product files of one product, and the components of their releases where these are known.
#[must_use]
pub fn compare(old: &ProductFile, new: &ProductFile, components: Option<Components>) -> Comparison {
    let mut changes = said::changes(old, new);
    changes.extend(inside::changes(old, new));
    changes.extend(threats::changes(old, new));
    changes.extend(components.and_then(modification::of_components));
    let substantial = changes.iter().map(|change| change.substantial).max().unwrap_or(Likely::No);
    let deciding = changes.iter().filter(|change| change.substantial == substantial);
    Comparison {
        confidence: deciding.map(|change| change.confidence).min().unwrap_or(Confidence::High),
        reason: modification::verdict(substantial, changes.is_empty()),
        changes,
        substantial,
        clause: "Art. 3(30), recital 39",
    }
}
