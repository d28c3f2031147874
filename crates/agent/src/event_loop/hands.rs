//! What a house can do.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use steadfast_device::outside::Clock;

use super::house::House;
use super::timers::{TimerId, Timers};
use crate::door::{ConnectionId, Door};
use crate::http::Response;
use crate::socket::{ClientId, Socket};
use crate::work::{Full, Urgency, Worker};

/// How long answers that are on their way hold up the end.
const GOODBYE: Duration = Duration::from_secs(2);

/// What a timer is for.
#[derive(Debug)]
pub(super) enum Timer<T> {
    /// The service manager hears that the loop turns.
    Alive,
    House(T),
}

/// What a house can do.
pub struct Hands<H: House> {
    pub(super) door: Door,
    pub(super) socket: Option<Socket>,
    pub(super) worker: Worker<H::Job, H::Done>,
    pub(super) timers: Timers<Timer<H::Due>>,
    pub(super) clock: Box<dyn Clock>,
    /// Until when the loop turns, once it is to end.
    pub(super) ends: Option<Duration>,
}

impl<H: House> Hands<H> {
    /// The time on the steady clock.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.clock.steady()
    }

    /// The clock, where wall time is needed.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Answers a request that was to be answered later; whether somebody still waits for it.
    pub fn answer(&mut self, connection: ConnectionId, response: Response) -> bool {
        let now = self.now();
        self.door.answer(connection, response, now)
    }

    /// Says a line to a local program; whether it is still there. One that does not read is cut off.
    pub fn say(&mut self, client: ClientId, line: &str) -> bool {
        self.socket.as_mut().is_some_and(|socket| socket.say(client, line))
    }

    /// Cuts a local program off.
    pub fn cut(&mut self, client: ClientId) {
        if let Some(socket) = &mut self.socket {
            socket.cut(client);
        }
    }

    /// Gives a piece of work to its thread. What comes of it goes to [`House::done`].
    ///
    /// # Errors
    /// When too much waits already: a person is told to try again, all else tries again by a timer.
    pub fn give(&mut self, job: H::Job, urgency: Urgency) -> Result<(), Full<H::Job>> {
        self.worker.give(job, urgency)
    }

    /// Sets a timer, after which [`House::due`] is called once.
    pub fn after(&mut self, wait: Duration, due: H::Due) -> TimerId {
        let at = self.now().saturating_add(wait);
        self.timers.set(at, Timer::House(due))
    }

    /// Takes a timer back.
    pub fn cancel(&mut self, timer: TimerId) {
        self.timers.cancel(timer);
    }

    /// From now on new connections are served so, as with a certificate that has just been made or brought.
    pub fn serve(&mut self, tls: Arc<ServerConfig>) {
        self.door.serve(tls);
    }

    /// Ends the loop: nobody is let in any more, and answers that are on their way get two seconds.
    pub fn end(&mut self) {
        if self.ends.is_none() {
            self.ends = Some(self.now() + GOODBYE);
            self.door.shut();
        }
    }
}

impl<H: House> fmt::Debug for Hands<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hands").field("door", &self.door).field("socket", &self.socket).finish_non_exhaustive()
    }
}
