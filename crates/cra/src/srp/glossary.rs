//! One version of the list of fields.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::field::{Condition, Field, FilledBy, Format, Level};
use crate::Confidence;
use crate::clocks::{Event, Stage};
use crate::day::date;

/// Every version that we know, the oldest first. A new one is a file and a line here.
const TABLES: [&str; 1] = [include_str!("../../data/srp/glossary-1.4.toml")];

/// One version of the list of fields.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Glossary {
    /// ENISA's version.
    #[serde(rename = "glossary_version")]
    pub version: String,
    /// When ENISA issued it.
    #[serde(rename = "glossary_date", deserialize_with = "date")]
    pub issued: Date,
    /// When somebody last looked whether it still holds.
    #[serde(deserialize_with = "date")]
    pub checked_on: Date,
    /// Sources by their keys.
    pub sources: BTreeMap<String, String>,
    /// The fields in the order of the form.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// What registration asks for.
    #[serde(rename = "registration_field", default)]
    pub registration: Vec<Registration>,
    code_lists: BTreeMap<String, Vec<String>>,
}

/// One thing that registration asks for, before or together with the first report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Registration {
    /// A stable name of ours.
    pub id: String,
    /// What it is, in our words.
    pub label: String,
    /// How firmly it is asked for.
    pub level: Level,
    /// What else is known.
    #[serde(default)]
    pub notes: String,
    /// The key of its source.
    pub source: String,
    /// How sure we are.
    pub confidence: Confidence,
}

/// One step through the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The field.
    pub field: &'a Field,
    /// How firmly it is asked for at this stage.
    pub level: Level,
}

impl Glossary {
    /// Reads a version.
    ///
    /// # Errors
    /// When it is no table of fields, or contradicts itself.
    pub fn parse(text: &str) -> Result<Self, GlossaryError> {
        let mut glossary: Self = toml::from_str(text).map_err(|error| GlossaryError::Table(Box::new(error)))?;
        for field in &mut glossary.fields {
            if let Some(list) = &field.list {
                let known = glossary.code_lists.get(list).ok_or_else(|| GlossaryError::List(list.clone()))?;
                field.options.clone_from(known);
            }
        }
        glossary.consistent()
    }

    fn consistent(self) -> Result<Self, GlossaryError> {
        let mut ids = BTreeSet::new();
        for field in &self.fields {
            if !ids.insert(field.id.as_str()) {
                return Err(GlossaryError::Twice(field.id.clone()));
            }
            if !self.sources.contains_key(&field.source) {
                return Err(GlossaryError::Source(field.source.clone()));
            }
        }
        let named = self.fields.iter().flat_map(|field| field.only_if.iter().chain(&field.needed_if));
        match named.map(|condition| &condition.field).find(|id| !ids.contains(id.as_str())) {
            Some(unknown) => Err(GlossaryError::Field(unknown.clone())),
            None => Ok(self),
        }
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// What a person types for a stage, in the order of the form. Of an intermediate report no source lists the fields:
    /// there is none.
    pub fn form(&self, event: Event, stage: Stage) -> impl Iterator<Item = Entry<'_>> {
        let typed = self.fields.iter().filter(move |field| {
            let is_typed = field.filled_by == FilledBy::Manufacturer && field.format != Format::TextReadonly;
            is_typed && field.applies_to.contains(&event)
        });
        let offered = typed.filter_map(move |field| Some(Entry { field, level: field.level(stage)? }));
        offered.filter(|entry| !matches!(entry.level, Level::NotOffered | Level::Automatic))
    }
}

/// Why a text is no list of fields.
#[derive(Debug)]
#[non_exhaustive]
pub enum GlossaryError {
    /// It is not the table that is expected.
    Table(Box<toml::de::Error>),
    /// Two fields have this id.
    Twice(String),
    /// A condition names a field that is not there.
    Field(String),
    /// A field names a code list that is not there.
    List(String),
    /// A field names a source that is not there.
    Source(String),
}

impl fmt::Display for GlossaryError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(_) => to.write_str("this is no list of fields of the reporting platform"),
            Self::Twice(id) => write!(to, "two fields have the id {id}"),
            Self::Field(id) => write!(to, "a condition names the field {id}, which is not there"),
            Self::List(list) => write!(to, "a field names the code list {list}, which is not there"),
            Self::Source(key) => write!(to, "a field names the source {key}, which is not there"),
        }
    }
}

impl std::error::Error for GlossaryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Table(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}

static GLOSSARIES: LazyLock<Vec<Glossary>> = LazyLock::new(|| {
    let parsed = TABLES.iter().map(|table| Glossary::parse(table));
    parsed.map(|one| one.expect("the embedded tables are well-formed, which a test shows")).collect()
});

/// Every version that we know, the oldest first.
pub fn glossaries() -> &'static [Glossary] {
    &GLOSSARIES
}

/// The newest version that we know.
pub fn current() -> &'static Glossary {
    glossaries().last().expect("there is a version")
}

/// The version of this name.
pub fn glossary(version: &str) -> Option<&'static Glossary> {
    glossaries().iter().find(|known| known.version == version)
}

impl Condition {
    /// Whether it holds, given the word that the other field has.
    pub(super) fn holds(&self, word: Option<&str>) -> bool {
        word == Some(self.is.as_str())
    }
}
