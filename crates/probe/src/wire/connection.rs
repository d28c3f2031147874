//! Connections of which everything ends in time, however slowly the other side drips.

use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rustix::net::sockopt::{Timeout, set_socket_timeout};
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, connect, socket_with};
use rustls::{ClientConnection, StreamOwned};

use super::Silence;
use crate::clock;

/// The most that is read of any answer.
pub(crate) const MOST_BYTES: usize = 256 * 1024;

/// A TCP connection with one end for all that happens on it.
#[derive(Debug)]
pub(crate) struct Timed {
    stream: TcpStream,
    until: Instant,
}

impl Timed {
    fn left(&self) -> io::Result<Duration> {
        clock::left(self.until).ok_or_else(|| io::ErrorKind::TimedOut.into())
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// A connection, with TLS or without.
#[derive(Debug)]
pub(crate) enum Connection {
    /// As it is.
    Plain(Timed),
    /// Through TLS.
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
}

impl Connection {
    /// Sends all of it.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> Result<(), Silence> {
        match self {
            Self::Plain(stream) => stream.write_all(bytes)?,
            Self::Tls(stream) => stream.write_all(bytes).and_then(|()| stream.flush())?,
        }
        Ok(())
    }

    /// Reads what is there next; nothing at the end.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Silence> {
        let read = match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        };
        match read {
            // Many small servers end TLS without saying so: what came until then counts.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(0),
            other => Ok(other?),
        }
    }

    /// Reads until `enough` says so, at most until the end or the limit, and what came until then.
    pub(crate) fn read_until(&mut self, enough: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>, Silence> {
        let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
        while bytes.len() < MOST_BYTES && !enough(&bytes) {
            match self.read(&mut buffer)? {
                0 if bytes.is_empty() => return Err(Silence::Cut),
                0 => break,
                length => bytes.extend_from_slice(buffer.get(..length).unwrap_or_default()),
            }
        }
        Ok(bytes)
    }

    /// What the other side says of itself within this time, without being asked: a line, or as much of one as came.
    pub(crate) fn greeting(&mut self, within: Duration) -> Vec<u8> {
        let (mut bytes, mut buffer) = (Vec::new(), [0; 256]);
        let end = self.until(clock::steady() + within);
        while bytes.len() < 1024 && !bytes.contains(&b'\n') {
            match self.read(&mut buffer) {
                Ok(length @ 1..) => bytes.extend_from_slice(buffer.get(..length).unwrap_or_default()),
                Ok(0) | Err(_) => break,
            }
        }
        self.until(end);
        bytes
    }

    /// Sets the end of all that is said anew; the end until then.
    fn until(&mut self, end: Instant) -> Instant {
        let timed = match self {
            Self::Plain(stream) => stream,
            Self::Tls(stream) => &mut stream.sock,
        };
        std::mem::replace(&mut timed.until, end)
    }
}

/// Connects, from a certain address of this machine where one is named.
pub(crate) fn open(to: SocketAddr, from: Option<IpAddr>, until: Instant) -> Result<Timed, Silence> {
    let left = clock::left(until).ok_or(Silence::Late)?;
    let stream = match from {
        None => TcpStream::connect_timeout(&to, left)?,
        Some(from) => open_from(to, from, left)?,
    };
    stream.set_nodelay(true)?;
    Ok(Timed { stream, until })
}

fn open_from(to: SocketAddr, from: IpAddr, within: Duration) -> io::Result<TcpStream> {
    let family = if to.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let socket = socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
    bind(&socket, &SocketAddr::new(from, 0))?;
    set_socket_timeout(&socket, Timeout::Send, Some(within))?;
    connect(&socket, &to)?;
    Ok(TcpStream::from(socket))
}
