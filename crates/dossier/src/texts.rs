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
    /// What paragraphs of articles are about, by how they are cited.
    article: BTreeMap<String, Text>,
    /// How Union acts begin in English, and what that is in other languages.
    cited: Vec<Text>,
}

static TEXTS: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// The text of a key. A key that is not there is shown as it is: tests look for such.
pub(crate) fn text(key: &str, language: Language) -> String {
    TEXTS.text.get(key).map_or_else(|| format!("«{key}»"), |found| found.of(language.tag()).to_owned())
}

/// What a paragraph of an article is about.
pub(crate) fn article(point: &str, language: Language) -> Option<String> {
    TEXTS.article.get(point).map(|found| found.of(language.tag()).to_owned())
}

/// An act, or where it is published, as this language cites it; as it was given where it begins otherwise.
pub(crate) fn cited(given: &str, language: Language) -> String {
    let known = TEXTS.cited.iter().find_map(|one| Some((one, given.strip_prefix(one.en.as_str())?)));
    known.map_or_else(|| given.to_owned(), |(one, rest)| format!("{}{rest}", one.of(language.tag())))
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
    use super::{cited, fill};
    use crate::Language;

    #[test]
    fn acts_are_cited_as_their_language_does() {
        let german = |given| cited(given, Language::German);
        assert_eq!(german("Delegated Regulation (EU) 2022/30"), "Delegierte Verordnung (EU) 2022/30");
        assert_eq!(german("Regulation (EU) 2024/2847"), "Verordnung (EU) 2024/2847");
        assert_eq!(german("OJ L, 2024/2847, 20.11.2024"), "ABl. L, 2024/2847, 20.11.2024");
        assert_eq!(german("EN 18031-1"), "EN 18031-1");
        assert_eq!(cited("Directive 2014/53/EU", Language::English), "Directive 2014/53/EU");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let found = fill("{a} and {b} {c} {", &[("a", "{b}"), ("b", "x")]);
        assert_eq!(found, "{b} and x {c} {");
    }
}
