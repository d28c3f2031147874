//! Bits as fractions of an interval, so that what is expected costs next to nothing.

use super::model::Coder;

/// What is left of the interval that the bits so far name.
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    fn whole() -> Self {
        Self { low: 0, high: u32::MAX }
    }

    /// The last number of the part for a set bit, which has `likely` 65536ths of the interval.
    fn middle(&self, likely: u32) -> u32 {
        let wide = u64::from(self.high - self.low);
        self.low + ((wide * u64::from(likely)) >> 16) as u32
    }

    fn narrow(&mut self, middle: u32, bit: bool) {
        if bit { self.high = middle } else { self.low = middle + 1 }
    }

    /// The upper byte, once it can no longer change; the interval widens by it.
    fn settled(&mut self) -> Option<u8> {
        let byte = (self.high >> 24) as u8;
        if self.low >> 24 != self.high >> 24 {
            return None;
        }
        self.low <<= 8;
        self.high = self.high << 8 | 0xff;
        Some(byte)
    }
}

/// Finds out bits from the bytes of a chunk. Behind its end are zeros.
pub(super) struct Decoder {
    interval: Interval,
    named: u32,
    bytes: Vec<u8>,
    taken: usize,
}

impl Decoder {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        let mut decoder = Self { interval: Interval::whole(), named: 0, bytes, taken: 0 };
        (0..4).for_each(|_| decoder.take());
        decoder
    }

    /// Gives its memory back for the next chunk.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn take(&mut self) {
        let byte = self.bytes.get(self.taken).copied().unwrap_or_default();
        self.named = self.named << 8 | u32::from(byte);
        self.taken += 1;
    }
}

impl Coder for Decoder {
    fn bit(&mut self, likely: u32) -> bool {
        let middle = self.interval.middle(likely);
        let bit = self.named <= middle;
        self.interval.narrow(middle, bit);
        while self.interval.settled().is_some() {
            self.take();
        }
        bit
    }
}

/// Writes the bits of differences that it is given.
#[cfg(feature = "make")]
pub(super) struct Encoder {
    interval: Interval,
    pub(super) bytes: Vec<u8>,
    /// What [`super::model::Model::difference`] asks for next: whether the difference is not zero, then its bits from the
    /// highest on.
    bits: u32,
}

#[cfg(feature = "make")]
impl Encoder {
    pub(super) fn new() -> Self {
        Self { interval: Interval::whole(), bytes: Vec::new(), bits: 0 }
    }

    pub(super) fn give(&mut self, difference: u8) {
        self.bits = u32::from(difference != 0) << 31 | u32::from(difference) << 23;
    }

    /// The bytes of the chunk: one more names a number inside of the interval, because zeros follow.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.push((self.interval.low >> 24) as u8 + 1);
        self.bytes
    }
}

#[cfg(feature = "make")]
impl Coder for Encoder {
    fn bit(&mut self, likely: u32) -> bool {
        let bit = self.bits >> 31 == 1;
        self.bits <<= 1;
        let middle = self.interval.middle(likely);
        self.interval.narrow(middle, bit);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
        bit
    }
}
