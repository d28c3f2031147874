//! Who listens: a bounded number of streams, of which one person has only some.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use steadfast_store::{Id, kinds};
use tokio::sync::watch;

/// Streams of this process at once.
const ALL: usize = 512;
/// Streams of one person and their tokens at once.
const OF_ONE: usize = 16;

/// The places that are taken.
#[derive(Debug, Default)]
pub(super) struct Listeners {
    taken: Arc<Mutex<BTreeMap<Id<kinds::Person>, usize>>>,
    count: watch::Sender<usize>,
}

/// A place, free again when this value goes.
#[derive(Debug)]
pub(super) struct Place {
    person: Id<kinds::Person>,
    taken: Arc<Mutex<BTreeMap<Id<kinds::Person>, usize>>>,
    count: watch::Sender<usize>,
}

impl Listeners {
    /// A place for one more stream; nothing where all are taken.
    pub(super) fn place(&self, person: Id<kinds::Person>) -> Option<Place> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.get(&person).copied().unwrap_or(0);
        if own >= OF_ONE || taken.values().sum::<usize>() >= ALL {
            return None;
        }
        taken.insert(person, own + 1);
        self.count.send_modify(|count| *count += 1);
        Some(Place { person, taken: Arc::clone(&self.taken), count: self.count.clone() })
    }

    /// Follows how many listen.
    pub(super) fn count(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let left = taken.get(&self.person).map_or(0, |own| own.saturating_sub(1));
        if left == 0 {
            taken.remove(&self.person);
        } else {
            taken.insert(self.person, left);
        }
        self.count.send_modify(|count| *count = count.saturating_sub(1));
    }
}
