//! The words of drills, in a language.

use crate::web::{Language, Texts};

/// Reports are in English.
pub(super) const ENGLISH: Texts = Texts::new(Language::English);

/// A scenario.
pub(super) fn scenario(texts: Texts, word: &str) -> String {
    texts.named("drill-scenario", word)
}

/// A step.
pub(super) fn step(texts: Texts, word: &str) -> String {
    texts.named("drill-step", word)
}

/// Something that is missing.
pub(super) fn gap(texts: Texts, code: &str) -> String {
    texts.named("drill-gap", code)
}
