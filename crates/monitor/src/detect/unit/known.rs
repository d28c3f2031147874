//! Which destinations a unit had in the last one to two months: a small Bloom filter for each month.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// Bytes of a month.
const BYTES: usize = 128;

/// Days of a month.
const MONTH: u64 = 30;

/// Which keys were seen.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct Seen {
    #[n(0)]
    month: u64,
    #[n(1)]
    current: ByteArray<BYTES>,
    #[n(2)]
    before: ByteArray<BYTES>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { month: 0, current: [0; BYTES].into(), before: [0; BYTES].into() }
    }
}

impl Seen {
    /// Whether a key was seen. One in some thousands is said to be that was not.
    pub(super) fn has(&self, key: u64) -> bool {
        let all = |filter: &ByteArray<BYTES>| bits(key).all(|(byte, bit)| filter[byte] & bit != 0);
        all(&self.current) || all(&self.before)
    }

    /// A key is seen from now on.
    pub(super) fn add(&mut self, key: u64, day: u64) {
        self.turn_to(day / MONTH);
        for (byte, bit) in bits(key) {
            self.current[byte] |= bit;
        }
    }

    fn turn_to(&mut self, month: u64) {
        if month <= self.month {
            return;
        }
        let current = std::mem::replace(&mut self.current, [0; BYTES].into());
        self.before = if month == self.month + 1 { current } else { [0; BYTES].into() };
        self.month = month;
    }
}

fn bits(key: u64) -> impl Iterator<Item = (usize, u8)> {
    (0..4).map(move |at| {
        let bit = (key >> (at * 16)) as usize % (BYTES * 8);
        (bit / 8, 1 << (bit % 8))
    })
}
