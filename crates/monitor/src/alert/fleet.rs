//! Alerts of many units with one cause at one time are one alert of the fleet.

use std::collections::{BTreeMap, BTreeSet};

use super::UnitAlert;
use crate::detect::{Cause, Peer, Surprise};
use crate::event::Seconds;

/// A unit: its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit(pub u128);

/// One alert of the fleet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetAlert {
    /// What its units have in common.
    pub cause: Cause,
    /// When it began.
    pub opened: Seconds,
    /// When anything was seen last.
    pub last: Seconds,
    /// How surprising the most surprising is.
    pub score: Surprise,
    /// Its units: the first so many.
    pub units: BTreeSet<Unit>,
    /// Whether there are more of them than are listed.
    pub has_more: bool,
}

impl FleetAlert {
    /// Most units that are listed.
    pub const MOST_UNITS: usize = 10_000;

    fn new(cause: Cause, alert: &UnitAlert) -> Self {
        let (opened, last, score) = (alert.opened, alert.last, alert.score());
        Self { cause, opened, last, score, units: BTreeSet::new(), has_more: false }
    }

    fn take(&mut self, unit: Unit, alert: &UnitAlert) {
        self.opened = self.opened.min(alert.opened);
        self.last = self.last.max(alert.last);
        self.score = self.score.max(alert.score());
        if self.units.len() < Self::MOST_UNITS || self.units.contains(&unit) {
            self.units.insert(unit);
        } else {
            self.has_more = true;
        }
    }
}

/// The open alerts of the fleet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fleet {
    open: BTreeMap<Cause, FleetAlert>,
}

impl Fleet {
    /// Seconds within which units with one cause are one alert.
    pub const WINDOW: Seconds = 24 * 3600;

    /// Most causes that are open at once; the one that was seen last longest ago makes room.
    pub const MOST_OPEN: usize = 4096;

    /// Takes in a unit's alert, opened or extended. It joins the first alert that shares any of its causes; else it is a
    /// new one by its first cause. Which: its cause.
    pub fn take(&mut self, unit: Unit, alert: &UnitAlert) -> Option<Cause> {
        let causes: Vec<Cause> = alert.causes().map(common).collect();
        let is_near = |open: &FleetAlert| alert.opened.saturating_sub(open.last) <= Self::WINDOW;
        let shared = causes.iter().find(|cause| self.open.get(cause).is_some_and(is_near));
        let cause = shared.or(causes.first())?.clone();
        let open = self.open.entry(cause.clone()).or_insert_with(|| FleetAlert::new(cause.clone(), alert));
        if !is_near(open) {
            *open = FleetAlert::new(cause.clone(), alert);
        }
        open.take(unit, alert);
        self.make_room(&cause);
        Some(cause)
    }

    fn make_room(&mut self, but: &Cause) {
        if self.open.len() > Self::MOST_OPEN {
            let oldest = self.open.values().filter(|open| open.cause != *but).min_by_key(|open| open.last);
            let oldest = oldest.map(|open| open.cause.clone());
            oldest.map(|cause| self.open.remove(&cause));
        }
    }

    /// Those that are open, by cause.
    pub fn open(&self) -> impl Iterator<Item = &FleetAlert> {
        self.open.values()
    }

    /// Ends one: somebody answered, or it is over.
    pub fn close(&mut self, cause: &Cause) -> Option<FleetAlert> {
        self.open.remove(cause)
    }

    /// Ends those of which nothing more was seen.
    pub fn close_quiet(&mut self, now: Seconds) -> Vec<FleetAlert> {
        let over = |open: &FleetAlert| now.saturating_sub(open.last) > Self::WINDOW;
        let (over, open) = std::mem::take(&mut self.open).into_iter().partition(|(_, open)| over(open));
        self.open = open;
        BTreeMap::into_values(over).collect()
    }
}

/// What units can have in common: a peer's address, whatever the port; what is within each one's own network is the service.
fn common(cause: &Cause) -> Cause {
    match cause {
        Cause::Peer(Peer { address: Some(address), port, transport }) if address.is_local() => {
            Cause::Service(*port, *transport)
        }
        Cause::Peer(Peer { address: Some(address), .. }) => {
            Cause::Peer(Peer { address: Some(*address), ..Peer::default() })
        }
        other => other.clone(),
    }
}
