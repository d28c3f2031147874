//! An address on a network.

use core::net::IpAddr;
use std::fmt;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

/// An IPv4 or IPv6 address: its 4 or 16 bytes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(pub IpAddr);

impl Address {
    fn of(bytes: &[u8]) -> Option<Self> {
        let four = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
        four.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from)).map(Self).ok()
    }
}

impl Address {
    /// Whether it is in the unit's own network, or means all of it: private, of the link, of the unit itself, multicast.
    #[must_use]
    pub fn is_local(self) -> bool {
        match self.0.to_canonical() {
            IpAddr::V4(it) => {
                let is_shared = it.octets()[0] == 100 && it.octets()[1] & 0xc0 == 64;
                let is_own = it.is_loopback() || it.is_unspecified() || it.is_private() || it.is_link_local();
                is_own || is_shared || it.is_multicast() || it.is_broadcast()
            }
            IpAddr::V6(it) => {
                let is_own = it.is_loopback() || it.is_unspecified() || it.is_unique_local();
                is_own || it.is_unicast_link_local() || it.is_multicast()
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<C> Encode<C> for Address {
    fn encode<W: encode::Write>(&self, to: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        match self.0 {
            IpAddr::V4(address) => to.bytes(&address.octets())?.ok(),
            IpAddr::V6(address) => to.bytes(&address.octets())?.ok(),
        }
    }
}

impl<'b, C> Decode<'b, C> for Address {
    fn decode(from: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = from.position();
        Self::of(from.bytes()?).ok_or_else(|| {
            // An address of another kind is passed over by whoever reads an option.
            from.set_position(at);
            decode::Error::unknown_variant(0)
        })
    }
}
