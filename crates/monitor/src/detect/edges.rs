//! Who turns to whom far more often than usual: all units of a shard in one sketch of a fixed size.
//!
//! A unit's own state has no room for how often it turns to each of its peers. [`Burst`] has, for all units that share it. What
//! surprises much does not become the usual.

use crate::declared::Contact;
use crate::event::{Event, Seconds, What};
use crate::measure::Unreadable;
use crate::measure::burst::{Burst, Edge, Seen, Settings};

use super::Destination;

/// Flows of one event that are counted: more are as surprising.
const MOST_TIMES: u64 = 1 << 10;
/// In how many steps they are, at most: what a unit says must not cost the server what it likes.
const STEPS: u64 = 1 << 6;

/// What units of a shard do, edge by edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Edges(Burst);

impl Edges {
    /// Nothing is known yet. As many cells as so many units need, within 1.5 and 98 KB. Who knows the seed can hide behind
    /// another edge: it is drawn by chance, and a secret.
    #[must_use]
    pub fn new(units: u64, seed: u64) -> Self {
        Self(Burst::new(Settings { width: width(units), ..Settings::default() }, seed))
    }

    /// Whether there is room for so many units.
    #[must_use]
    pub fn is_wide_enough(&self, units: u64) -> bool {
        width(units) <= self.0.settings().width
    }

    /// What is kept, as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }

    /// What [`Edges::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these bytes are nothing of the kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        Burst::from_bytes(bytes).map(Self)
    }

    /// Counts what an event says of whom the unit turned to, and tells how that compares with the usual; nothing where it
    /// says nothing of the kind.
    pub fn see(&mut self, unit: u64, event: &Event<'_>, at: Seconds) -> Option<Seen> {
        let Some(What::Network(network)) = &event.what else { return None };
        let (source, destination) = (unit, Destination::of(&Contact::of(network)?).key());
        let tick = u32::try_from(at.div_euclid(60)).unwrap_or(0);
        for times in steps(network.flows.unwrap_or(1)) {
            self.0.score_times(Edge { tick, source, destination }, times);
        }
        Some(self.0.parts(source, destination).edge)
    }
}

/// So many flows in steps, one by one where they are few.
fn steps(flows: u64) -> impl Iterator<Item = u16> {
    let flows = flows.clamp(1, MOST_TIMES);
    let steps = flows.min(STEPS);
    (0..steps).map(move |step| (flows * (step + 1) / steps - flows * step / steps) as u16)
}

/// About ten peers a unit, which fill a quarter of the cells; no more than can be written with each look.
fn width(units: u64) -> u32 {
    units.saturating_mul(4).clamp(16, 1024).next_power_of_two() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_flows_are_counted_one_by_one_and_many_in_a_bounded_number_of_steps() {
        for flows in [0, 1, 2, 63, 64, 65, 1_000, 1_024, 5_000, u64::MAX] {
            let all: Vec<u64> = steps(flows).map(u64::from).collect();
            assert!(all.len() as u64 <= STEPS && all.iter().all(|step| *step > 0), "{flows}: {all:?}");
            assert_eq!(all.iter().sum::<u64>(), flows.clamp(1, MOST_TIMES), "{flows}");
            assert!(flows > STEPS || all.iter().all(|step| *step == 1), "{flows}");
        }
    }

    #[test]
    fn many_flows_in_few_steps_are_about_as_surprising_as_one_by_one() {
        for (usual, burst) in [(1, 100), (1, 1_000), (20, 300), (100, 1_000)] {
            let [mut one, mut few] = [0, 1].map(|_| Burst::new(Settings { width: 64, ..Settings::default() }, 7));
            let edge = |tick| Edge { tick, source: 1, destination: 2 };
            for tick in 0..500 {
                (0..usual).for_each(|_| _ = (one.score(edge(tick)), few.score(edge(tick))));
            }
            (0..burst).for_each(|_| _ = one.score(edge(500)));
            steps(burst).for_each(|times| _ = few.score_times(edge(500), times));
            let [one, few] = [one, few].map(|all| all.parts(1, 2).edge.surprise);
            assert!((one - few).abs() <= one * 0.1, "{burst} after {usual} each minute: {one} and {few}");
        }
    }
}
