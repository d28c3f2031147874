//! Texts of papers, as data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use steadfast_cra::bilingual::Text;

use crate::Language;

const TABLE: &str = include_str!("../data/texts.toml");

#[derive(Deserialize)]
struct Table {
    text: BTreeMap<String, Text>,
}

static TEXTS: LazyLock<BTreeMap<String, Text>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows");
    table.text
});

/// The text of a key. A key that is not there is shown as it is: tests look for such.
pub(crate) fn text(key: &str, language: Language) -> String {
    TEXTS.get(key).map_or_else(|| format!("«{key}»"), |found| found.of(language.tag()).to_owned())
}

/// The text of a key with what stands in braces filled in.
pub(crate) fn filled(key: &str, language: Language, with: &[(&str, &str)]) -> String {
    fill(&text(key, language), with)
}

/// A template with what stands in braces filled in, once from left to right: what is filled in is not looked at again.
pub(crate) fn fill(template: &str, with: &[(&str, &str)]) -> String {
    let (mut done, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        done.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            done.push('{');
            rest = after;
            continue;
        };
        match with.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => done.push_str(value),
            None => done.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    done + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let found = fill("{a} and {b} {c} {", &[("a", "{b}"), ("b", "x")]);
        assert_eq!(found, "{b} and x {c} {");
    }
}
