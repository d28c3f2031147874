//! From a record to evidence: one function for each kind of record that speaks to requirements.
//!
//! A rule reads what its record says and nothing else. What a record does not say is unknown.

mod conclusions;
mod given;
mod house;
mod lifecycle;
mod measured;
mod product_file;
mod reporting;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::evidence::{Evidence, Key, Kind, Stance};
use crate::shelf::Release;

pub(crate) use conclusions::withdraws_another;
pub(crate) use given::{EVIDENCE_GIVEN, REVIEW_RECORDED};
pub(crate) use house::house;

/// The version of the rules, here and in `judge`'s tables of kinds: it rises with every change of what a record is evidence of,
/// and an index that was folded by others is folded anew.
pub const VERSION: i64 = 3;

/// Kinds of records of a product, or of the house, that speak to requirements or duties.
pub const KINDS: [&str; 28] = [
    "release-gated",
    "release-put-on-sale",
    "release-made",
    "release-file-given",
    crate::measured::KIND,
    EVIDENCE_GIVEN,
    REVIEW_RECORDED,
    "dossier-made",
    "declaration-signed",
    "declaration-withdrawn",
    "case-assessed",
    "case-awareness-corrected",
    "case-closed",
    "case-reopened",
    "notice-handed-in",
    "notice-requested",
    "owner-notice-sent",
    "owner-notice-recalled",
    "support-set",
    "support-promised",
    "support-considered",
    "support-end-told",
    "product-page-set",
    "document-fault",
    "upstream-sent",
    "upstream-answered",
    "drill-held",
    "handed-over",
];

/// Whether records of a kind say by their facts `product` and `release` what they are about: their subject is a case, a
/// notice, a document.
pub(crate) fn names_its_product(kind: &str) -> bool {
    let conclusions = ["dossier-made", "declaration-signed", "declaration-withdrawn"];
    let beginnings = ["case-", "notice-", "owner-notice-", "upstream-"];
    let others = ["support-end-told", "document-fault"];
    conclusions.contains(&kind)
        || others.contains(&kind)
        || beginnings.iter().any(|beginning| kind.starts_with(beginning))
}

/// What a rule may know: the facts, and what the record's subject belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) facts: &'a Map<String, Value>,
    pub(crate) time: Timestamp,
    pub(crate) subject: &'a str,
    pub(crate) product: &'a str,
    pub(crate) release: Option<&'a Release>,
}

impl<'a> About<'a> {
    /// Product and release.
    fn of(&self) -> (&'a str, &'a str) {
        (self.product, self.release_id())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.facts.get(name)?.as_str()
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.facts.get(name)?.as_i64()
    }

    fn release_id(&self) -> &'a str {
        self.release.map_or("", |release| release.id.as_str())
    }
}

/// What one record of a product says.
pub(crate) fn evidence(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    match kind {
        "release-gated" | "release-put-on-sale" => measured::gated(about),
        "release-made" | "release-file-given" => product_file::declared(about),
        crate::measured::KIND => measured::measured(about),
        EVIDENCE_GIVEN => given::tested(about),
        REVIEW_RECORDED => given::reviewed(about),
        "dossier-made" | "declaration-signed" | "declaration-withdrawn" => conclusions::concluded(kind, about),
        _ if kind.starts_with("case-") || kind.starts_with("notice-") || kind.starts_with("owner-notice-") => {
            reporting::reported(kind, about)
        }
        _ => lifecycle::lasting(kind, about),
    }
}

/// The beginning of a piece of evidence.
pub(crate) fn says(
    requirement: &str,
    (product, release): (&str, &str),
    kind: Kind,
    stance: Stance,
    because: &'static str,
) -> Evidence {
    let key = Key {
        product: product.to_owned(),
        requirement: requirement.to_owned(),
        release: release.to_owned(),
        kind,
        source: String::new(),
    };
    Evidence { key, stance, until: None, because, figures: Vec::new(), words: String::new(), term: None }
}

impl Evidence {
    /// The same, told apart from others of its kind.
    fn of(mut self, source: &str) -> Self {
        source.clone_into(&mut self.key.source);
        self
    }

    /// The same, with a number of its reason.
    fn with(mut self, name: &'static str, value: i64) -> Self {
        self.figures.push((name, value));
        self
    }

    /// The same, with words.
    fn saying(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// The same, until a moment.
    fn until(mut self, until: Option<Timestamp>) -> Self {
        self.until = until;
        self
    }
}

/// For it where it holds, else against it.
fn holds(holds: bool) -> Stance {
    if holds { Stance::Supports } else { Stance::Contradicts }
}

/// A count as a figure.
fn figure(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
