//! A cohort takes in what its shards were taught, and forgets slowly.

use super::super::tally::Tally;
use super::rarity::power;
use super::{Cohort, Known, POPULAR, Shard};

/// Most units that are counted one by one when they come to one destination between two merges.
const MOST_AT_ONCE: u64 = 1 << 16;

/// What is left after a day: half after thirty.
const KEEP: f32 = 0.977_16;

impl Cohort {
    /// Takes in what shards were taught, whatever their order.
    pub fn merge<'a>(&mut self, shards: impl IntoIterator<Item = &'a Shard>) {
        let mut all = Shard::default();
        shards.into_iter().for_each(|shard| all.merge(shard));
        self.take_days(&all);
        self.take_contacts(&all);
        self.take_tallies(&all);
        self.scores.take(&all.scores, &all.learned);
        self.make_room();
    }

    fn take_days(&mut self, all: &Shard) {
        for (&day, &units) in &all.days {
            self.turn_to(day);
            self.today += if day == self.day { units } else { 0 };
            self.days += units as f64;
            self.release_days += units as f64;
        }
        self.units = self.units.max(self.today);
        self.hours += all.hours as f64;
    }

    /// A new day: what is old fades. A day that is far ahead counts as one.
    fn turn_to(&mut self, day: u64) {
        if day <= self.day {
            return;
        }
        self.units = self.today.max(if self.day + 1 == day { 0 } else { self.units / 2 });
        (self.day, self.today) = (day, 0);
        self.fade();
        self.scores.turn_to(day);
    }

    fn fade(&mut self) {
        let keep = f64::from(KEEP);
        self.days *= keep;
        self.release_days *= keep;
        self.hours *= keep;
        self.rare_services.iter_mut().for_each(|count| *count *= KEEP);
        for known in self.peers.values_mut().chain(self.services.values_mut()) {
            known.units *= KEEP;
        }
        self.rare_peers.values_mut().flatten().for_each(|count| *count *= KEEP);
        self.tallies().for_each(|tally| tally.fade(KEEP));
    }

    fn tallies(&mut self) -> impl Iterator<Item = &mut Tally> {
        let own = [&mut self.repeats, &mut self.failing, &mut self.minutes, &mut self.edges, &mut self.fresh];
        own.into_iter().chain(&mut self.regular).chain(self.hourly.values_mut())
    }

    fn take_contacts(&mut self, all: &Shard) {
        for (&(key, service), &units) in &all.peers {
            let before = self.peers.entry(key).or_default().take(units, self.day);
            spread(self.rare_peers.entry(service).or_insert([0.0; POPULAR]), before, units);
        }
        for (&key, &units) in &all.services {
            let before = self.services.entry(key).or_default().take(units, self.day);
            spread(&mut self.rare_services, before, units);
        }
        for (&key, &units) in &all.names {
            let known = self.names.entry(key).or_default();
            *known = known.saturating_add(u32::try_from(units).unwrap_or(u32::MAX));
        }
    }

    fn take_tallies(&mut self, all: &Shard) {
        self.repeats.take(&all.repeats);
        self.failing.take(&all.failing);
        self.regular.iter_mut().zip(&all.regular).for_each(|(tally, counts)| tally.take(counts));
        self.minutes.take(&all.minutes);
        self.edges.take(&all.edges);
        self.fresh.take(&all.fresh);
        for (&key, counts) in &all.hourly {
            self.hourly.entry(key).or_default().take(counts);
        }
    }

    fn make_room(&mut self) {
        let rank = |known: &Known| (known.units as u64, known.day);
        keep_best(&mut self.peers, Self::MOST_PEERS, rank);
        keep_best(&mut self.services, Self::MOST_SERVICES, rank);
        self.rare_peers.retain(|service, _| self.services.contains_key(service));
        keep_best(&mut self.names, Self::MOST_NAMES, |&units| (u64::from(units), 0));
    }
}

impl Known {
    /// So many more units have it; how many had it before.
    fn take(&mut self, units: u64, day: u64) -> u64 {
        let before = self.units.round() as u64;
        self.units += units as f32;
        self.release = self.release.saturating_add(u32::try_from(units).unwrap_or(u32::MAX));
        self.day = day;
        before
    }
}

/// So many units came one after the other to what so many had before: how popular it was to each of them.
fn spread(rare: &mut [f32; POPULAR], before: u64, units: u64) {
    for had in before..before.saturating_add(units).min(before.saturating_add(MOST_AT_ONCE)) {
        rare[power(had)] += 1.0;
    }
}

/// Lets go of what ranks lowest, a quarter of the room at once; among equals of what has the larger key.
fn keep_best<K: Ord + Copy, V>(
    map: &mut std::collections::BTreeMap<K, V>,
    most: usize,
    rank: impl Fn(&V) -> (u64, u64),
) {
    if map.len() <= most {
        return;
    }
    let mut ranked: Vec<_> = map.iter().map(|(&key, value)| (std::cmp::Reverse(rank(value)), key)).collect();
    ranked.sort_unstable();
    for (_, key) in &ranked[most - most / 4..] {
        map.remove(key);
    }
}
