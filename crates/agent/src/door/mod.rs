//! The door for browsers: TLS listeners, and the connections that came through them.
//!
//! A connection ([`Connection`]) knows no socket: bytes and time go in, requests and bytes come out. The door has the
//! sockets and the limits, the event loop asks it what to wait for.

mod connection;
mod patience;
mod place;
mod table;

pub use connection::{Broken, Connection};
pub use patience::{PATIENCE, Patience};
pub(crate) use table::Watched;
pub use table::{Arrived, ConnectionId, Door, DoorError, MOST, MOST_NEAR};
