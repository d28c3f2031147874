//! From reasons to alerts.

mod answers;
mod cause;
mod unit;

use steadfast_monitor::detect::{Cause, Detector, Peer, Reason, Surprise};
use steadfast_monitor::event::{Address, Transport};

pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const HOUR: i64 = 3600;

/// The cause that is a peer.
pub(crate) fn peer(address: &str, port: u16) -> Cause {
    let address = Some(Address(address.parse().expect("an address")));
    Cause::Peer(Peer { address, port: Some(port), transport: Some(Transport::Tcp) })
}

/// A reason of some surprise.
pub(crate) fn reason(detector: Detector, cause: Cause, at: i64, score: f32) -> Reason {
    Reason::new(detector, cause, at).score(Surprise::of(score))
}
