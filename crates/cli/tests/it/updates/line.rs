//! A line between a device and a server that does harm amid a long answer.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// It breaks, once.
    Cut,
    /// It alters a byte on each connection.
    Altered,
}

/// A line to a server, on a port of its own.
pub(super) struct Line {
    port: u16,
    done: Arc<AtomicBool>,
}

/// Bytes after which it does it.
const AFTER: usize = 1_000_000;

impl Line {
    pub(super) fn to(server: u16, damage: Damage) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let done = Arc::new(AtomicBool::new(false));
        let shared = Arc::clone(&done);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { continue };
                let (up, back) = (client.try_clone().expect("a stream"), server.try_clone().expect("a stream"));
                std::thread::spawn(move || pass(up, server, |_, _| true));
                let done = Arc::clone(&shared);
                std::thread::spawn(move || pass(back, client, |before, bytes| damage.done(before, bytes, &done)));
            }
        });
        Self { port, done }
    }

    /// Where a device asks that is on this line.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Whether there was an answer long enough.
    pub(super) fn did_damage(&self) -> bool {
        self.done.load(Ordering::SeqCst)
    }
}

impl Damage {
    /// Does it to bytes that follow so many others; whether the line stands.
    fn done(self, before: usize, bytes: &mut [u8], done: &AtomicBool) -> bool {
        if before > AFTER || before + bytes.len() <= AFTER {
            return true;
        }
        let first = !done.swap(true, Ordering::SeqCst);
        if self == Self::Altered {
            bytes[AFTER - before] ^= 1;
        }
        self == Self::Altered || !first
    }
}

/// Passes on what comes until it ends, or the line breaks.
fn pass(mut from: TcpStream, mut to: TcpStream, damaged: impl Fn(usize, &mut [u8]) -> bool) {
    let (mut buffer, mut all) = ([0; 16_384], 0);
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        let stands = damaged(all, &mut buffer[..read]);
        all += read;
        if !stands || to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    // Whoever is at either end notices by itself.
    drop(from.shutdown(Shutdown::Both));
    drop(to.shutdown(Shutdown::Both));
}
