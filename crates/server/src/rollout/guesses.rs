//! Who failed or asked how often within the last minute, at the doors of devices and of their owners.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

const MINUTE: i64 = 60_000_000;
/// Failures of one address at the device doors within a minute before it waits.
const FAILURES: u32 = 30;
/// Requests of one unit within a minute, downloads apart.
const REQUESTS: u32 = 240;
/// Entries that are remembered; beyond, what is over or came once is forgotten, and everything where that is not enough.
const MOST: usize = 100_000;

/// Who failed or asked how often lately.
#[derive(Debug, Default)]
pub struct Guesses {
    /// Addresses that failed at the device doors.
    failed: Counts<IpAddr>,
    /// Units that ask.
    asked: Counts<i64>,
    /// Addresses that failed at the owners' page.
    pub(super) owners: Counts<IpAddr>,
    /// Serial numbers that codes were tried for, whether there is such a unit or not: their digests.
    pub(super) serials: Counts<[u8; 32]>,
}

impl Guesses {
    /// The seconds that an address waits, where too much from it failed at the device doors lately.
    pub(super) fn over(&self, peer: IpAddr, now: i64) -> Option<u64> {
        self.failed.over(&peer, now, FAILURES)
    }

    /// The seconds that a unit waits which asked too often; what it asks now counts.
    pub(super) fn asks(&self, unit: i64, now: i64) -> Option<u64> {
        self.asked.count(unit, now, REQUESTS)
    }

    /// Counts something from an address that failed there.
    pub(super) fn failed(&self, peer: IpAddr, now: i64) {
        self.failed.count(peer, now, FAILURES);
    }
}

/// How often each of them, within a minute of its first time.
#[derive(Debug)]
pub(crate) struct Counts<K>(Mutex<HashMap<K, Window>>);

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

#[derive(Clone, Copy, Debug)]
struct Window {
    since: i64,
    count: u32,
}

impl Window {
    fn is_open(&self, now: i64) -> bool {
        now - self.since < MINUTE
    }

    /// Whole seconds until it is over, and one.
    fn left(&self, now: i64) -> u64 {
        u64::try_from(self.since + MINUTE - now).unwrap_or(0) / 1_000_000 + 1
    }
}

impl<K: Hash + Eq> Counts<K> {
    fn table(&self) -> MutexGuard<'_, HashMap<K, Window>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one more; the seconds to wait where there were more than `most`.
    pub(crate) fn count(&self, key: K, now: i64, most: u32) -> Option<u64> {
        let mut table = self.table();
        if table.len() >= MOST {
            make_room(&mut table, now);
        }
        let window = table.entry(key).or_insert(Window { since: now, count: 0 });
        if !window.is_open(now) {
            *window = Window { since: now, count: 0 };
        }
        window.count = window.count.saturating_add(1);
        (window.count > most).then(|| window.left(now))
    }

    /// The seconds to wait where there were `most` already. Nothing is counted.
    pub(crate) fn over(&self, key: &K, now: i64, most: u32) -> Option<u64> {
        let table = self.table();
        let window = table.get(key).filter(|window| window.is_open(now) && window.count >= most)?;
        Some(window.left(now))
    }
}

/// Makes room for so many more that it costs next to nothing for each of them.
fn make_room<K: Hash + Eq>(table: &mut HashMap<K, Window>, now: i64) {
    table.retain(|_, window| window.is_open(now) && window.count > 1);
    if table.len() > MOST / 2 {
        table.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_counted_too_often_waits_out_the_minute_and_nobody_else_does() {
        let counts = Counts::default();
        assert_eq!([counts.count(1, 0, 2), counts.count(1, 5, 2)], [None, None]);
        assert_eq!(counts.count(1, 10_000_000, 2), Some(51));
        assert_eq!([counts.over(&1, 59_999_999, 2), counts.over(&2, 0, 2)], [Some(1), None]);
        assert_eq!([counts.over(&1, MINUTE, 2), counts.count(1, MINUTE, 2)], [None, None]);
    }

    #[test]
    fn whoever_is_counted_again_and_again_is_not_forgotten_for_a_crowd() {
        let counts = Counts::default();
        assert_eq!([(); 3].map(|()| counts.count(0, 0, 2)), [None, None, Some(61)]);
        let crowd = (1..=3 * MOST).filter(|one| counts.count(*one, 1, 2).is_some());
        assert_eq!(crowd.count(), 0);
        assert!(counts.table().len() <= MOST);
        assert_eq!(counts.over(&0, 2, 2), Some(60));
    }
}
