//! Everything a page says, as Fluent data in English and German.
//!
//! `t!(texts, "id", name = value)` is the one way to a text; a test scans the sources for the ids and fails for one that
//! is missing, stands there twice, or is not there in the other language. Ids that depend on data (a role, an action, a
//! kind of record) go through [`Texts::named`].

mod bundle;
mod language;
mod moment;
mod number;

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

pub use language::Language;

/// The texts of one language; cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    language: Language,
}

/// Says a text: `t!(texts, "id")` or `t!(texts, "id", name = value, …)`.
#[macro_export]
macro_rules! t {
    ($texts:expr, $id:literal) => {
        $texts.say($id, &[])
    };
    ($texts:expr, $id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $texts.say($id, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),+])
    };
}

impl Texts {
    /// The texts of `language`.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language these texts are in.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The text `id` with its arguments. An unknown id shows itself as `⟦id⟧`; the tests keep that from happening.
    #[must_use]
    pub fn say(self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(id, arguments).unwrap_or_else(|| format!("⟦{id}⟧"))
    }

    /// The text of a key from data, as `family-key`: a role, an action, a kind of record. A key without a text is
    /// shown as it is, since data may be newer than the texts.
    #[must_use]
    pub fn named(self, family: &str, key: &str) -> String {
        self.named_maybe(family, key).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Texts::named`], or nothing where there is no text.
    #[must_use]
    pub fn named_maybe(self, family: &str, key: &str) -> Option<String> {
        self.named_with(family, key, &[])
    }

    /// As [`Texts::named_maybe`], with arguments.
    #[must_use]
    pub fn named_with(self, family: &str, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        self.find(&format!("{family}-{}", key.replace('.', "-")), arguments)
    }

    /// A whole number with the separators of the language.
    #[must_use]
    pub fn number(self, value: u64) -> String {
        number::grouped(value, self.language)
    }

    /// A size in bytes with a unit: `4.2 GiB`, `4,2 GiB`.
    #[must_use]
    pub fn bytes(self, value: u64) -> String {
        number::bytes(value, self.language)
    }

    /// A date and time in UTC, from microseconds since the epoch: `23 Nov 2026, 14:05 UTC`.
    #[must_use]
    pub fn moment(self, micros: i64) -> String {
        moment::absolute(self, micros).unwrap_or_else(|| t!(self, "time-unknown"))
    }

    /// A date in UTC, from microseconds since the epoch.
    #[must_use]
    pub fn date(self, micros: i64) -> String {
        moment::date(self, micros).unwrap_or_else(|| t!(self, "time-unknown"))
    }

    /// A date in UTC without its year, where the year is clear: `23 Nov`.
    #[must_use]
    pub fn day(self, micros: i64) -> String {
        moment::day(self, micros).unwrap_or_else(|| t!(self, "time-unknown"))
    }

    /// The day of the week in UTC: `Sat`.
    #[must_use]
    pub fn weekday(self, micros: i64) -> String {
        moment::weekday(micros).map_or_else(String::new, |day| self.named("weekday", &day.to_string()))
    }

    /// How far `micros` is from `now`, in words: `3 hours ago`, `in 2 days`.
    #[must_use]
    pub fn distance(self, micros: i64, now: i64) -> String {
        moment::distance(self, micros, now)
    }

    /// A length of time in words, in its largest fitting unit: `12 minutes`.
    #[must_use]
    pub fn duration(self, micros: i64) -> String {
        moment::duration(self, micros)
    }

    fn find(self, id: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let bundle = bundle::of(self.language);
        let pattern = bundle.get_message(id)?.value()?;
        let mut named = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            named.set(Cow::Borrowed(*name), value.clone());
        }
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&named), &mut errors).into_owned())
    }
}

/// The machine form of a time, for `<time datetime>`: `2026-11-23T14:05:09Z`; nothing for a time no calendar has.
#[must_use]
pub fn machine_time(micros: i64) -> Option<String> {
    moment::machine(micros)
}

/// The Fluent sources of a language, in parts, for tests and tools.
#[must_use]
pub const fn sources(language: Language) -> &'static [&'static str] {
    bundle::sources(language)
}
