//! A rare destination of a unit: how often, how regularly, and whether anything comes of it.

use minicbor::{Decode, Encode};

use super::super::Surprise;

/// Most rare destinations of a unit that are looked at together.
pub(super) const MOST: usize = 16;

/// A rare destination.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub(super) struct Slot {
    #[n(0)]
    pub(super) key: u64,
    /// Seconds since the epoch.
    #[n(1)]
    pub(super) first: i64,
    #[n(2)]
    pub(super) last: i64,
    /// Contacts in all.
    #[n(3)]
    pub(super) count: u32,
    /// Contacts in this hour.
    #[n(4)]
    pub(super) in_hour: u32,
    /// Contacts that came to nothing, less those of which something came.
    #[n(5)]
    pub(super) failing: u16,
    /// The most of it in this hour.
    #[n(6)]
    pub(super) most_failing: u16,
    /// Seconds between two contacts.
    #[n(7)]
    gap: f32,
    /// How far the gaps are from it.
    #[n(8)]
    spread: f32,
    /// How surprising it was last, in hundredths.
    #[n(9)]
    pub(super) score: u16,
    #[n(10)]
    pub(super) is_tcp: bool,
    /// The address alone, whatever the port.
    #[n(11)]
    address: u32,
}

impl Slot {
    pub(super) fn new((key, address): (u64, u32), at: i64, is_tcp: bool) -> Self {
        Self { key, address, first: at, last: at, is_tcp, ..Self::default() }
    }

    /// So many more contacts.
    pub(super) fn contact(&mut self, at: i64, times: u32, failed: bool) {
        self.beat(at);
        self.last = self.last.max(at);
        self.first = self.first.min(at);
        self.count = self.count.saturating_add(times);
        self.in_hour = self.in_hour.saturating_add(times);
        let times = u16::try_from(times).unwrap_or(u16::MAX);
        self.failing = if failed { self.failing.saturating_add(times) } else { self.failing.saturating_sub(times) };
        self.most_failing = self.most_failing.max(self.failing);
    }

    /// The gap since the last contact, weighted the less the more there were.
    fn beat(&mut self, at: i64) {
        if self.count == 0 || at <= self.last {
            return;
        }
        let gap = at.saturating_sub(self.last) as f32;
        if self.count == 1 {
            (self.gap, self.spread) = (gap, 0.0);
            return;
        }
        let weight = 1.0 / self.count.min(32) as f32;
        self.spread += weight * ((gap - self.gap).abs() - self.spread);
        self.gap += weight * (gap - self.gap);
    }

    /// Milliseconds between two contacts, give or take so many.
    pub(super) fn every(&self) -> (u64, u64) {
        ((self.gap * 1000.0) as u64, (self.spread * 1000.0) as u64)
    }

    /// How rarely contacts that come by chance come so regularly: gaps by chance are apart from their mean by 0.74 of it.
    pub(super) fn regular(&self) -> Surprise {
        if self.count < 8 || self.gap <= 0.0 {
            return Surprise::NONE;
        }
        let beyond = (0.74 - self.spread / self.gap).max(0.0) * (self.count.min(32) as f32).sqrt() / 0.6;
        Surprise::of((0.22 * beyond * beyond).min(8.0))
    }

    fn most_in_vain(&mut self) -> u64 {
        let most = std::mem::replace(&mut self.most_failing, self.failing);
        if self.is_tcp { most.into() } else { 0 }
    }
}

/// The slot of a destination, which is made where there is none; the least surprising and oldest makes room.
pub(super) fn of(slots: &mut Vec<Slot>, key: (u64, u32), at: i64, is_tcp: bool) -> &mut Slot {
    let found = slots.iter().position(|slot| slot.key == key.0);
    let index = found.unwrap_or_else(|| {
        let slot = Slot::new(key, at, is_tcp);
        if slots.len() < MOST {
            slots.push(slot);
            return slots.len() - 1;
        }
        let worst = (0..slots.len()).min_by_key(|&at| (slots[at].score, slots[at].last)).unwrap_or(0);
        slots[worst] = slot;
        worst
    });
    &mut slots[index]
}

/// How often one address was tried in vain, by whatever port. Where nothing has to answer (UDP), no answer is nothing.
pub(super) fn in_vain(slots: &[Slot], address: u32) -> u64 {
    slots.iter().filter(|slot| slot.address == address && slot.is_tcp).map(|slot| u64::from(slot.failing)).sum()
}

/// Ends an hour for all: how often, how often in vain, and how regularly each was turned to that was.
pub(super) fn end_hour(slots: &mut [Slot]) -> Vec<(u64, u64, Surprise, bool)> {
    let vain: Vec<u64> = slots.iter().map(|slot| in_vain(slots, slot.address)).collect();
    let ended = slots.iter_mut().zip(vain).filter(|(slot, _)| slot.in_hour > 0).map(|(slot, vain)| {
        let times = u64::from(std::mem::take(&mut slot.in_hour));
        (times, vain.max(slot.most_in_vain()), slot.regular(), slot.is_tcp)
    });
    ended.collect()
}
