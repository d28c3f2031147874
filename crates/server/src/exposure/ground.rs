//! What exposures stand on: the advisories in force, what they cover as of now, and what is known of exploitation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::Offset;
use steadfast_matching::coverage::{Coverage, Freshness};
use steadfast_matching::gate::Policy;
use steadfast_matching::index::{CPE, Index, IndexError, Signals};
use steadfast_matching::member::View;
use steadfast_store::Time;

use crate::feeds::shelf::Loaded;

const SECONDS_OF_A_DAY: i64 = 86_400;

/// Advisories at a moment.
pub(super) struct Ground {
    loaded: Arc<Loaded>,
    signals: Arc<Signals>,
    coverage: Coverage,
    freshness: BTreeMap<String, Freshness>,
    now: i64,
    /// The day, for acceptances that expire.
    pub(super) today: Date,
}

impl Ground {
    /// The ground at `now`. Signals are decoded once per index.
    pub(super) fn new(loaded: Arc<Loaded>, now: Time, before: Option<&Self>) -> Result<Self, IndexError> {
        let same = before.filter(|before| before.loaded.number == loaded.number);
        let signals = match same {
            Some(before) => Arc::clone(&before.signals),
            None => Arc::new(loaded.index()?.signals()?),
        };
        let now = now.0.div_euclid(1_000_000);
        let coverage = covers(&loaded, now, Policy::default().max_feed_age_days);
        let freshness = freshness(&coverage);
        let moment = jiff::Timestamp::from_second(now).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        Ok(Self { loaded, signals, coverage, freshness, now, today: Offset::UTC.to_datetime(moment).date() })
    }

    /// The number of the index in force.
    pub(super) fn number(&self) -> i64 {
        self.loaded.number
    }

    /// The digest of what is known.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.loaded.digest
    }

    /// The index.
    pub(super) fn index(&self) -> Result<Index<'_>, IndexError> {
        self.loaded.index()
    }

    /// What members are matched against.
    pub(super) fn view<'a>(&'a self, index: &'a Index<'a>) -> View<'a> {
        View { index, coverage: &self.coverage, signals: &self.signals }
    }

    /// What is covered, by the age that a feed may have where a policy says nothing.
    pub(super) fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What is covered by the age that a policy lets a feed have, where that is another one.
    pub(super) fn coverage_by(&self, policy: &Policy) -> Option<Coverage> {
        let days = policy.max_feed_age_days;
        (days != Policy::default().max_feed_age_days).then(|| covers(&self.loaded, self.now, days))
    }

    /// The names whose freshness differs.
    pub(super) fn differing(&self, other: &Self) -> BTreeSet<String> {
        let names = self.freshness.keys().chain(other.freshness.keys());
        names.filter(|name| self.freshness.get(*name) != other.freshness.get(*name)).cloned().collect()
    }

    /// Whether verdicts may differ by more than the findings of components. `ages` are those, in days, that policies let
    /// a feed have where they are others than usual.
    pub(super) fn decides_otherwise(&self, other: &Self, ages: &BTreeSet<u32>) -> bool {
        let signals = |coverage: &Coverage| (coverage.of_exploited(), coverage.of_scores());
        let general = |ground: &Self| (signals(&ground.coverage), ground.today, ground.number() == 0);
        let by = |ground: &Self, days: u32| {
            let coverage = covers(&ground.loaded, ground.now, days);
            (signals(&coverage), freshness(&coverage))
        };
        general(self) != general(other) || ages.iter().any(|days| by(self, *days) != by(other, *days))
    }
}

fn covers(loaded: &Loaded, now: i64, days: u32) -> Coverage {
    Coverage::new(loaded.sources(), now.saturating_sub(i64::from(days) * SECONDS_OF_A_DAY))
}

fn freshness(coverage: &Coverage) -> BTreeMap<String, Freshness> {
    let names: BTreeSet<String> = coverage.covered().map(|(name, _)| name.to_owned()).chain([CPE.to_owned()]).collect();
    names.into_iter().map(|name| (name.clone(), coverage.of(&name))).collect()
}
