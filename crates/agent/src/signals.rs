//! Signals of the process, as something that can be waited for.

use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// What somebody wants of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// To end: `SIGTERM` and `SIGINT`.
    End,
    /// To read its settings again: `SIGHUP`.
    Reload,
}

/// What came, and a socket that is readable when something did.
#[derive(Debug)]
pub struct Signals {
    flags: Arc<Flags>,
    inbox: UnixStream,
    outbox: UnixStream,
}

#[derive(Debug, Default)]
struct Flags {
    end: Arc<AtomicBool>,
    reload: Arc<AtomicBool>,
}

/// Raises signals from within the process, for programs that have the loop on one of their threads, and for tests.
#[derive(Debug)]
pub struct Raiser {
    flags: Arc<Flags>,
    outbox: UnixStream,
}

impl Signals {
    /// Signals that only a [`Raiser`] raises.
    ///
    /// # Errors
    /// When the system gives no sockets.
    pub fn inner() -> io::Result<Self> {
        let (inbox, outbox) = UnixStream::pair()?;
        inbox.set_nonblocking(true)?;
        outbox.set_nonblocking(true)?;
        Ok(Self { flags: Arc::default(), inbox, outbox })
    }

    /// The process's signals: `SIGTERM`, `SIGINT` and `SIGHUP` no longer end it.
    ///
    /// # Errors
    /// When the system gives no sockets, or takes no handler.
    pub fn of_process() -> io::Result<Self> {
        let signals = Self::inner()?;
        for (signal, flag) in
            [(SIGTERM, &signals.flags.end), (SIGINT, &signals.flags.end), (SIGHUP, &signals.flags.reload)]
        {
            // In this order: who is woken finds the flag.
            signal_hook::flag::register(signal, Arc::clone(flag))?;
            signal_hook::low_level::pipe::register(signal, signals.outbox.try_clone()?)?;
        }
        Ok(signals)
    }

    /// Somebody who can raise them.
    ///
    /// # Errors
    /// When there are no more file descriptors.
    pub fn raiser(&self) -> io::Result<Raiser> {
        Ok(Raiser { flags: Arc::clone(&self.flags), outbox: self.outbox.try_clone()? })
    }

    pub(crate) fn wakes(&self) -> BorrowedFd<'_> {
        self.inbox.as_fd()
    }

    /// What came since the last time.
    pub(crate) fn take(&mut self) -> Vec<Signal> {
        let mut buffer = [0; 64];
        while matches!(self.inbox.read(&mut buffer), Ok(count) if count > 0) {}
        let both = [(&self.flags.reload, Signal::Reload), (&self.flags.end, Signal::End)];
        both.into_iter().filter(|(flag, _)| flag.swap(false, Ordering::SeqCst)).map(|(_, signal)| signal).collect()
    }
}

impl Raiser {
    /// Raises a signal.
    pub fn raise(&self, signal: Signal) {
        match signal {
            Signal::End => self.flags.end.store(true, Ordering::SeqCst),
            Signal::Reload => self.flags.reload.store(true, Ordering::SeqCst),
        }
        // It fails only where the socket is full, and so readable.
        let _ = (&self.outbox).write(&[0]);
    }
}
