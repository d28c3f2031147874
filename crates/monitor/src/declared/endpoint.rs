//! An endpoint: whom, by which ports, who begins, and how much at most.

use core::fmt;

use minicbor::{Decode, Encode};

use super::{DeclarationError, Host};
use crate::event::{Direction, Transport};

/// A range of ports of one transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(map)]
pub struct Ports {
    /// What carries it.
    #[n(0)]
    pub transport: Transport,
    /// The first port.
    #[n(1)]
    pub first: u16,
    /// The last one.
    #[n(2)]
    pub last: u16,
}

impl Ports {
    /// Whether a port is one of them.
    #[must_use]
    pub fn hold(&self, port: u16, transport: Transport) -> bool {
        self.transport == transport && (self.first..=self.last).contains(&port)
    }
}

impl fmt::Display for Ports {
    /// `443/tcp`, or `50000–50100/udp`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}/{}", self.first, self.transport),
            false => write!(f, "{}–{}/{}", self.first, self.last, self.transport),
        }
    }
}

/// Whom a release talks to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(map)]
pub struct Endpoint {
    /// Whom.
    #[n(0)]
    pub host: Host,
    /// The ports: the peer's where the unit begins, the unit's where the peer does.
    #[n(1)]
    pub ports: Vec<Ports>,
    /// Who begins.
    #[n(2)]
    pub direction: Direction,
    /// The most connections an hour.
    #[n(3)]
    pub connections: Option<u64>,
    /// The most bytes an hour, both ways together.
    #[n(4)]
    pub bytes: Option<u64>,
}

impl Endpoint {
    /// A host as a person writes it, that the unit calls by these ports.
    ///
    /// # Errors
    /// When it is no host.
    pub fn outbound(host: &str, ports: Ports) -> Result<Self, DeclarationError> {
        let (host, ports) = (super::host::host(host)?, vec![ports]);
        Ok(Self { host, ports, direction: Direction::Outbound, connections: None, bytes: None })
    }

    /// Whether how much is limited.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.connections.is_some() || self.bytes.is_some()
    }
}
