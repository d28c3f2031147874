//! Whether a contact is declared.

use super::{Declaration, Endpoint, Host};
use crate::event::{Address, Direction, Network, Transport};

/// Who talks to whom, as far as an event tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact<'a> {
    /// The peer.
    pub address: Address,
    /// The peer's name, where the unit's resolver told it.
    pub name: Option<&'a str>,
    /// The port that is talked to: the peer's where the unit begins, the unit's where the peer does.
    pub port: u16,
    /// What carries it.
    pub transport: Transport,
    /// Who began.
    pub direction: Direction,
}

impl<'a> Contact<'a> {
    /// The contact of an event; nothing where it does not say with whom.
    #[must_use]
    pub fn of(network: &Network<'a>) -> Option<Self> {
        let direction = network.direction.unwrap_or(Direction::Outbound);
        let port = match direction {
            Direction::Outbound => network.remote_port,
            Direction::Inbound => network.local_port,
        };
        let transport = network.transport?;
        let port = if transport == Transport::Icmp { Some(0) } else { port };
        // A name that fills its field may have been cut.
        let name = network.name.map(|name| name.as_str()).filter(|name| name.len() < 125);
        Some(Self { address: network.remote?, name, port: port?, transport, direction })
    }
}

/// What is known of the addresses of declared names: what units' resolvers told them.
pub trait Names {
    /// Whether that endpoint's name stood for that address, by several units' word.
    fn stands_for(&self, endpoint: usize, address: Address) -> bool;
}

/// Nobody tells: as on a unit by itself.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Names for Nobody {
    fn stands_for(&self, _: usize, _: Address) -> bool {
        false
    }
}

/// Whether a contact is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// By this endpoint.
    Declared(usize),
    /// The owner's business, or a server that the network gives: no endpoint names it, none has to.
    Free,
    /// It is not.
    Undeclared,
    /// An endpoint with this port is named, and nobody knows whether this is its address.
    Unknown,
}

impl Declaration {
    /// Whether a contact is declared.
    #[must_use]
    pub fn standing(&self, contact: &Contact<'_>, names: &dyn Names) -> Standing {
        if self.is_free(contact) {
            return Standing::Free;
        }
        let mut may_be = false;
        for (at, endpoint) in self.endpoints.iter().enumerate().filter(|(_, endpoint)| endpoint.is_by(contact)) {
            match endpoint.is(at, contact, names) {
                Some(true) => return Standing::Declared(at),
                Some(false) => (),
                None => may_be = true,
            }
        }
        if may_be { Standing::Unknown } else { Standing::Undeclared }
    }

    fn is_free(&self, contact: &Contact<'_>) -> bool {
        let is_listening = contact.direction == Direction::Inbound && self.listens(contact.port, contact.transport);
        is_listening || (self.local_is_free && contact.address.is_local()) || self.is_server_of_the_network(contact)
    }

    fn is_server_of_the_network(&self, contact: &Contact<'_>) -> bool {
        let outbound = contact.direction == Direction::Outbound;
        match (contact.port, contact.transport) {
            (53, Transport::Udp | Transport::Tcp) => outbound && self.any_name_server,
            (123, Transport::Udp) => outbound && self.any_time_server,
            _ => false,
        }
    }
}

impl Endpoint {
    fn is_by(&self, contact: &Contact<'_>) -> bool {
        self.direction == contact.direction && self.ports.iter().any(|it| it.hold(contact.port, contact.transport))
    }

    /// Whether the contact is with this endpoint's host; nothing: nobody knows.
    fn is(&self, at: usize, contact: &Contact<'_>, names: &dyn Names) -> Option<bool> {
        match &self.host {
            Host::Within(prefix) => Some(prefix.holds(contact.address)),
            Host::Named(pattern) => match contact.name {
                Some(name) => Some(pattern.matches(name)),
                None => names.stands_for(at, contact.address).then_some(true),
            },
        }
    }
}
