//! Places for connections: how many there are, and who gives way where all are taken.
//!
//! A connection whose request has arrived whole keeps its place until it is answered. All others wait for something from
//! their client (a handshake, a head, a body, the next request), and where every place is taken, the one that has waited
//! longest gives way to whoever comes next. So clients that send slowly or not at all cannot keep others out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::doors::Door;

/// Connections at once on one address, where the limit on open files leaves as many.
const MOST: usize = 2048;
/// Open files for everything else.
const OTHER_FILES: u64 = 128;
/// Where nobody gives way, how often it is asked again.
const AGAIN: Duration = Duration::from_millis(20);

/// The places of one address.
pub(crate) struct Places {
    free: Arc<Semaphore>,
    most: usize,
    waiting: Mutex<Waiting>,
}

/// Who waits for its client, by turn: the lowest has waited longest.
#[derive(Default)]
struct Waiting {
    turn: u64,
    leave: BTreeMap<u64, Arc<Notify>>,
}

/// How many places an address has. The limit on open files is raised to what the system allows.
pub(crate) fn most() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let files = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    let left = files.map_or(u64::MAX, |files| files.saturating_sub(OTHER_FILES));
    let each = usize::try_from(left).unwrap_or(usize::MAX) / Door::ALL.len();
    each.clamp(1, MOST)
}

impl Places {
    /// So many.
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { free: Arc::new(Semaphore::new(most)), most, waiting: Mutex::default() })
    }

    /// A place, as soon as there is one. Its connection has sent nothing yet.
    pub(crate) async fn take(self: &Arc<Self>) -> Option<Arc<Place>> {
        loop {
            if self.free.available_permits() == 0 {
                self.dismiss_one();
            }
            if let Ok(permit) = timeout(AGAIN, Arc::clone(&self.free).acquire_owned()).await {
                let place = Place {
                    places: Arc::clone(self),
                    leave: Arc::default(),
                    now: Mutex::default(),
                    _free: permit.ok()?,
                };
                place.waits();
                return Some(Arc::new(place));
            }
        }
    }

    /// Waits until every place is free.
    pub(crate) async fn empty(&self) {
        let all = u32::try_from(self.most).unwrap_or(u32::MAX);
        drop(self.free.acquire_many(all).await);
    }

    fn dismiss_one(&self) {
        if let Some((_, leave)) = self.waiting().leave.pop_first() {
            leave.notify_one();
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection, given back when it goes.
pub(crate) struct Place {
    places: Arc<Places>,
    leave: Arc<Notify>,
    now: Mutex<Now>,
    _free: OwnedSemaphorePermit,
}

/// What a connection does.
#[derive(Default)]
struct Now {
    /// Its turn, while it waits for its client.
    turn: Option<u64>,
    /// Requests that came, and those that were answered.
    asked: u64,
    answered: u64,
}

impl Place {
    /// Ends when this connection is the one to give way.
    pub(crate) async fn dismissed(&self) {
        self.leave.notified().await;
    }

    /// Whether no request ever came.
    pub(crate) fn is_unused(&self) -> bool {
        self.now().asked == 0
    }

    /// Whether a request is here whole and not answered yet.
    pub(crate) fn is_served(&self) -> bool {
        self.now().turn.is_none()
    }

    /// The head of a request came. Both ends are told by dropping.
    pub(crate) fn asked(self: &Arc<Self>) -> (Arrival, Answer) {
        self.now().asked += 1;
        (Arrival(Arc::clone(self)), Answer(Arc::clone(self)))
    }

    fn waits(&self) {
        let mut now = self.now();
        let mut waiting = self.places.waiting();
        waiting.turn += 1;
        let turn = waiting.turn;
        waiting.leave.insert(turn, Arc::clone(&self.leave));
        now.turn = Some(turn);
    }

    fn works(&self) {
        let mut now = self.now();
        if now.asked > now.answered {
            self.no_longer_waits(&mut now);
        }
    }

    fn answered(&self) {
        let mut now = self.now();
        now.answered = now.asked;
        self.no_longer_waits(&mut now);
        drop(now);
        self.waits();
    }

    fn no_longer_waits(&self, now: &mut Now) {
        if let Some(turn) = now.turn.take() {
            self.places.waiting().leave.remove(&turn);
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut now = self.now();
        self.no_longer_waits(&mut now);
    }
}

/// The body of a request is on its way; dropped when it is here.
pub(crate) struct Arrival(Arc<Place>);

impl Drop for Arrival {
    fn drop(&mut self) {
        self.0.works();
    }
}

/// An answer is being made and sent; dropped when it has gone.
pub(crate) struct Answer(Arc<Place>);

impl Drop for Answer {
    fn drop(&mut self) {
        self.0.answered();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether this one was told to give way.
    async fn is_dismissed(place: &Place) -> bool {
        timeout(Duration::from_millis(5), place.dismissed()).await.is_ok()
    }

    #[tokio::test]
    async fn who_waited_longest_gives_way_and_who_is_being_served_never() {
        let places = Places::new(3);
        let take = || async { places.take().await.expect("a place") };
        let (served, oldest, slow) = (take().await, take().await, take().await);
        let (arrival, answer) = served.asked();
        drop(arrival);
        // The head came, the body did not: it waits since it came, longer than any but the oldest.
        let _body = slow.asked();
        let next = tokio::spawn({
            let places = Arc::clone(&places);
            async move { places.take().await.expect("a place") }
        });
        assert!(is_dismissed(&oldest).await);
        drop(oldest);
        let next = next.await.expect("it came in");
        assert!(!is_dismissed(&served).await && next.is_unused());
        drop(answer);
        places.dismiss_one();
        assert!(is_dismissed(&slow).await);
        places.dismiss_one();
        assert!(is_dismissed(&next).await, "the served one waits again, but since a shorter time");
        places.dismiss_one();
        assert!(is_dismissed(&served).await);
    }

    #[tokio::test]
    async fn all_have_left_when_every_place_is_free() {
        let places = Places::new(2);
        let place = places.take().await.expect("a place");
        assert!(timeout(Duration::from_millis(20), places.empty()).await.is_err());
        drop(place);
        places.empty().await;
    }
}
