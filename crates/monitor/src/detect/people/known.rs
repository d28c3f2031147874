//! How many different things, in a few bytes.

use core::net::IpAddr;
use std::hash::{Hash, Hasher};

use minicbor::{Decode, Encode};

/// A set of addresses of which only the number is asked: linear counting in 128 bits, right to within a tenth up to a
/// hundred, and no more than [`Many::MOST`] ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub(super) struct Many {
    #[n(0)]
    low: u64,
    #[n(1)]
    high: u64,
}

impl Many {
    /// What a full set is taken for.
    const MOST: u32 = 620;

    /// Puts one in; whether the number may have grown.
    pub(super) fn put(&mut self, address: IpAddr) -> bool {
        let bit = spread(address) % 128;
        let half = if bit < 64 { &mut self.low } else { &mut self.high };
        let before = *half;
        *half |= 1 << (bit % 64);
        *half != before
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        let free = self.low.count_zeros() + self.high.count_zeros();
        if free == 0 {
            return Self::MOST;
        }
        (-128.0 * (f64::from(free) / 128.0).ln()).round() as u32
    }
}

/// The same for an address on every machine.
fn spread(address: IpAddr) -> u64 {
    let mut hasher = Fold(0xcbf2_9ce4_8422_2325);
    match address {
        IpAddr::V4(four) => four.octets().hash(&mut hasher),
        // One side of IPv6 has as many addresses as it likes within its network.
        IpAddr::V6(six) => six.octets()[..8].hash(&mut hasher),
    }
    hasher.finish()
}

struct Fold(u64);

impl Hasher for Fold {
    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }
}
