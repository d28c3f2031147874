//! The demo: a sample maker on throw-away data, with a clock that can be moved and a way back to the beginning.
//!
//! What is shown was made by the code of service: a story is played on a server of its own while its clock is moved from
//! half a year ago to now (`story`). That server's folder is kept as it then is, and visitors walk through copies of it
//! (`world`): a copy is made at the start, and another one whenever everything is put back.

mod clock;
mod pages;
mod stage;
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
}
