//! The wire between a unit and its server, on which every byte is written down.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The bytes of one connection, each way.
#[derive(Clone, Default)]
pub(crate) struct Connection {
    /// From the unit.
    pub(crate) up: Vec<u8>,
    /// From the server.
    pub(crate) down: Vec<u8>,
}

/// Carries connections to a server, and keeps what they carried.
pub(crate) struct Wire {
    pub(crate) address: SocketAddr,
    seen: Seen,
}

/// Every connection, in the order in which they came about.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<Connection>>>);

impl Wire {
    pub(crate) fn to(server: SocketAddr) -> Self {
        Self::between(Ipv4Addr::LOCALHOST, server)
    }

    /// The same for units that reach this machine by one of its addresses.
    pub(crate) fn between(here: Ipv4Addr, server: SocketAddr) -> Self {
        let listener = TcpListener::bind((here, 0)).expect("a port of this machine");
        let address = listener.local_addr().expect("it has an address");
        let seen = Seen::default();
        let kept = seen.clone();
        std::thread::spawn(move || listener.incoming().flatten().for_each(|unit| kept.carry(unit, server)));
        Self { address, seen }
    }

    /// Everything until now.
    pub(crate) fn seen(&self) -> Vec<Connection> {
        self.seen.lock().clone()
    }
}

impl Seen {
    fn carry(&self, unit: TcpStream, server: SocketAddr) {
        let server = TcpStream::connect(server).expect("the server listens");
        let at = self.begin();
        let (up, down) = (self.clone(), self.clone());
        let (from, to) = (again(&unit), again(&server));
        std::thread::spawn(move || copy(from, to, |bytes| up.lock()[at].up.extend(bytes)));
        std::thread::spawn(move || copy(server, unit, |bytes| down.lock()[at].down.extend(bytes)));
    }

    fn begin(&self) -> usize {
        let mut seen = self.lock();
        seen.push(Connection::default());
        seen.len() - 1
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn again(stream: &TcpStream) -> TcpStream {
    stream.try_clone().expect("a second handle of a socket")
}

/// Bytes are noted before they go on: whoever was answered stands in the notes already.
fn copy(mut from: TcpStream, mut to: TcpStream, note: impl Fn(&[u8])) {
    let mut buffer = [0; 16 << 10];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        note(&buffer[..count]);
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    // The other side may be gone already.
    drop(to.shutdown(Shutdown::Write));
}
