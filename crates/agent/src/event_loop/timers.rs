//! What is due when.

use std::collections::BTreeMap;
use std::time::Duration;

/// A timer. The number is never given to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerId(Duration, u64);

/// Things by the time at which they are due, in steady time.
#[derive(Debug)]
pub struct Timers<T> {
    waiting: BTreeMap<TimerId, T>,
    last: u64,
}

impl<T> Default for Timers<T> {
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), last: 0 }
    }
}

impl<T> Timers<T> {
    /// Sets a timer.
    pub fn set(&mut self, at: Duration, what: T) -> TimerId {
        self.last += 1;
        let id = TimerId(at, self.last);
        self.waiting.insert(id, what);
        id
    }

    /// Takes a timer back, where it was not due yet.
    pub fn cancel(&mut self, id: TimerId) -> Option<T> {
        self.waiting.remove(&id)
    }

    /// When the next one is due.
    #[must_use]
    pub fn next(&self) -> Option<Duration> {
        self.waiting.first_key_value().map(|(id, _)| id.0)
    }

    /// The next one, if it is due: in the order of their times, and of their setting where these are the same.
    pub fn due(&mut self, now: Duration) -> Option<T> {
        self.waiting.first_entry().filter(|first| first.key().0 <= now).map(|first| first.remove())
    }
}
