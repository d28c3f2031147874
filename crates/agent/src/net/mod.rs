//! The way to the server: names to addresses, and requests over TLS. All of it blocks, and belongs on the thread that nobody waits for.

mod client;
mod connector;
mod courier;
pub mod dns;
mod hosts;
mod repository;
mod resolver;

pub use client::{MOST_ANSWER, Net, NetError, Reply};
pub use connector::Plain;
pub use courier::{Courier, Parcel, Receipted};
pub use hosts::{Hosts, Servers};
pub use repository::{Away, Repository};
pub use resolver::{ResolveError, Resolver};
