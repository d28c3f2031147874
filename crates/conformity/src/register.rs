//! The register of a product: a verdict for every requirement.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::annex_i;

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
        let mut by: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in rows {
            by.entry(&row.key.requirement).or_default().push(row);
        }
        let of =
            |requirement: &'r str| judge(requirement, by.get(requirement).map_or(&[], Vec::as_slice), release, now);
        let entries = requirements.into_iter().map(of).collect();
        Self { product: product.to_owned(), release: release.to_owned(), at: now, entries }
    }

    /// How many entries have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.entries.iter().filter(|entry| entry.verdict == verdict).count()
    }

    /// The entry of a requirement.
    pub fn entry(&self, requirement: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.requirement == requirement)
    }
}
