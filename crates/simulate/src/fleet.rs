//! Many units on a few threads: each does its step when it is due.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::net::Net;
use crate::unit::{Phase, Unit};

/// How often a thread without work looks again.
const LOOK: Duration = Duration::from_millis(20);

/// Units that are on.
#[derive(Debug)]
pub struct Fleet {
    units: Vec<Mutex<Unit>>,
    /// When each is due, in microseconds.
    due: Mutex<BinaryHeap<Reverse<(i64, usize)>>>,
    failed: Mutex<Failed>,
}

#[derive(Debug, Default)]
struct Failed {
    count: u64,
    last: Option<String>,
}

/// Where the units of a fleet are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many are in each phase.
    pub phases: BTreeMap<Phase, usize>,
    /// How many run each version.
    pub versions: BTreeMap<String, usize>,
    /// How many have told everything.
    pub quiet: usize,
    /// Steps that led nowhere.
    pub failures: u64,
    /// Why, of the last one.
    pub last_failure: Option<String>,
}

impl Fleet {
    /// Units that are switched on within so many seconds, one after the other.
    #[must_use]
    pub fn new(units: Vec<Unit>, within: u32, now: Timestamp) -> Self {
        let (begin, count) = (now.as_microsecond(), units.len().max(1) as i64);
        let spread = i64::from(within) * 1_000_000;
        let due = (0..units.len()).map(|place| Reverse((begin + spread * place as i64 / count, place)));
        Self {
            due: Mutex::new(due.collect()),
            units: units.into_iter().map(Mutex::new).collect(),
            failed: Mutex::default(),
        }
    }

    /// Has the units do their steps on so many threads, until `stop` is set. `now` reads the clock, `random` gives chance.
    pub fn run(
        &self,
        net: &Net,
        threads: usize,
        stop: &AtomicBool,
        now: &(dyn Fn() -> Timestamp + Sync),
        random: &(dyn Fn() -> u64 + Sync),
    ) {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while !stop.load(Ordering::Relaxed) {
                        match self.next(now()) {
                            Some(place) => self.step(place, net, now, random),
                            None => std::thread::sleep(LOOK),
                        }
                    }
                });
            }
        });
    }

    /// The unit that is due first, if one is.
    fn next(&self, now: Timestamp) -> Option<usize> {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let Reverse((when, place)) = *due.peek()?;
        if when > now.as_microsecond() {
            return None;
        }
        due.pop();
        Some(place)
    }

    fn step(&self, place: usize, net: &Net, now: &dyn Fn() -> Timestamp, random: &dyn Fn() -> u64) {
        let (wait, done) = {
            let mut unit = self.units[place].lock().unwrap_or_else(PoisonError::into_inner);
            unit.step(net, now(), random())
        };
        if let Err(error) = done {
            let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
            failed.count += 1;
            failed.last = Some(error.to_string());
        }
        let wait = i64::try_from(wait.saturating_mul(1_000_000)).unwrap_or(i64::MAX / 2);
        let when = now().as_microsecond().saturating_add(wait);
        self.due.lock().unwrap_or_else(PoisonError::into_inner).push(Reverse((when, place)));
    }

    /// Where the units are now.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for unit in &self.units {
            let unit = unit.lock().unwrap_or_else(PoisonError::into_inner);
            *tally.phases.entry(unit.phase()).or_default() += 1;
            *tally.versions.entry(unit.version().to_owned()).or_default() += 1;
            tally.quiet += usize::from(unit.is_quiet());
        }
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        (tally.failures, tally.last_failure) = (failed.count, failed.last.clone());
        tally
    }

    /// Looks at each unit.
    pub fn each(&self, mut look: impl FnMut(&Unit)) {
        for unit in &self.units {
            look(&unit.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}
