//! What a part of the units taught since the last minute. Whole numbers only: put together in any order they say the same.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use crate::event::Address;

use super::super::destination::Destination;
use super::super::reason::{Detector, Metric, Surprise};
use super::super::tally::Counts;
/// What a part of the units taught.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Shard {
    #[n(0)]
    pub(super) days: BTreeMap<u64, u64>,
    #[n(1)]
    pub(super) hours: u64,
    /// Units that turned to a destination for the first time, with its service.
    #[n(2)]
    pub(super) peers: BTreeMap<(u64, u64), u64>,
    #[n(3)]
    pub(super) services: BTreeMap<u64, u64>,
    #[n(4)]
    pub(super) names: BTreeMap<(u16, Address), u64>,
    #[n(5)]
    pub(super) repeats: Counts,
    #[n(6)]
    pub(super) failing: Counts,
    #[n(7)]
    pub(super) regular: [Counts; 2],
    #[n(8)]
    pub(super) minutes: Counts,
    #[n(9)]
    pub(super) fresh: Counts,
    #[n(10)]
    pub(super) hourly: BTreeMap<(Metric, u8), Counts>,
    #[n(11)]
    pub(super) scores: BTreeMap<(u64, Detector, u8), u64>,
    #[n(12)]
    pub(super) learned: BTreeMap<u8, u64>,
    #[n(13)]
    #[cbor(default)]
    pub(super) edges: Counts,
}

impl Shard {
    /// Most different things of one kind that a shard takes in between two times it is put together with others.
    pub const MOST: usize = 4096;

    /// A unit was heard of on a day.
    pub(in crate::detect) fn day(&mut self, day: u64) {
        bounded(&mut self.days, day);
    }

    /// A unit turned to a destination for the first time; and by a service, where that is the first time too.
    pub(in crate::detect) fn first(&mut self, to: &Destination, is_new_service: bool) {
        bounded(&mut self.peers, (to.key(), to.service.key()));
        if is_new_service {
            bounded(&mut self.services, to.service.key());
        }
    }

    /// A unit's resolver told that a declared endpoint's name stands for an address.
    pub(in crate::detect) fn name(&mut self, endpoint: usize, address: Address) {
        if let Ok(endpoint) = u16::try_from(endpoint) {
            bounded(&mut self.names, (endpoint, address));
        }
    }

    /// How often a destination that few others have was turned to in an hour, how often in vain, and how regularly.
    pub(in crate::detect) fn pair(&mut self, times: u64, failing: u64, regular: Surprise, is_tcp: bool) {
        self.repeats.add(times);
        if is_tcp {
            self.failing.add(failing);
        }
        self.regular[usize::from(!is_tcp)].add(regular.hundredths().into());
    }

    /// What a unit did in an hour; the most of a minute of it, and the highest surprise of an edge.
    pub(in crate::detect) fn hour(
        &mut self,
        hour: u8,
        metrics: &[(Metric, u64)],
        [minute, edge]: [u64; 2],
        fresh: u64,
    ) {
        self.hours += 1;
        self.minutes.add(minute);
        self.edges.add(edge);
        self.fresh.add(fresh);
        for &(metric, value) in metrics {
            self.hourly.entry((metric, hour)).or_default().add(value);
        }
    }

    /// The highest score of a unit in an hour. `learn`: whether thresholds go by it.
    pub(in crate::detect) fn score(&mut self, day: u64, detector: Detector, score: Surprise, learn: bool) {
        let tenth = (score.hundredths() / 10) as u8;
        bounded(&mut self.scores, (day, detector, tenth));
        if learn {
            bounded(&mut self.learned, tenth);
        }
    }

    /// Puts another one to it.
    pub fn merge(&mut self, other: &Self) {
        self.hours += other.hours;
        sum(&mut self.days, &other.days);
        sum(&mut self.peers, &other.peers);
        sum(&mut self.services, &other.services);
        sum(&mut self.names, &other.names);
        sum(&mut self.scores, &other.scores);
        sum(&mut self.learned, &other.learned);
        self.repeats.merge(&other.repeats);
        self.failing.merge(&other.failing);
        self.regular.iter_mut().zip(&other.regular).for_each(|(own, other)| own.merge(other));
        self.minutes.merge(&other.minutes);
        self.edges.merge(&other.edges);
        self.fresh.merge(&other.fresh);
        for (key, counts) in &other.hourly {
            self.hourly.entry(*key).or_default().merge(counts);
        }
    }
}

fn bounded<K: Ord>(map: &mut BTreeMap<K, u64>, key: K) {
    if map.len() < Shard::MOST || map.contains_key(&key) {
        *map.entry(key).or_default() += 1;
    }
}

fn sum<K: Ord + Copy>(own: &mut BTreeMap<K, u64>, other: &BTreeMap<K, u64>) {
    for (key, count) in other {
        *own.entry(*key).or_default() += count;
    }
}
