//! The catalogues as they are kept.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;

const TABLES: [&str; 7] = [
    include_str!("../../data/standards/iec-62443-4-1.toml"),
    include_str!("../../data/standards/iec-62443-4-2.toml"),
    include_str!("../../data/standards/etsi-en-303-645.toml"),
    include_str!("../../data/standards/en-18031-1.toml"),
    include_str!("../../data/standards/iso-iec-27001.toml"),
    include_str!("../../data/standards/pren-40000.toml"),
    include_str!("../../data/standards/bsi-tr-03183.toml"),
];

/// A standard with its requirements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Catalogue {
    /// The version of this form.
    pub schema: u32,
    /// A stable name (`iec-62443-4-1`).
    pub id: String,
    /// As it is cited.
    pub designation: String,
    /// The edition that the identifiers are of.
    pub edition: String,
    /// Who publishes it.
    pub publisher: String,
    /// Whether it is published.
    pub status: Status,
    /// What it is about, in our words.
    pub title: String,
    /// Whether applying it gives a presumption of conformity with the act (Art. 27).
    pub presumption: Presumption,
    /// The day of the check of status and presumption.
    #[serde(deserialize_with = "crate::day::date")]
    pub checked_on: Date,
    /// How sure we are of its identifiers.
    pub confidence: Confidence,
    /// What is left out, and why.
    #[serde(default)]
    pub note: String,
    /// Its parts in its order.
    #[serde(rename(deserialize = "group", serialize = "groups"))]
    pub groups: Vec<Group>,
}

/// Whether a standard is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is.
    Published,
    /// It is being drafted.
    Draft,
}

/// Whether applying a standard gives a presumption of conformity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presumption {
    /// It gave none on the day of the check.
    None,
    /// Its reference is cited in the Official Journal under the act.
    Cited,
}

impl Presumption {
    /// Its key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Cited => "cited",
        }
    }
}

/// A part of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Group {
    /// Its identifier.
    pub id: String,
    /// A short name of ours.
    pub title: String,
    /// The links of every entry that has none of its own.
    #[serde(default, skip_serializing)]
    links: Vec<Link>,
    /// Its requirements.
    pub entries: Vec<Entry>,
}

/// One requirement of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Entry {
    /// Its identifier.
    pub id: String,
    /// A short name of ours.
    pub title: String,
    /// What of Annex I it speaks to, and why; empty where it speaks to none.
    #[serde(default)]
    pub links: Vec<Link>,
    /// How sure we are of the identifier and what it stands for, where that differs from the catalogue's.
    #[serde(default)]
    pub confidence: Option<Confidence>,
}

/// What a requirement of a standard has to do with one of Annex I.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "(String, Relation, String)")]
#[non_exhaustive]
pub struct Link {
    /// The entry of Annex I.
    pub requirement: String,
    /// How it speaks to it.
    pub relation: Relation,
    /// Why.
    pub reason: String,
}

impl From<(String, Relation, String)> for Link {
    fn from((requirement, relation, reason): (String, Relation, String)) -> Self {
        Self { requirement, relation, reason }
    }
}

/// How a requirement of a standard speaks to one of Annex I. None of them says that the latter is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// What it asks works towards it.
    Supports,
    /// It covers a part of it, and the reason says what is left.
    Part,
    /// It helps to understand or prepare it.
    Context,
}

impl Relation {
    /// Its key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Part => "part",
            Self::Context => "context",
        }
    }
}

impl Catalogue {
    /// Every requirement in the standard's order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|group| &group.entries)
    }

    /// The requirement with this identifier.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries().find(|entry| entry.id == id)
    }

    /// How many requirements have a confidence below high, of their own or of the catalogue.
    pub fn uncertain(&self) -> usize {
        self.entries().filter(|entry| entry.confidence.unwrap_or(self.confidence) < Confidence::High).count()
    }

    /// Gives each entry the links of its group where it has none of its own.
    fn spread(mut self) -> Self {
        for group in &mut self.groups {
            let links = group.links.clone();
            let silent = group.entries.iter_mut().filter(|entry| entry.links.is_empty());
            silent.for_each(|entry| entry.links.clone_from(&links));
        }
        self
    }
}

static CATALOGUES: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    let read = |table: &&str| -> Catalogue {
        toml::from_str(table).expect("the embedded tables are well-formed, which a test shows")
    };
    TABLES.iter().map(read).map(Catalogue::spread).collect()
});

/// Every catalogue.
pub fn catalogues() -> &'static [Catalogue] {
    &CATALOGUES
}

/// The catalogue with this id.
pub fn catalogue(id: &str) -> Option<&'static Catalogue> {
    catalogues().iter().find(|one| one.id == id)
}

/// Every requirement of every standard that speaks to an entry of Annex I, with the link.
pub fn linked_to(requirement: &str) -> Vec<(&'static Catalogue, &'static Entry, &'static Link)> {
    let all = catalogues().iter().flat_map(|one| one.entries().map(move |entry| (one, entry)));
    let links = all.flat_map(|(one, entry)| entry.links.iter().map(move |link| (one, entry, link)));
    links.filter(|(_, _, link)| link.requirement == requirement).collect()
}
