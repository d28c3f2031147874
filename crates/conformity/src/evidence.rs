//! Evidence: what a record says about a requirement.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use crate::kind::Kind;
use crate::term::Term;

/// Which way evidence speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For it.
    Supports,
    /// Against it.
    Contradicts,
    /// It was looked at, and cannot be told.
    Unknown,
}

/// What tells one row of evidence from another. The newest record of a key is what counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The product: `prd_…`.
    pub product: String,
    /// The requirement or duty: `I.1.2.a`, `art-13-8`.
    pub requirement: String,
    /// The release it is about; empty where it is about the product.
    pub release: String,
    /// Its kind.
    pub kind: Kind,
    /// What tells several of a kind apart: a test, a check, a scenario. Empty where there is one.
    pub source: String,
}

/// One thing that a record says about one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where it belongs.
    pub key: Key,
    /// Which way it speaks.
    pub stance: Stance,
    /// When it ends, where the record says so.
    pub until: Option<Timestamp>,
    /// Why, as a word for each language's text.
    pub because: &'static str,
    /// Numbers of that text, by name.
    pub figures: Vec<(&'static str, i64)>,
    /// What a person wrote or a file names, where there is anything.
    pub words: String,
    /// What it says of a deadline, where it says anything.
    pub term: Option<Term>,
}

/// The newest evidence of a key, and what is known of those before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Where it belongs.
    pub key: Key,
    /// Which way it speaks.
    pub stance: Stance,
    /// When the newest record was made.
    pub time: Timestamp,
    /// Since when records say the same without another in between.
    pub since: Timestamp,
    /// When it stops speaking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why.
    pub because: String,
    /// Numbers of that reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<(String, i64)>,
    /// Words of people or files.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What it says of a deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// The record: `rec_…`.
    pub record: String,
    /// Its number in the ledger, from 0.
    pub number: u64,
    /// How many records of this key there were.
    pub count: u64,
}

impl Row {
    /// Whether it speaks at a moment: it was recorded by then, and has not ended.
    pub fn speaks(&self, now: Timestamp) -> bool {
        self.time <= now && self.until.is_none_or(|until| now < until)
    }

    /// Since when it says so: of a deadline, since it passed.
    pub(crate) fn says_since(&self) -> Timestamp {
        match self.term {
            Some(Term::Due { by, .. }) => self.since.max(by),
            _ => self.since,
        }
    }

    /// The row after one more piece of evidence of its key.
    pub(crate) fn after(before: Option<&Self>, evidence: Evidence, of: &Origin<'_>) -> Self {
        let same = before.filter(|before| before.stance == evidence.stance && before.speaks(of.time));
        let lifetime = evidence.key.kind.lifetime().and_then(|lifetime| of.time.checked_add(lifetime).ok());
        Self {
            stance: evidence.stance,
            time: of.time,
            since: same.map_or(of.time, |before| before.since),
            until: evidence.until.or(lifetime),
            because: evidence.because.to_owned(),
            figures: evidence.figures.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            words: evidence.words,
            term: evidence.term,
            record: of.record.to_owned(),
            number: of.number,
            count: before.map_or(0, |before| before.count) + 1,
            key: evidence.key,
        }
    }
}

/// The record that evidence comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) record: &'a str,
    pub(crate) number: u64,
    pub(crate) time: Timestamp,
}
