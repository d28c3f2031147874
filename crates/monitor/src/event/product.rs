//! What the product's own program tells.

use super::Text;
use super::record::record;

record! {
    /// An event of the product (OCSF 0, base event).
    Product {
        /// What it is called, in kebab-case.
        0 name: Text<'a, 64>,
        /// In words.
        1 text: Text<'a, 128>,
    }
}

impl Product<'_> {
    /// Whether a name is kebab-case: `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 bytes.
    #[must_use]
    pub fn is_name(name: &str) -> bool {
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        name.len() <= 64 && name.split('-').all(word)
    }
}
