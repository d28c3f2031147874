//! Whom a unit talks to, as a cohort counts it.

use core::net::IpAddr;

use crate::declared::Contact;
use crate::event::{Address, Direction, Transport};

/// By what two talk: the same for all peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service {
    /// Who began.
    pub direction: Direction,
    /// What carries it.
    pub transport: Transport,
    /// The port that is talked to.
    pub port: u16,
    /// Whether the peer is in the unit's own network.
    pub is_local: bool,
}

/// Whom a unit talks to, and by what. Peers in the unit's own network have no address here: it is another one at each owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    /// By what.
    pub service: Service,
    /// Whom; nothing: somebody in the unit's own network.
    pub address: Option<Address>,
}

impl Destination {
    /// The destination of a contact.
    #[must_use]
    pub fn of(contact: &Contact<'_>) -> Self {
        let Contact { address, port, transport, direction, .. } = *contact;
        let is_local = address.is_local();
        let service = Service { direction, transport, port, is_local };
        Self { service, address: (!is_local).then_some(address) }
    }

    /// Its number among all.
    #[must_use]
    pub fn key(&self) -> u64 {
        let service = self.service.key();
        match self.address.map(|address| address.0.to_canonical()) {
            None => service,
            Some(IpAddr::V4(address)) => mix(service ^ mix(u64::from(address.to_bits()) | 1 << 40)),
            Some(IpAddr::V6(address)) => {
                let bits = address.to_bits();
                mix(service ^ mix((bits >> 64) as u64 ^ mix(bits as u64)))
            }
        }
    }
}

impl Service {
    /// Its number among all.
    #[must_use]
    pub fn key(&self) -> u64 {
        let words = [self.direction.number(), self.transport.number(), u8::from(self.is_local)];
        let words = words.iter().fold(0, |all, &word| all << 8 | u64::from(word));
        mix(words << 16 | u64::from(self.port))
    }
}

/// Spreads a number over all 64 bits, one to one (the finaliser of SplitMix64).
pub(super) fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

/// The number of an address alone.
pub(super) fn address_key(address: Address) -> u32 {
    match address.0.to_canonical() {
        IpAddr::V4(address) => mix(u64::from(address.to_bits())) as u32,
        IpAddr::V6(address) => mix((address.to_bits() >> 64) as u64 ^ mix(address.to_bits() as u64)) as u32,
    }
}
