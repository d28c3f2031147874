//! Work that takes long, off the loop: a thread for what people wait for, one for what nobody does, and two for what may take
//! hours.
//!
//! A server that answers slowly, or never, holds up no login, and a place that takes the owner's data slowly no update.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rustix::event::{EventfdFlags, eventfd};

/// The stack of a thread, in bytes.
const STACK: usize = 512 * 1024;

/// The most pieces that wait, of each urgency.
pub const MOST_WAITING: usize = 16;

/// Who waits for a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// A person.
    Person,
    /// Nobody.
    Nobody,
    /// Nobody, and it may take hours.
    Long,
    /// An owner, who looks again later.
    Owner,
}

/// Too much waits already. The piece is given back.
#[derive(Debug)]
pub struct Full<J>(pub J);

/// A thread for each urgency that takes pieces of work (`J`) and gives results (`D`), in the order in which it took them.
pub struct Worker<J, D> {
    shared: Arc<Shared<J, D>>,
}

struct Shared<J, D> {
    state: Mutex<State<J, D>>,
    came: Condvar,
    /// Readable when there are results.
    done: OwnedFd,
}

struct State<J, D> {
    person: VecDeque<J>,
    nobody: VecDeque<J>,
    long: VecDeque<J>,
    owner: VecDeque<J>,
    done: VecDeque<D>,
    closed: bool,
}

impl<J: Send + 'static, D: Send + 'static> Worker<J, D> {
    /// Starts the threads, in which `work` does each piece.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(work: impl Fn(J) -> D + Send + Sync + 'static) -> io::Result<Self> {
        let done = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        let state = State {
            person: VecDeque::new(),
            nobody: VecDeque::new(),
            long: VecDeque::new(),
            owner: VecDeque::new(),
            done: VecDeque::new(),
            closed: false,
        };
        let shared = Arc::new(Shared { state: Mutex::new(state), came: Condvar::new(), done });
        let work = Arc::new(work);
        let threads = [
            (Urgency::Person, "people"),
            (Urgency::Nobody, "server"),
            (Urgency::Long, "updates"),
            (Urgency::Owner, "transfer"),
        ];
        for (urgency, name) in threads {
            let (theirs, work) = (Arc::clone(&shared), Arc::clone(&work));
            let body = move || {
                while let Some(job) = theirs.take(urgency) {
                    theirs.put(work(job));
                }
            };
            std::thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(body)?;
        }
        Ok(Self { shared })
    }

    /// Gives a piece of work.
    ///
    /// # Errors
    /// When [`MOST_WAITING`] of its urgency wait already.
    pub fn give(&self, job: J, urgency: Urgency) -> Result<(), Full<J>> {
        let mut state = self.shared.lock();
        let queue = state.queue(urgency);
        if queue.len() >= MOST_WAITING {
            return Err(Full(job));
        }
        queue.push_back(job);
        drop(state);
        self.shared.came.notify_all();
        Ok(())
    }

    /// What is done and was not taken yet, the oldest first.
    pub fn done(&self) -> VecDeque<D> {
        // The counter is there to wake; what it says is of no interest, nor that it says nothing.
        let _ = rustix::io::read(&self.shared.done, &mut [0; 8]);
        std::mem::take(&mut self.shared.lock().done)
    }
}

impl<J, D> Worker<J, D> {
    /// Readable when something is done.
    pub(crate) fn wakes(&self) -> BorrowedFd<'_> {
        self.shared.done.as_fd()
    }
}

impl<J, D> State<J, D> {
    fn queue(&mut self, urgency: Urgency) -> &mut VecDeque<J> {
        match urgency {
            Urgency::Person => &mut self.person,
            Urgency::Nobody => &mut self.nobody,
            Urgency::Long => &mut self.long,
            Urgency::Owner => &mut self.owner,
        }
    }
}

impl<J, D> Shared<J, D> {
    /// A panic in one piece of work leaves no half-made state behind.
    fn lock(&self) -> MutexGuard<'_, State<J, D>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next piece of an urgency, when there is one; nothing when no more will come.
    fn take(&self, urgency: Urgency) -> Option<J> {
        let idle = |state: &mut State<J, D>| state.queue(urgency).is_empty() && !state.closed;
        let mut state = self.came.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        if state.closed { None } else { state.queue(urgency).pop_front() }
    }

    fn put(&self, done: D) {
        self.lock().done.push_back(done);
        // It fails only where the counter is full, and so awake.
        let _ = rustix::io::write(&self.done, &1u64.to_ne_bytes());
    }
}

/// The threads end after what they do at the moment. What waits is not done.
impl<J, D> Drop for Worker<J, D> {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.came.notify_all();
    }
}

impl<J, D> fmt::Debug for Worker<J, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Worker")
    }
}
