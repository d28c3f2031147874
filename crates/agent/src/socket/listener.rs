//! The socket, its clients, and its limits.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType};

use super::lines::Lines;

/// The most clients at once.
pub const MOST_CLIENTS: usize = 8;

/// The most bytes that a client has not read. One that lets more gather is cut off.
pub const MOST_UNREAD: usize = 64 * 1024;

/// Who may connect: the unit's user and group.
const MODE: u32 = 0o660;

/// The most bytes that are read at once.
const PIECE: usize = 4 * 1024;

/// How long nobody is accepted after somebody could not be, as where there are no file descriptors left.
const PAUSE: Duration = Duration::from_secs(1);

/// A client. The number is never given to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientId(u64);

/// Who a client is, as the kernel says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// Which.
    pub id: ClientId,
    /// The process that connected. It may be gone, and another have its number.
    pub process: i32,
    /// Its user.
    pub user: u32,
    /// Its group.
    pub group: u32,
}

/// What clients did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A line.
    Line(Client, String),
    /// Nothing more will come, and nothing more can be said.
    Gone(ClientId),
}

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    /// Something else has its name.
    #[error("{0}: something else is there")]
    Taken(PathBuf),
    /// The system.
    #[error("{0}: no socket: {1}")]
    System(PathBuf, #[source] io::Error),
}

/// What the event loop waits for here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Watched {
    Listener,
    Client(ClientId),
}

/// The socket with its clients.
#[derive(Debug)]
pub struct Socket {
    listener: UnixListener,
    clients: BTreeMap<ClientId, Held>,
    last: u64,
    said: VecDeque<Said>,
    paused: Option<Duration>,
}

#[derive(Debug)]
struct Held {
    stream: UnixStream,
    client: Client,
    lines: Lines,
    unread: VecDeque<u8>,
}

impl Socket {
    /// Listens at a path, for the unit's user and group alone. A socket that a former run left is replaced.
    ///
    /// # Errors
    /// When something else is there, or the system makes no socket.
    pub fn listen(path: &Path) -> Result<Self, SocketError> {
        remove_old(path)?;
        let listener = bound(path).map_err(|error| SocketError::System(path.to_owned(), error))?;
        Ok(Self { listener, clients: BTreeMap::new(), last: 0, said: VecDeque::new(), paused: None })
    }

    pub(crate) fn watch(&self) -> impl Iterator<Item = (Watched, PollFd<'_>)> {
        let clients = self.clients.iter().map(|(id, held)| {
            let mut flags = PollFlags::IN;
            flags.set(PollFlags::OUT, !held.unread.is_empty());
            (Watched::Client(*id), PollFd::new(&held.stream, flags))
        });
        let listener = [(Watched::Listener, PollFd::new(&self.listener, PollFlags::IN))].into_iter();
        listener.filter(|_| self.paused.is_none()).chain(clients)
    }

    /// When something has to be done though nothing happens.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        self.paused
    }

    pub(crate) fn expire(&mut self, now: Duration) {
        self.paused = self.paused.filter(|until| *until > now);
    }

    pub(crate) fn ready(&mut self, watched: Watched, now: Duration) {
        match watched {
            Watched::Listener => self.accept(now),
            Watched::Client(id) => {
                if self.clients.get_mut(&id).is_some_and(|held| !held.talk(&mut self.said)) {
                    self.cut(id);
                }
            }
        }
    }

    /// One at a time: the loop comes back at once where more wait. One that cannot be taken is gone.
    fn accept(&mut self, now: Duration) {
        let stream = match self.listener.accept() {
            Ok((stream, _)) => stream,
            Err(error) if is_passing(&error) || error.kind() == ErrorKind::ConnectionAborted => return,
            Err(_) => {
                self.paused = Some(now + PAUSE);
                return;
            }
        };
        let Ok(peer) = rustix::net::sockopt::socket_peercred(&stream) else { return };
        if self.clients.len() >= MOST_CLIENTS || stream.set_nonblocking(true).is_err() {
            return;
        }
        self.last += 1;
        let id = ClientId(self.last);
        let (process, user, group) = (peer.pid.as_raw_nonzero().get(), peer.uid.as_raw(), peer.gid.as_raw());
        let client = Client { id, process, user, group };
        self.clients.insert(id, Held { stream, client, lines: Lines::default(), unread: VecDeque::new() });
    }

    /// What was said and was not taken yet.
    pub(crate) fn next(&mut self) -> Option<Said> {
        self.said.pop_front()
    }

    pub(crate) fn has_said(&self) -> bool {
        !self.said.is_empty()
    }

    /// Says a line, which has no end of a line in it; whether the client is still there.
    pub(crate) fn say(&mut self, id: ClientId, line: &str) -> bool {
        let open = self.clients.get_mut(&id).is_some_and(|held| held.say(line));
        if !open {
            self.cut(id);
        }
        open
    }

    /// Cuts a client off.
    pub(crate) fn cut(&mut self, id: ClientId) {
        if self.clients.remove(&id).is_some() {
            self.said.push_back(Said::Gone(id));
        }
    }
}

impl Held {
    /// Reads once and writes what goes; whether the client stays.
    fn talk(&mut self, said: &mut VecDeque<Said>) -> bool {
        let mut buffer = [0; PIECE];
        let open = match self.stream.read(&mut buffer) {
            Ok(0) => false,
            Ok(count) => self.hear(&buffer[..count], said),
            Err(error) => is_passing(&error),
        };
        open && self.write()
    }

    fn hear(&mut self, bytes: &[u8], said: &mut VecDeque<Said>) -> bool {
        self.lines.push(bytes);
        loop {
            match self.lines.next() {
                Ok(Some(line)) => said.push_back(Said::Line(self.client, line)),
                Ok(None) => return true,
                Err(error) => {
                    // Said where that does not block.
                    self.say(&format!("{{\"error\":\"{error}\"}}"));
                    return false;
                }
            }
        }
    }

    fn say(&mut self, line: &str) -> bool {
        if self.unread.len() + line.len() >= MOST_UNREAD {
            return false;
        }
        self.unread.extend(line.bytes().filter(|byte| *byte != b'\n').chain([b'\n']));
        self.write()
    }

    fn write(&mut self) -> bool {
        while !self.unread.is_empty() {
            match self.stream.write(self.unread.as_slices().0) {
                Ok(0) => return false,
                Ok(count) => drop(self.unread.drain(..count)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        }
        true
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

fn remove_old(path: &Path) -> Result<(), SocketError> {
    let failed = |error| SocketError::System(path.to_owned(), error);
    match fs::symlink_metadata(path) {
        Ok(there) if there.file_type().is_socket() => fs::remove_file(path).map_err(failed),
        Ok(_) => Err(SocketError::Taken(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

/// The rights are set before anybody can connect.
fn bound(path: &Path) -> io::Result<UnixListener> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = rustix::net::socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    rustix::net::bind(&socket, &SocketAddrUnix::new(path)?)?;
    fs::set_permissions(path, fs::Permissions::from_mode(MODE))?;
    rustix::net::listen(&socket, i32::try_from(MOST_CLIENTS).unwrap_or(1))?;
    Ok(UnixListener::from(socket))
}
