//! What alerts of many units have in common.

use crate::detect::{Cause, Peer};

/// What units can have in common: a peer's address, whatever the port; what is within each one's own network is the service.
#[must_use]
pub fn common(cause: &Cause) -> Cause {
    match cause {
        Cause::Peer(Peer { address: Some(address), port, transport }) if address.is_local() => {
            Cause::Service(*port, *transport)
        }
        Cause::Peer(Peer { address: Some(address), .. }) => {
            Cause::Peer(Peer { address: Some(*address), ..Peer::default() })
        }
        other => other.clone(),
    }
}
