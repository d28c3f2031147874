//! The sockets of the door, and its limits.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustls::ServerConfig;

use super::connection::Connection;
use super::place::place;
use crate::http::{Request, Response};

/// The most connections at once.
pub const MOST: usize = 32;

/// The most connections of one client at once.
pub const MOST_NEAR: usize = 8;

/// The most bytes that are read at once.
const PIECE: usize = 16 * 1024;

/// How long no connection is accepted after one could not be, as where there are no file descriptors left, and nobody gave way.
const PAUSE: Duration = Duration::from_secs(1);

/// A connection. The number is never given to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConnectionId(u64);

/// A request that came.
#[derive(Debug)]
pub struct Arrived {
    /// Where its answer goes.
    pub connection: ConnectionId,
    /// Who asks.
    pub address: IpAddr,
    /// What.
    pub request: Request,
}

/// A listener cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen: {0}")]
pub struct DoorError(#[source] io::Error);

/// What the event loop waits for here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Watched {
    Listener(usize),
    Connection(ConnectionId),
}

/// The door.
#[derive(Debug)]
pub struct Door {
    listeners: Vec<TcpListener>,
    tls: Arc<ServerConfig>,
    held: BTreeMap<ConnectionId, Held>,
    last: u64,
    paused: Option<Duration>,
    buffer: Vec<u8>,
}

#[derive(Debug)]
struct Held {
    stream: TcpStream,
    address: IpAddr,
    connection: Connection,
    shut: bool,
}

impl Door {
    /// A door with these listeners, whose pages are served as `tls` says.
    ///
    /// # Errors
    /// When a listener cannot be set to wait for nobody.
    pub fn new(listeners: Vec<TcpListener>, tls: Arc<ServerConfig>) -> Result<Self, DoorError> {
        listeners.iter().try_for_each(|listener| listener.set_nonblocking(true)).map_err(DoorError)?;
        Ok(Self { listeners, tls, held: BTreeMap::new(), last: 0, paused: None, buffer: vec![0; PIECE] })
    }

    /// From now on new connections are served so, as with another certificate.
    pub fn serve(&mut self, tls: Arc<ServerConfig>) {
        self.tls = tls;
    }

    /// Listens no more, and ends every connection that owes no answer.
    pub(crate) fn shut(&mut self) {
        self.listeners.clear();
        self.held.retain(|_, held| held.connection.is_busy());
        self.held.values_mut().for_each(|held| held.connection.close());
    }

    /// Whether no answer is owed or on its way.
    pub(crate) fn is_quiet(&self) -> bool {
        self.held.values().all(|held| !held.connection.is_busy() && !held.connection.has_bytes())
    }

    pub(crate) fn watch(&self) -> impl Iterator<Item = (Watched, PollFd<'_>)> {
        let open = self.listeners.iter().enumerate().filter(|_| self.paused.is_none());
        let listeners = open.map(|(at, socket)| (Watched::Listener(at), PollFd::new(socket, PollFlags::IN)));
        let connections = self.held.iter().map(|(id, held)| {
            let mut flags = PollFlags::empty();
            flags.set(PollFlags::IN, held.connection.wants_bytes());
            flags.set(PollFlags::OUT, held.connection.has_bytes());
            (Watched::Connection(*id), PollFd::new(&held.stream, flags))
        });
        listeners.chain(connections)
    }

