//! What is usual among the units of one model and release: learned from all of them, explained by how many there are.

mod rarity;
mod scores;
mod shard;
mod take;

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use crate::declared::Names;
use crate::event::Address;

use super::reason::Metric;
use super::tally::Tally;

pub use rarity::Rarity;
pub use scores::{Scores, WouldHave};
pub use shard::Shard;

/// Popularity is counted in powers of two.
const POPULAR: usize = 16;

/// What is usual among the units of one model and release.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct Cohort {
    /// Units heard of in the day that has most of them, today and yesterday.
    #[n(0)]
    units: u64,
    /// Units that the release before had: what is rare among so many must be as rare here, while this one spreads.
    #[n(1)]
    before: u64,
    #[n(2)]
    today: u64,
    #[n(3)]
    day: u64,
    /// Days of units, of this release and those before it; old ones fade.
    #[n(4)]
    days: f64,
    /// Of this release alone.
    #[n(5)]
    release_days: f64,
    /// Hours in which a unit did anything.
    #[n(6)]
    hours: f64,
    #[n(7)]
    peers: BTreeMap<u64, Known>,
    #[n(8)]
    services: BTreeMap<u64, Known>,
    /// First contacts by a service that so many others had, in powers of two.
    #[n(9)]
    rare_services: [f32; POPULAR],
    #[n(10)]
    names: BTreeMap<(u16, Address), u32>,
    #[n(11)]
    pub(super) repeats: Tally,
    #[n(12)]
    pub(super) failing: Tally,
    #[n(13)]
    pub(super) regular: [Tally; 2],
    #[n(14)]
    pub(super) minutes: Tally,
    #[n(15)]
    pub(super) fresh: Tally,
    #[n(16)]
    hourly: BTreeMap<(Metric, u8), Tally>,
    #[n(17)]
    scores: Scores,
    /// Of each service: first contacts with a peer that so many others had, in powers of two.
    #[n(18)]
    rare_peers: BTreeMap<u64, [f32; POPULAR]>,
    /// The highest surprise of an edge in an hour of a unit, in nats.
    #[n(19)]
    #[cbor(default)]
    pub(super) edges: Tally,
}

/// A destination, or a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Encode, Decode)]
struct Known {
    /// How many units have it; old ones fade.
    #[n(0)]
    units: f32,
    /// How many of this release.
    #[n(1)]
    release: u32,
    /// When somebody new had it last, in days.
    #[n(2)]
    day: u64,
}

impl Cohort {
    /// Most destinations that a cohort knows; the least popular and oldest make room.
    pub const MOST_PEERS: usize = 8192;
    /// Most services.
    pub const MOST_SERVICES: usize = 1024;
    /// Most addresses of declared names.
    pub const MOST_NAMES: usize = 4096;

    /// The cohort of the release that follows: it knows what this one knows, and does not trust it for what is new until
    /// enough units ran the new release for long enough.
    #[must_use]
    pub fn successor(&self) -> Self {
        let mut next = self.clone();
        next.before = self.units.max(self.before);
        (next.units, next.today, next.release_days) = (0, 0, 0.0);
        next.names.clear();
        next.scores = self.scores.successor();
        next.peers.values_mut().chain(next.services.values_mut()).for_each(|known| known.release = 0);
        next
    }

    /// How many units it has.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.units
    }

    /// How many units it has, or the release before had, while this one spreads.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.units.max(self.before).max(1)
    }

    /// How many days of units it has seen, of its own release.
    #[must_use]
    pub fn unit_days(&self) -> f64 {
        self.release_days
    }

    /// What units did in an hour, at this hour of the day.
    pub(super) fn at_hour(&self, metric: Metric, hour: u8) -> Option<&Tally> {
        self.hourly.get(&(metric, hour))
    }

    /// What came of scores: for thresholds, and for what another one would have done.
    #[must_use]
    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// The score above which to alarm, for so many alerts a month.
    #[must_use]
    pub fn threshold(&self, alerts_a_month: f64) -> super::Surprise {
        let active = if self.days > 0.0 { self.hours / self.days } else { 24.0 };
        let month = self.size() as f64 * active.clamp(1.0, 24.0) * 30.0;
        self.scores.threshold(alerts_a_month / month, self.hours)
    }
}

impl Names for Cohort {
    fn stands_for(&self, endpoint: usize, address: Address) -> bool {
        let key = u16::try_from(endpoint).map(|endpoint| (endpoint, address));
        key.is_ok_and(|key| self.names.get(&key).is_some_and(|&units| units >= 2))
    }
}
