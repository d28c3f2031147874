//! The words of the pages, in English and German: files in a subset of Fluent, one line a text.

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// Its code (BCP 47).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::De,
            Self::De => Self::En,
        }
    }

    /// The one of this code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        [Self::En, Self::De].into_iter().find(|language| language.code() == code)
    }

    /// What a browser would like best, by its `Accept-Language` (RFC 9110, section 12.5.4), as far as order goes.
    #[must_use]
    pub fn wanted(header: &str) -> Self {
        let codes = header.split(',').filter_map(|one| one.trim().get(..2));
        codes.filter_map(|code| Self::of(&code.to_ascii_lowercase())).next().unwrap_or_default()
    }

    const fn source(self) -> &'static str {
        match self {
            Self::En => include_str!("../texts/en.ftl"),
            Self::De => include_str!("../texts/de.ftl"),
        }
    }

    /// The text of a key; the key itself where there is none, so that it is seen.
    #[must_use]
    pub fn text(self, key: &'static str) -> &'static str {
        let lines = self.source().lines().filter_map(|line| line.split_once(" = "));
        let mut found = lines.filter(|(name, _)| *name == key);
        found.next().map_or(key, |(_, text)| text)
    }

    /// The same with something in its places.
    #[must_use]
    pub fn with(self, key: &'static str, places: &[(&str, &str)]) -> String {
        let mut text = self.text(key).to_owned();
        for (name, value) in places {
            text = text.replace(&format!("{{ ${name} }}"), value);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn keys(language: Language) -> BTreeMap<&'static str, Vec<&'static str>> {
        let places = |text: &'static str| {
            let mut names: Vec<_> = text.split("{ $").skip(1).filter_map(|rest| rest.split(" }").next()).collect();
            names.sort_unstable();
            names
        };
        let lines = language.source().lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(|line| line.split_once(" = ").map(|(key, text)| (key, places(text))).unwrap()).collect()
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(keys(Language::En), keys(Language::De));
    }

    #[test]
    fn no_key_is_there_twice() {
        for language in [Language::En, Language::De] {
            let lines = language.source().lines().filter(|line| line.contains(" = ") && !line.starts_with('#')).count();
            assert_eq!(lines, keys(language).len());
        }
    }

    #[test]
    fn a_browser_gets_the_first_language_that_is_there() {
        assert_eq!(Language::wanted("fr-FR, de-AT;q=0.8, en;q=0.5"), Language::De);
        assert_eq!(Language::wanted("ü,,;x"), Language::En);
    }
}