    /// When something has to be done though nothing happens.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.held.values().map(|held| held.connection.until()).chain(self.paused).min()
    }

    /// Ends what took too long.
    pub(crate) fn expire(&mut self, now: Duration) {
        self.held.retain(|_, held| held.connection.until() > now || held.connection.expired(now) && held.write(now));
        self.paused = self.paused.filter(|until| *until > now);
    }

    pub(crate) fn ready(&mut self, watched: Watched, flags: PollFlags, now: Duration) {
        match watched {
            Watched::Listener(at) => self.accept(at, now),
            Watched::Connection(id) => self.talk(id, flags, now),
        }
    }

    /// Accepts who waits, but not without end: others wait as well.
    fn accept(&mut self, at: usize, now: Duration) {
        for _ in 0..MOST {
            let Some(listener) = self.listeners.get(at) else { return };
            match listener.accept() {
                Ok((stream, address)) => self.admit(stream, address, now),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::ConnectionAborted) => {}
                // Whoever gives way leaves a file descriptor to the next: a crowd that is let in one by one, a pause apart,
                // would keep the owner out.
                Err(error) if is_out_of_files(&error) && self.give_way(None) => {}
                Err(_) => {
                    self.paused = Some(now + PAUSE);
                    return;
                }
            }
        }
    }

    fn admit(&mut self, stream: TcpStream, address: SocketAddr, now: Duration) {
        let address = address.ip().to_canonical();
        let usable = stream.set_nonblocking(true).and_then(|()| stream.set_nodelay(true));
        if usable.is_err() || !self.has_room(address) {
            return;
        }
        self.last += 1;
        let connection = Connection::new(Arc::clone(&self.tls), now);
        self.held.insert(ConnectionId(self.last), Held { stream, address, connection, shut: false });
    }

    /// Makes room for one more. Who has asked keeps his place; who has not gives way, the longest first, to another of his
    /// own or to anybody: slow clients do not keep others out.
    fn has_room(&mut self, address: IpAddr) -> bool {
        let near = place(address);
        if self.held.values().filter(|held| place(held.address) == near).count() >= MOST_NEAR {
            return self.give_way(Some(near));
        }
        self.held.len() < MOST || self.give_way(None)
    }

    fn give_way(&mut self, near: Option<IpAddr>) -> bool {
        let all = self.held.iter().filter(|(_, held)| near.is_none_or(|near| place(held.address) == near));
        let waiting = all.filter_map(|(id, held)| Some((held.connection.waits_since()?, *id)));
        waiting.min().is_some_and(|(_, id)| self.held.remove(&id).is_some())
    }

    fn talk(&mut self, id: ConnectionId, flags: PollFlags, now: Duration) {
        let Some(held) = self.held.get_mut(&id) else { return };
        let gone = flags.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        let open = if held.connection.wants_bytes() && (gone || flags.contains(PollFlags::IN)) {
            held.read(&mut self.buffer, now)
        } else {
            !gone
        };
        // What went wrong is told where that does not block.
        let told = held.write(now);
        if !(open && told) {
            self.held.remove(&id);
        }
    }

    fn write(&mut self, id: ConnectionId, now: Duration) {
        if self.held.get_mut(&id).is_some_and(|held| !held.write(now)) {
            self.held.remove(&id);
        }
    }

    /// The next request that the house has to answer.
    pub(crate) fn next(&mut self, now: Duration) -> Option<Arrived> {
        loop {
            let (id, held) = self.held.iter_mut().find(|(_, held)| held.connection.is_fresh())?;
            let connection = *id;
            if let Some(request) = held.connection.request(now) {
                return Some(Arrived { connection, address: held.address, request });
            }
            self.write(connection, now);
        }
    }

    /// Answers a request; whether somebody still waits for it.
    pub(crate) fn answer(&mut self, id: ConnectionId, response: Response, now: Duration) -> bool {
        let awaited = self.held.get_mut(&id).is_some_and(|held| held.connection.answer(response, now));
        self.write(id, now);
        awaited
    }
}

impl Held {
    /// Reads once; whether the connection goes on.
    fn read(&mut self, buffer: &mut [u8], now: Duration) -> bool {
        match self.stream.read(buffer) {
            Ok(0) => self.connection.hung_up(now),
            Ok(count) => self.connection.receive(&buffer[..count], now).is_ok(),
            Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted),
        }
    }

    /// Writes what goes; whether the connection goes on.
    fn write(&mut self, now: Duration) -> bool {
        let went = self.connection.transmit(&mut self.stream, now).is_ok();
        if went && self.connection.parts() && !self.connection.has_bytes() && !self.shut {
            self.shut = true;
            return self.stream.shutdown(Shutdown::Write).is_ok();
        }
        went
    }
}

/// Whether the process, or the machine, has no file descriptor left.
fn is_out_of_files(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(libc::EMFILE | libc::ENFILE))
}
