//! One turn after the other: wait, hear what happened, tell the house.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustls::ServerConfig;
use sd_notify::NotifyState;
use steadfast_device::outside::Clock;

use super::hands::{Hands, Timer};
use super::house::{House, Reply};
use super::timers::Timers;
use crate::door::{self, Door, DoorError};
use crate::signals::Signals;
use crate::socket::{self, Said, Socket};
use crate::work::Worker;

/// What a loop is made of.
pub struct Setting {
    /// Where browsers knock.
    pub listeners: Vec<TcpListener>,
    /// How pages are served: [`crate::tls::serving`].
    pub tls: Arc<ServerConfig>,
    /// Where local programs connect, if they may.
    pub socket: Option<Socket>,
    /// What the process is told.
    pub signals: Signals,
    /// The clock.
    pub clock: Box<dyn Clock>,
    /// How often the service manager wants to hear that all is well, where it does. It is told twice as often.
    pub watchdog: Option<Duration>,
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setting").field("listeners", &self.listeners).finish_non_exhaustive()
    }
}

/// Why the loop ended before it was to.
#[derive(Debug, thiserror::Error)]
pub enum LoopError {
    /// A listener cannot be used.
    #[error(transparent)]
    Door(#[from] DoorError),
    /// There are no threads to work on.
    #[error("there is no thread to work on: {0}")]
    Worker(#[source] io::Error),
    /// The system does not let it wait.
    #[error("cannot wait: {0}")]
    Wait(#[source] io::Error),
}

/// What happened.
#[derive(Clone, Copy)]
enum Event {
    Door(door::Watched),
    Socket(socket::Watched),
    Done,
    Signal,
}

struct Turning<H: House> {
    house: H,
    hands: Hands<H>,
    signals: Signals,
    watchdog: Option<Duration>,
}

/// Runs a house until it ends itself; `work` is what the other threads do with each piece. The house comes back, so that
/// it can be asked how it went.
///
/// # Errors
/// When the system does not give what a loop needs. All else is the house's.
pub fn run<H: House>(
    house: H,
    work: impl Fn(H::Job) -> H::Done + Send + Sync + 'static,
    setting: Setting,
) -> Result<H, LoopError> {
    let Setting { listeners, tls, socket, signals, clock, watchdog } = setting;
    let door = Door::new(listeners, tls)?;
    let worker = Worker::start(work).map_err(LoopError::Worker)?;
    let hands = Hands { door, socket, worker, timers: Timers::default(), clock, ends: None };
    let mut turning = Turning { house, hands, signals, watchdog };
    turning.house.start(&mut turning.hands);
    notify(NotifyState::Ready);
    turning.alive();
    while !turning.is_over() {
        turning.turn()?;
    }
    notify(NotifyState::Stopping);
    Ok(turning.house)
}

impl<H: House> Turning<H> {
    fn turn(&mut self) -> Result<(), LoopError> {
        let happened = self.wait().map_err(LoopError::Wait)?;
        let now = self.hands.now();
        for (event, flags) in happened {
            self.hear(event, flags, now);
        }
        self.hands.door.expire(now);
        if let Some(socket) = &mut self.hands.socket {
            socket.expire(now);
        }
        while let Some(timer) = self.hands.timers.due(now) {
            match timer {
                Timer::Alive => self.alive(),
                Timer::House(due) => self.house.due(due, &mut self.hands),
            }
        }
        self.lines();
        self.requests();
        Ok(())
    }

    /// Sleeps until something happens or is due.
    fn wait(&self) -> io::Result<Vec<(Event, PollFlags)>> {
        let Hands { door, socket, worker, .. } = &self.hands;
        let own = [
            (Event::Done, PollFd::from_borrowed_fd(worker.wakes(), PollFlags::IN)),
            (Event::Signal, PollFd::from_borrowed_fd(self.signals.wakes(), PollFlags::IN)),
        ];
        let sockets = socket.iter().flat_map(|socket| socket.watch().map(|(watched, fd)| (Event::Socket(watched), fd)));
        let doors = door.watch().map(|(watched, fd)| (Event::Door(watched), fd));
        let (events, mut fds): (Vec<_>, Vec<_>) = own.into_iter().chain(sockets).chain(doors).unzip();
        match poll(&mut fds, self.patience().as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
        let happened = events.into_iter().zip(&fds).map(|(event, fd)| (event, fd.revents()));
        Ok(happened.filter(|(_, flags)| !flags.is_empty()).collect())
    }

    /// How long until something is due; nothing where nothing ever is. What the house did with a request may have cut off a
    /// local program: it hears of that at once.
    fn patience(&self) -> Option<Timespec> {
        let Hands { door, socket, timers, ends, .. } = &self.hands;
        if socket.as_ref().is_some_and(Socket::has_said) {
            return Some(Timespec::default());
        }
        let sockets = socket.as_ref().and_then(Socket::deadline);
        let next = [door.deadline(), sockets, timers.next(), *ends].into_iter().flatten().min()?;
        Timespec::try_from(next.saturating_sub(self.hands.now())).ok()
    }

    fn hear(&mut self, event: Event, flags: PollFlags, now: Duration) {
        match event {
            Event::Door(watched) => self.hands.door.ready(watched, flags, now),
            Event::Socket(watched) => {
                if let Some(socket) = &mut self.hands.socket {
                    socket.ready(watched, now);
                }
            }
            Event::Done => {
                for done in self.hands.worker.done() {
                    self.house.done(done, &mut self.hands);
                }
            }
            Event::Signal => {
                for signal in self.signals.take() {
                    self.house.signal(signal, &mut self.hands);
                }
            }
        }
    }

    /// Tells the house of every request that came.
    fn requests(&mut self) {
        while let Some(arrived) = self.hands.door.next(self.hands.clock.steady()) {
            let connection = arrived.connection;
            let reply = self.house.request(arrived.request, connection, arrived.address, &mut self.hands);
            if let Reply::Now(response) = reply {
                self.hands.answer(connection, response);
            }
        }
    }

    /// Tells the house of every line that was said.
    fn lines(&mut self) {
        while let Some(said) = self.hands.socket.as_mut().and_then(Socket::next) {
            match said {
                Said::Line(client, line) => self.house.line(client, &line, &mut self.hands),
                Said::Gone(client) => self.house.gone(client, &mut self.hands),
            }
        }
    }

    /// Tells the service manager that the loop turns, and when it does so again.
    fn alive(&mut self) {
        if let Some(often) = self.watchdog {
            notify(NotifyState::Watchdog);
            let at = self.hands.now() + often / 2;
            self.hands.timers.set(at, Timer::Alive);
        }
    }

    fn is_over(&self) -> bool {
        self.hands.ends.is_some_and(|until| self.hands.door.is_quiet() || until <= self.hands.now())
    }
}

/// A service manager that cannot be told finds out by itself.
fn notify(state: NotifyState<'_>) {
    let _ = sd_notify::notify(&[state]);
}
