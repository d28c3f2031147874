//! What takes long, and runs on the other threads.

use std::sync::atomic::{AtomicU64, Ordering};

use steadfast_device::accounts::password::NewPassword;
use steadfast_device::accounts::{Attempt, Cost, HashError, Hashed, Verifier};

use crate::net::{Net, NetError, Reply};

use super::secrets::Pending;

/// A piece of work.
#[derive(Debug)]
pub enum Job {
    /// Whether a password is the right one.
    Judge(Box<Attempt>),
    /// A new password becomes a verifier.
    Make(Box<Pending>, NewPassword, Cost, [u8; 32]),
    /// A request to the server.
    Ask(Talk, &'static str, Vec<u8>),
}

/// What a request to the server is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// The first one.
    Enrol,
    /// The one that comes again and again.
    CheckIn,
    /// Events, taken while this sharing held.
    Events(u64),
}

/// What comes of it.
#[derive(Debug)]
pub enum Done {
    /// Whether it was right.
    Judged(Box<Hashed>),
    /// The verifier.
    Made(Box<Pending>, Result<Verifier, HashError>),
    /// What the server said.
    Heard(Talk, Result<Reply, NetError>),
}

/// Does a piece of work. Without a server there is none to ask, and nobody asks. Events that waited when the owner switched
/// sharing off do not leave.
pub fn work(job: Job, net: Option<&Net>, shares: &AtomicU64) -> Done {
    match job {
        Job::Judge(attempt) => Done::Judged(Box::new(attempt.hash())),
        Job::Make(pending, password, cost, salt) => Done::Made(pending, Verifier::make(&password, cost, salt)),
        Job::Ask(talk, path, body) => {
            let may = match talk {
                Talk::Events(sharing) => sharing != 0 && shares.load(Ordering::SeqCst) == sharing,
                Talk::Enrol | Talk::CheckIn => true,
            };
            let net = net.filter(|_| may);
            let nobody = || Ok(Reply { status: 503, wait: None, body: Vec::new() });
            Done::Heard(talk, net.map_or_else(nobody, |net| net.post(path, &body)))
        }
    }
}
