//! How far a transfer is, and the archive as it is taken from place to place.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use steadfast_device::outside::ReadOnly;
use steadfast_device::vault::Archive;

use super::Arrived;
use super::failed::Failed;
use crate::net::Courier;

/// How far a transfer is, for whoever looks, and the word to stop it.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicU64,
    sent: AtomicU64,
    checked: AtomicU64,
    stopped: AtomicBool,
    carrier: Mutex<Option<Carrier>>,
}

/// What carries it.
#[derive(Debug)]
enum Carrier {
    Courier(Courier),
    Line(UnixStream),
}

impl Progress {
    /// Of an archive of so many bytes.
    #[must_use]
    pub fn of(total: u64) -> Self {
        Self { total: total.into(), ..Self::default() }
    }

    /// Bytes of the whole, those that were sent, and those that were read back.
    #[must_use]
    pub fn so_far(&self) -> [u64; 3] {
        [&self.total, &self.sent, &self.checked].map(|count| count.load(Ordering::Relaxed))
    }

    /// Stops it, also where it waits for somebody.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        match &*self.carrier.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(Carrier::Courier(courier)) => courier.stop(),
            // One that ended already is stopped.
            Some(Carrier::Line(line)) => drop(line.shutdown(Shutdown::Both)),
            None => {}
        }
    }

    /// Whoever stops it meanwhile stops what it is carried by.
    pub(super) fn carried_by(&self, courier: &Courier) -> Result<(), Failed> {
        self.carried(Carrier::Courier(courier.clone()))
    }

    /// The same, for a line.
    pub(super) fn carried_over(&self, line: UnixStream) -> Result<(), Failed> {
        self.carried(Carrier::Line(line))
    }

    fn carried(&self, carrier: Carrier) -> Result<(), Failed> {
        *self.carrier.lock().unwrap_or_else(PoisonError::into_inner) = Some(carrier);
        if self.is_stopped() { Err(Failed::Stopped) } else { Ok(()) }
    }

    /// It ends: a line that is held here would not.
    pub(super) fn is_put_down(&self) {
        *self.carrier.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

/// The archive on its way: it counts, and remembers what went wrong with it, which whoever reads it does not tell on.
pub(super) struct Load<'a> {
    archive: &'a mut Archive<ReadOnly>,
    progress: &'a Progress,
    broken: Option<String>,
}

impl<'a> Load<'a> {
    pub(super) fn new(archive: &'a mut Archive<ReadOnly>, progress: &'a Progress) -> Self {
        Self { archive, progress, broken: None }
    }

    pub(super) fn size(&self) -> u64 {
        self.archive.size()
    }

    pub(super) fn left(&self) -> u64 {
        self.size() - self.archive.given()
    }

    /// Passes over what is there already.
    pub(super) fn pass(&mut self, bytes: u64) -> io::Result<u64> {
        io::copy(&mut self.take(bytes), &mut io::sink())
    }

    /// Why it goes no further, where that lies here.
    pub(super) fn fault(&mut self) -> Option<Failed> {
        if self.progress.is_stopped() {
            return Some(Failed::Stopped);
        }
        self.broken.take().map(Failed::Archive)
    }

    /// All of it was given: what it is.
    pub(super) fn arrived(&self) -> Result<Arrived, Failed> {
        let sha256 = self.archive.sha256().ok_or(Failed::Short)?;
        Ok(Arrived { sha256, bytes: self.size(), successor: None })
    }

    /// What takes it back and compares.
    pub(super) fn back(&self) -> Back<'a> {
        self.progress.checked.store(0, Ordering::Relaxed);
        Back { progress: self.progress, hasher: Sha256::new() }
    }
}

impl Read for Load<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.progress.is_stopped() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let read = self.archive.read(to);
        if let Err(error) = &read {
            self.broken.get_or_insert_with(|| error.to_string());
        }
        self.progress.sent.store(self.archive.given(), Ordering::Relaxed);
        read
    }
}

/// What was sent, as it is read back.
pub(super) struct Back<'a> {
    progress: &'a Progress,
    hasher: Sha256,
}

impl Back<'_> {
    /// Whether it is what was sent.
    pub(super) fn is(self, arrived: &Arrived) -> bool {
        self.hasher.finalize()[..] == arrived.sha256
    }
}

impl Write for Back<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.progress.is_stopped() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        self.hasher.update(bytes);
        self.progress.checked.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
