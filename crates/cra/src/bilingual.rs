//! Short texts in English and German.

use serde::{Deserialize, Serialize};

/// A text of ours in the two languages that every text has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// German.
    pub de: String,
}

impl Text {
    /// The text in a language of this tag (`de`, `de-AT`); English for every other one.
    pub fn of(&self, tag: &str) -> &str {
        if tag == "de" || tag.starts_with("de-") { &self.de } else { &self.en }
    }
}
