//! The door for programs on the same machine: a unix socket on which each line is a message. What the lines mean is the
//! house's; here they are only framed.

mod lines;
mod listener;

pub use lines::{LineError, Lines, MOST_LINE};
pub(crate) use listener::Watched;
pub use listener::{Client, ClientId, MOST_CLIENTS, MOST_UNREAD, Said, Socket, SocketError};
