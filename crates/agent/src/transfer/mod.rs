//! The owner's data on its way to a place of the owner's own: an address that takes files, a WebDAV folder, a bucket, or the
//! unit that comes after this one.
//!
//! All of it blocks, and runs on a thread of its own. What arrived is read back and compared: a transfer that cannot be shown
//! to be whole is none. An address and what belongs to it are kept, so that a transfer goes on after a start; what opens the
//! place is in memory alone, and is asked for again.

mod address;
mod course;
mod failed;
mod files;
mod s3;
mod sftp;
mod successor;
mod trust;

use std::sync::{Arc, Mutex};

use steadfast_device::accounts::Secret;
use steadfast_device::outside::{Clock as _, Machine, ReadOnly};
use steadfast_device::vault::Archive;
use steadfast_protocol::{Seconds, Way};

pub use address::{NoTarget, Target, way, word};
pub use course::Progress;
pub use failed::Failed;
pub use sftp::public_line;
pub use successor::{BEGIN, END, MOST_PIECE, PIECE};
pub use trust::AUTHORITIES;

use crate::hooks::Ssh;
use crate::net::{Courier, NetError, Resolver};
use course::Load;

/// The most bytes of an answer that is read into memory.
const MOST_ANSWER: u64 = 1 << 20;

/// The process that runs `ssh`, where the machine has it.
pub type Line = Mutex<Option<Ssh>>;

/// What is to be done.
#[derive(Debug)]
pub struct Order {
    /// Where it goes.
    pub target: Target,
    /// What it is called there.
    pub name: String,
    /// What opens the place.
    pub secret: Secret,
    /// What no other export has.
    pub mark: [u8; 32],
    /// What time it is.
    pub now: Seconds,
    /// The upload that was begun before, as the place calls it.
    pub begun: Option<String>,
    /// It was begun just now: the place has to know it.
    pub is_new: bool,
}

/// An archive on its way.
#[derive(Debug)]
pub struct Delivery {
    /// Which one, of this start.
    pub number: u64,
    /// What is to be done.
    pub order: Order,
    /// What is sent.
    pub archive: Archive<ReadOnly>,
    /// How far it is.
    pub progress: Arc<Progress>,
}

/// How far a piece of the work came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// The place has begun an upload that it calls so. It is kept, and the work goes on with it.
    Begun(String),
    /// The archive is there, whole.
    Whole(Arrived),
}

/// An archive that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// Its bytes.
    pub bytes: u64,
    /// The fingerprint of the key of the unit that took it over.
    pub successor: Option<[u8; 32]>,
}

/// A time that goes on.
#[derive(Clone, Copy, Debug)]
struct Time {
    begun: Seconds,
    clock: Machine,
}

impl Time {
    fn now(&self) -> Seconds {
        self.begun.saturating_add_unsigned(self.clock.steady().as_secs())
    }
}

impl Delivery {
    /// Sends the archive, or goes on with it; blocks until it is there or does not get there.
    ///
    /// # Errors
    /// When it is not there, whole. Nothing counts as taken along then.
    pub fn run(&mut self, line: &Line) -> Result<Came, Failed> {
        let time = Time { begun: self.order.now, clock: Machine::start() };
        let mut load = Load::new(&mut self.archive, &self.progress);
        let came = match self.order.target.way {
            Way::Sftp => sftp::put(&self.order, line, &mut load, &self.progress).map(Came::Whole),
            _ => carried(&self.order, time, &mut load, &self.progress),
        };
        self.progress.is_put_down();
        // Whatever the network says: what went wrong here comes first.
        let came = came.map_err(|failed| load.fault().unwrap_or(failed));
        if matches!(came, Err(Failed::Stopped)) {
            self.tidy(time);
        }
        came
    }

    /// What was stopped leaves nothing behind that nobody sees. Where that does not go, the place is its owner's.
    fn tidy(&self, time: Time) {
        let Some(upload) = self.order.begun.as_ref().filter(|_| self.order.target.way == Way::S3) else { return };
        let given_up =
            courier(&self.order).and_then(|courier| s3::Bucket::of(&self.order, &courier, time)?.give_up(upload));
        drop(given_up);
    }
}

/// By requests over HTTP.
fn carried(order: &Order, time: Time, load: &mut Load<'_>, progress: &Progress) -> Result<Came, Failed> {
    let courier = courier(order)?;
    progress.carried_by(&courier)?;
    match order.target.way {
        Way::S3 => s3::Bucket::of(order, &courier, time)?.take(order, load),
        Way::Successor => successor::hand_over(order, &courier, load).map(Came::Whole),
        _ => files::put(order, &courier, load).map(Came::Whole),
    }
}

fn courier(order: &Order) -> Result<Courier, Failed> {
    let trust = trust::of(&order.target, order.now)?;
    let made = Courier::new(&trust, order.target.plain(), Resolver::of_machine());
    made.map_err(|error| Failed::Trust(error.to_string()))
}

/// What came of reading back. More than was sent is something else.
fn read_back(poured: Result<u16, NetError>) -> Result<(), Failed> {
    match poured {
        Ok(200) => Ok(()),
        Ok(status) => Err(Failed::Unread(status)),
        Err(NetError::Endless { .. }) => Err(Failed::Corrupt),
        Err(error) => Err(error.into()),
    }
}
