//! Whether the log works, and what room there is.

use steadfast_monitor::event::{Class, Moment};

use super::Log;
use crate::outside::StorageError;

/// Seconds after which a storage that failed is tried again.
const AGAIN: u64 = 10;

/// Events after which it is tried again, whatever the clock says.
const MOST_SKIPPED: u32 = 256;

/// How the log is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Events are written.
    pub is_writing: bool,
    /// Events that could not be written, and were not told of yet.
    pub lost: u64,
    /// Why writing failed last, where it does not work now.
    pub why: Option<String>,
    /// The room of each class.
    pub rooms: [Room; 3],
}

/// The room of a class (IEC 62443-4-2 CR 2.9). When there is none, the oldest events make some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Whose.
    pub class: Class,
    /// Bytes that are taken, at most.
    pub used: u64,
    /// Bytes that there are.
    pub most: u64,
}

impl<S> Log<S> {
    /// How it is.
    #[must_use]
    pub fn health(&self) -> Health {
        let room = |ring: &super::ring::Ring| {
            let most = u64::from(ring.limits.segment) * u64::from(ring.limits.count);
            Room { class: ring.class, used: ring.used().min(most), most }
        };
        Health {
            is_writing: self.state.is_open && self.state.wait.is_none(),
            lost: self.state.lost,
            why: self.state.wait.as_ref().map(|wait| wait.why.clone()),
            rooms: self.rings.each_ref().map(room),
        }
    }
}

/// Whether it can be written, as far as that is known.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) is_open: bool,
    /// Events that could not be written.
    pub(super) lost: u64,
    /// The storage failed.
    pub(super) wait: Option<Wait>,
}

/// When it is tried again.
#[derive(Debug)]
pub(super) struct Wait {
    since: Moment,
    skipped: u32,
    pub(super) why: String,
}

impl State {
    /// Whether it is worth trying.
    pub(super) fn is_due(&mut self, now: Moment) -> bool {
        let Some(wait) = &mut self.wait else { return true };
        wait.skipped += 1;
        now.starts != wait.since.starts
            || now.uptime >= wait.since.uptime.saturating_add(AGAIN)
            || wait.skipped > MOST_SKIPPED
    }

    pub(super) fn failed(&mut self, now: Moment, error: &StorageError) {
        self.wait = Some(Wait { since: now, skipped: 0, why: error.to_string() });
    }

    pub(super) fn why(&self) -> String {
        self.wait.as_ref().map_or_else(String::new, |wait| wait.why.clone())
    }
}
