//! The register of a product: a verdict for every requirement, and for every dated duty.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::annex_i;
use steadfast_cra::duties::duties;

use crate::duty::{self, DutyEntry, OnMarket};
use crate::evidence::Row;
use crate::judge::{Entry, Verdict, judge};

/// Every entry of Annex I, in its order. There are 22.
pub fn annex_i_ids() -> impl Iterator<Item = &'static str> {
    annex_i::requirements().iter().map(|requirement| requirement.id.as_str())
}

/// What the facts say of one release of a product at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The product: `prd_…`.
    pub product: String,
    /// The release: `rel_…`; empty where the product has none.
    pub release: String,
    /// The moment.
    pub at: Timestamp,
    /// A verdict for each requirement, in the order in which they were asked for.
    pub entries: Vec<Entry>,
    /// A verdict for each dated duty, in the order of the articles; empty where nobody asked for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyEntry>,
    /// What was taken for since when they bind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_market: Option<OnMarket>,
}

impl Register {
    /// The register of `release` at `now`, for each of `requirements`, from the rows of its product and of the house.
    pub fn of<'a, 'r>(
        product: &str,
        release: &str,
        rows: impl IntoIterator<Item = &'a Row>,
        requirements: impl IntoIterator<Item = &'r str>,
        now: Timestamp,
    ) -> Self {
        let by = by_requirement(rows);
        let entries = requirements.into_iter().map(|id| judged(&by, id, release, now)).collect();
        let (product, release) = (product.to_owned(), release.to_owned());
        Self { product, release, at: now, entries, duties: Vec::new(), on_market: None }
    }

    /// The same with every dated duty, from the same rows, and from what they hang on.
    #[must_use]
    pub fn with_duties<'a>(mut self, rows: impl IntoIterator<Item = &'a Row>, on: &OnMarket) -> Self {
        let by = by_requirement(rows);
        let of = |duty| duty::entry(duty, judged(&by, &duty.id, &self.release, self.at), on);
        self.duties = duties().iter().map(of).collect();
        self.on_market = Some(on.clone());
        self
    }

    /// Every verdict: requirements, then duties.
    pub fn verdicts(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().chain(self.duties.iter().map(|duty| &duty.entry))
    }

    /// How many requirements have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.entries.iter().filter(|entry| entry.verdict == verdict).count()
    }

    /// The entry of a requirement.
    pub fn entry(&self, requirement: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.requirement == requirement)
    }
    /// How many duties have a verdict.
    pub fn count_duties(&self, verdict: Verdict) -> usize {
        self.duties.iter().filter(|duty| duty.entry.verdict == verdict).count()
    }

    /// The entry of a duty.
    pub fn duty(&self, id: &str) -> Option<&DutyEntry> {
        self.duties.iter().find(|duty| duty.entry.requirement == id)
    }
}

type ByRequirement<'a> = BTreeMap<&'a str, Vec<&'a Row>>;

fn by_requirement<'a>(rows: impl IntoIterator<Item = &'a Row>) -> ByRequirement<'a> {
    let mut by = ByRequirement::new();
    for row in rows {
        by.entry(&row.key.requirement).or_default().push(row);
    }
    by
}

fn judged(by: &ByRequirement<'_>, requirement: &str, release: &str, now: Timestamp) -> Entry {
    judge(requirement, by.get(requirement).map_or(&[], Vec::as_slice), release, now)
}
