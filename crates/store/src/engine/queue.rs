//! Closures on their way to the threads that run them: each wakes one thread, and no thread waits while it holds a lock.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::task::Task;
use crate::error::StoreError;

/// How many transactions may wait in a queue; one more is refused as [`StoreError::Busy`].
const MOST: usize = 8192;

/// Makes a queue: the end that takes in, and the end that threads share.
pub(super) fn queue() -> (Entrance, Arc<Queue>) {
    let queue = Arc::new(Queue::default());
    (Entrance(Arc::clone(&queue)), queue)
}

#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    tasks: VecDeque<Box<dyn Task>>,
    /// Threads with nothing to do.
    idle: usize,
    closed: bool,
}

/// Where closures come in. When it goes, the threads finish what waits, and end.
pub(super) struct Entrance(Arc<Queue>);

impl Entrance {
    /// Hands a closure over; one that finds no room is told so.
    pub(super) fn send(&self, task: Box<dyn Task>) {
        let mut waiting = self.0.lock();
        if waiting.tasks.len() >= MOST {
            drop(waiting);
            return task.fail(StoreError::Busy);
        }
        waiting.tasks.push_back(task);
        if waiting.idle > 0 {
            drop(waiting);
            self.0.arrived.notify_one();
        }
    }
}

impl Drop for Entrance {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.arrived.notify_all();
    }
}

impl Queue {
    /// Waits for a closure; nothing once the queue is closed and empty.
    pub(super) fn next(&self) -> Option<Box<dyn Task>> {
        self.filled().tasks.pop_front()
    }

    /// Waits for closures, and takes up to `most` of them; none once the queue is closed and empty.
    pub(super) fn next_group(&self, most: usize) -> Vec<Box<dyn Task>> {
        let mut waiting = self.filled();
        let count = waiting.tasks.len().min(most);
        waiting.tasks.drain(..count).collect()
    }

    fn filled(&self) -> MutexGuard<'_, Waiting> {
        let mut waiting = self.lock();
        while waiting.tasks.is_empty() && !waiting.closed {
            waiting.idle += 1;
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            waiting.idle -= 1;
        }
        waiting
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
