//! A line that carries bytes from here to there, as slowly as a test likes.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use steadfast_testkit::wait::until;

/// A line to one place. What goes there is counted, and held up where a test says so.
pub(super) struct Relay {
    pub(super) address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    place: Mutex<Option<SocketAddr>>,
    counts: Mutex<Counts>,
    moved: Condvar,
}

#[derive(Default)]
struct Counts {
    carried: u64,
    /// No more than so many are carried.
    most: Option<u64>,
    /// Connections that are open: they end where the line is cut.
    open: Vec<TcpStream>,
}

impl Relay {
    pub(super) fn to(place: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has one");
        let state = Arc::new(State::default());
        *state.place.lock().expect("nobody panicked") = Some(place);
        let theirs = Arc::clone(&state);
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let place = theirs.place.lock().expect("nobody panicked").expect("it leads somewhere");
                let Ok(far) = TcpStream::connect(place) else { continue };
                theirs.carry(near, far);
            }
        });
        Self { address, state }
    }

    /// From now on it leads elsewhere, as where a place starts at another port.
    pub(super) fn leads_to(&self, place: SocketAddr) {
        *self.state.place.lock().expect("nobody panicked") = Some(place);
    }

    /// From now on so many bytes are carried, and the next one waits.
    pub(super) fn carries(&self, bytes: u64) {
        let mut counts = self.state.counts.lock().expect("nobody panicked");
        counts.most = Some(counts.carried + bytes);
    }

    /// Carries all there is again.
    pub(super) fn is_free(&self) {
        self.state.counts.lock().expect("nobody panicked").most = None;
        self.state.moved.notify_all();
    }

    /// Ends all connections that there are.
    pub(super) fn cut(&self) {
        for stream in self.state.counts.lock().expect("nobody panicked").open.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// How many bytes were carried.
    pub(super) fn carried(&self) -> u64 {
        self.state.counts.lock().expect("nobody panicked").carried
    }

    /// Waits until it is held up.
    pub(super) fn waits_until_held(&self, within: Duration) {
        let is_held = || {
            let counts = self.state.counts.lock().expect("nobody panicked");
            counts.most == Some(counts.carried)
        };
        assert!(until(within, is_held), "not enough was sent: {}", self.carried());
    }
}

impl State {
    fn carry(self: &Arc<Self>, near: TcpStream, far: TcpStream) {
        let copies = [near.try_clone(), far.try_clone(), near.try_clone(), far.try_clone()];
        let [Ok(mut from), Ok(mut to), Ok(one), Ok(other)] = copies else { return };
        self.counts.lock().expect("nobody panicked").open.extend([one, other]);
        let state = Arc::clone(self);
        std::thread::spawn(move || {
            let _ = state.pour(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Write);
        });
        std::thread::spawn(move || {
            let (mut far, mut near) = (far, near);
            let _ = io::copy(&mut far, &mut near);
            let _ = near.shutdown(Shutdown::Write);
        });
    }

    fn pour(&self, from: &mut TcpStream, to: &mut TcpStream) -> io::Result<()> {
        let mut piece = [0; 16 << 10];
        loop {
            let count = from.read(&mut piece)?;
            if count == 0 {
                return Ok(());
            }
            let mut rest = &piece[..count];
            while !rest.is_empty() {
                let now = self.takes(rest.len());
                to.write_all(&rest[..now])?;
                rest = &rest[now..];
            }
        }
    }

    /// How many of these bytes go now: at least one.
    fn takes(&self, bytes: usize) -> usize {
        let counts = self.counts.lock().expect("nobody panicked");
        let is_held = |counts: &mut Counts| counts.most == Some(counts.carried);
        let mut counts = self.moved.wait_while(counts, is_held).expect("nobody panicked");
        let left = counts.most.map_or(u64::MAX, |most| most - counts.carried);
        let now = bytes.min(usize::try_from(left).unwrap_or(usize::MAX));
        counts.carried += now as u64;
        now
    }
}
