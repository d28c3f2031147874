//! Texts for people, in one language or several.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text: plain, or by language; `file` instead of a language names a file beside the product file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "a text, or a table of texts by language such as { en = \"…\", de = \"…\" } or { file = \"…\" }"
)]
pub enum Words {
    /// One text, in the first language of `information.languages`.
    Plain(String),
    /// A text for each language, by its two letters; under `file` the name of a file that holds it.
    ByLanguage(BTreeMap<String, String>),
}

impl Words {
    /// The name under which a file is given instead of a language.
    pub const FILE: &'static str = "file";

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::ByLanguage(texts) => texts.values().all(|text| text.trim().is_empty()),
        }
    }

    /// Its text in a language. A plain text counts for `first`, the first language of the file.
    #[must_use]
    pub fn text(&self, language: &str, first: &str) -> Option<&str> {
        match self {
            Self::Plain(text) => (language == first).then_some(text.as_str()),
            Self::ByLanguage(texts) => texts.get(language).map(String::as_str),
        }
    }

    /// The file that holds it, if it stands elsewhere.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Plain(_) => None,
            Self::ByLanguage(texts) => texts.get(Self::FILE).map(String::as_str),
        }
    }
}
