//! How rare a destination is among units of one kind.
//!
//! The chance is one of a unit and a day: how many units, on how many days, turned to something that no more others had than
//! have this. So a service whose peers change all the time (a pool of time servers, a delivery network) surprises nobody by a
//! new one, and few units on few days can surprise only a little, which is honest.

use super::super::Surprise;
use super::super::destination::{Destination, Service};
use super::{Cohort, Known, POPULAR};

/// How rare something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rarity {
    /// How many other units have it.
    pub others: u64,
    /// How rarely a unit turns to something that no more have.
    pub surprise: Surprise,
    /// Whether few have it: only then is it looked at more closely.
    pub is_rare: bool,
}

/// A destination is usual when it is so of this part of the release's units, one in so many.
const USUAL_PART: u64 = 10;

/// A service is common when more than one of so many units has it.
const COMMON_PART: u64 = 50;

impl Cohort {
    /// How rare a destination is. `taught`: whether this unit is among those that have the destination, and the service.
    #[must_use]
    pub fn rarity(&self, to: &Destination, taught: (bool, bool)) -> Rarity {
        let key = to.service.key();
        let (peer, service) = (self.peers.get(&to.key()), self.services.get(&key));
        if self.is_usual(peer) {
            return Rarity { others: others(peer, taught.0), ..Rarity::default() };
        }
        let is_rare = !self.is_common(&to.service, others(peer, taught.0));
        if self.is_common(&to.service, others(service, taught.1)) {
            let others = others(peer, taught.0);
            let seen = self.rare_peers.get(&key).map_or(0.0, |rare| below(rare, others));
            return Rarity { others, surprise: self.once_in(seen), is_rare };
        }
        let others = others(service, taught.1);
        Rarity { others, surprise: self.once_in(below(&self.rare_services, others)), is_rare }
    }

    /// Whether so many units of this very release have it that the release itself brought it.
    fn is_usual(&self, known: Option<&Known>) -> bool {
        known.is_some_and(|known| {
            let units = u64::from(known.release);
            units >= 4 && units * USUAL_PART >= self.units
        })
    }

    fn is_common(&self, service: &Service, others: u64) -> bool {
        service.is_local || (others >= 2 && others * COMMON_PART >= self.units)
    }

    /// So many times in all the days of units; never rarer than the days of this very release can tell.
    fn once_in(&self, times: f64) -> Surprise {
        let chance = (times + 1.0) / (self.days + 2.0);
        let own = 1.0 / (self.release_days + 2.0);
        Surprise::of_chance(chance.max(own).min(1.0))
    }
}

fn others(known: Option<&Known>, taught: bool) -> u64 {
    let units = known.map_or(0, |known| known.units.round() as u64);
    units.saturating_sub(u64::from(taught))
}

/// How many are no more popular than this.
fn below(rare: &[f32; POPULAR], others: u64) -> f64 {
    rare[..=power(others)].iter().map(|&count| f64::from(count)).sum()
}

/// The power of two that holds a number: 0, 1, 2 to 3, 4 to 7 ...
pub(super) fn power(others: u64) -> usize {
    (u64::BITS - others.leading_zeros()).min(POPULAR as u32 - 1) as usize
}
