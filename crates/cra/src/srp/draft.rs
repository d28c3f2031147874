//! What was drafted so far: a value for each field that has one.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// The value of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, or the one option that was chosen.
    Text(String),
    /// The options that were chosen.
    Options(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// An instant.
    At(Timestamp),
}

impl Value {
    /// Whether nothing was said: blank text, or no option.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Options(options) => options.is_empty(),
            Self::Flag(_) | Self::At(_) => false,
        }
    }

    /// The one word that conditions compare.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(yes) => Some(if *yes { "yes" } else { "no" }),
            Self::Options(_) | Self::At(_) => None,
        }
    }

    /// The options among these that were chosen.
    pub(super) fn chosen<'a>(&'a self, among: &'a [String]) -> impl Iterator<Item = &'a String> {
        among.iter().filter(move |option| match self {
            Self::Text(text) => text == *option,
            Self::Options(chosen) => chosen.contains(option),
            Self::Flag(_) | Self::At(_) => false,
        })
    }
}

/// The values of a case by the ids of the fields, gathered over its stages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft(BTreeMap<String, Value>);

impl Draft {
    /// Sets the value of a field.
    pub fn set(&mut self, field: impl Into<String>, value: Value) {
        self.0.insert(field.into(), value);
    }

    /// The value of a field, unless it is blank.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_blank())
    }

    /// Every value that is not blank, by the field's id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().filter(|(_, value)| !value.is_blank()).map(|(id, value)| (id.as_str(), value))
    }
}

impl FromIterator<(String, Value)> for Draft {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// How long a text is. The glossary counts characters and does not say how the platform counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    /// Unicode scalar values, a line's end being one: the fewest that "characters" can mean.
    pub characters: usize,
    /// As a web form may count: UTF-16 code units, a line's end being two.
    pub at_most: usize,
}

impl Length {
    /// Counts a text.
    pub fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let lines_ends = text.matches('\n').count();
        Self { characters: text.chars().count(), at_most: text.encode_utf16().count() + lines_ends }
    }
}
