//! The demo: a sample maker on throw-away data, with a clock that can be moved and a way back to the beginning.
//!
//! What is shown was made by the code of service: a story is played on a server of its own while its clock is moved from
//! half a year ago to now (`story`). That server's folder is kept as it then is, and visitors walk through copies of it
//! (`world`): a copy is made at the start, and another one whenever everything is put back.

mod clock;
mod pages;
mod stage;
mod stand_in;
mod story;
mod world;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use steadfast_store::{Id, Time, kinds};
use tokio::sync::{mpsc, oneshot};

use crate::act::ActError;
use crate::serve::ServeError;
use clock::Clock;

pub use clock::STEPS;
pub(crate) use pages::routes;
pub use stage::run;

/// What a demo's pages need.
pub struct Demo {
    clock: Arc<Clock>,
    /// The code of the link by which visitors come in: drawn at each start, good until the demo ends.
    code: String,
    /// As whom they come in.
    guest: Id<kinds::Person>,
    /// Asks for everything to be put back.
    back: mpsc::Sender<oneshot::Sender<Result<(), DemoError>>>,
}

impl std::fmt::Debug for Demo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Demo({})", self.guest)
    }
}

impl Demo {
    /// Whether this is the code of the link.
    fn opens(&self, code: &str) -> bool {
        // Digests are compared: how long that takes tells nothing of the code.
        Sha256::digest(code) == Sha256::digest(&self.code)
    }
}

/// How far the making of the sample is: a time in the past that goes on to now.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// The sample's time.
    pub at: Time,
    /// Days played, and days of the story.
    pub days: (u32, u32),
}

/// A gateway of the sample.
#[derive(Clone, Debug)]
pub struct SampleUnit {
    /// Its serial number.
    pub serial: String,
    /// What its key is made of: drawn when the sample was made.
    pub key: [u8; 32],
    /// The version that it runs, and its place in the order.
    pub version: String,
    /// Its place in the order.
    pub sequence: u64,
}

/// The gateways of the sample that are to be switched on.
#[derive(Clone, Debug)]
pub struct SampleUnits {
    /// Where their server is.
    pub address: SocketAddr,
    /// Their product.
    pub product: String,
    /// The part of it that they update.
    pub part: String,
    /// The first root of the repository of updates.
    pub root: Vec<u8>,
    /// The gateways.
    pub units: Vec<SampleUnit>,
    /// One more, which is a program of its own.
    pub real: RealUnit,
    /// How far the sample's clock is ahead of the machine's when they are switched on, in microseconds.
    pub ahead: i64,
}

/// A gateway that is no simulation: a real agent may be it.
#[derive(Clone, Debug)]
pub struct RealUnit {
    /// Its serial number.
    pub serial: String,
    /// A code by which it enrols.
    pub code: String,
    /// Who made it.
    pub maker: String,
    /// The version that it runs.
    pub version: String,
    /// Its place in the order.
    pub sequence: u64,
    /// The line of the repository that speaks of it.
    pub line: String,
}

/// What becomes of the sample's gateways.
#[derive(Clone, Copy, Debug)]
pub enum Switch<'a> {
    /// They are switched on, as they were when the sample was made.
    On(&'a SampleUnits),
    /// They are switched off: what they speak to goes away.
    Off,
}

/// Whoever hears how far the sample is, and switches its gateways on and off.
pub trait Audience: Send {
    /// So far is the making.
    fn watch(&mut self, made: Made);
    /// The gateways are to be switched.
    fn switch(&mut self, switch: Switch<'_>);
}

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its server.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// A demo is for this machine alone.
    #[error("{0}: the demo listens on this machine alone, as 127.0.0.1:8471")]
    NotLoopback(SocketAddr),
    /// A file of it.
    #[error("{doing}: {source}")]
    Io {
        /// What failed.
        doing: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A scene of the story.
    #[error("the sample could not be made, at \"{scene}\": {reason}")]
    Scene {
        /// Which.
        scene: &'static str,
        /// Why.
        reason: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] steadfast_store::StoreError),
    /// A record.
    #[error(transparent)]
    Act(#[from] ActError),
    /// It ends.
    #[error("the demo ends")]
    Ended,
}

impl DemoError {
    /// Whether whoever asked for it asked wrongly.
    #[must_use]
    pub const fn is_bad_input(&self) -> bool {
        matches!(self, Self::NotLoopback(_))
    }

    fn io(doing: &'static str) -> impl Fn(std::io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }
}

/// Where a demo is to be.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// An empty folder that whoever asks removes afterwards.
    pub folder: &'a Path,
    /// The address to listen on; nothing for the usual one, or any where that is taken.
    pub listen: Option<SocketAddr>,
    /// Whether it is shown in a Saturday night before a holiday, as two signals come in.
    pub night: bool,
}
