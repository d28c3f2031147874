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
        for _ in 0..network.flows.unwrap_or(1).clamp(1, MOST_TIMES) {
            self.0.score(Edge { tick, source, destination });
        }
        Some(self.0.parts(source, destination).edge)
    }
}

/// About ten peers a unit, which fill a quarter of the cells; no more than can be written with each look.
fn width(units: u64) -> u32 {
    units.saturating_mul(4).clamp(16, 1024).next_power_of_two() as u32
}
