//! What share of peers is beyond a value, in about a kilobyte that can be put together from parts.
//!
//! Values are counted in buckets whose width is a share of what is in them, by the bits of the number alone: the exponent
//! and the first five bits behind it. Where that gives more than 128 buckets, every two are made one, as often as
//! needed. What is kept is therefore the same in whatever order values came, and in whatever order parts were merged.

use super::Unreadable;
use super::wire::{Reader, Writer};

/// The most buckets.
const BUCKETS: usize = 128;

/// Bits of the mantissa that are told apart at first: buckets are then a 32nd of their value wide, at most.
const FINE: u32 = 5;

/// What these bytes are, and their version.
const KIND: (u8, u8) = (b'Q', 1);

/// A sketch of how amounts are spread: what is below nothing is counted as nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantiles {
    /// How often every two buckets were made one.
    coarse: u8,
    used: u8,
    /// By their key, which grows with the value.
    buckets: [Bucket; BUCKETS],
}

/// How many values have the same key.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bucket {
    key: u16,
    count: u32,
}

impl Default for Quantiles {
    fn default() -> Self {
        Self { coarse: 0, used: 0, buckets: [Bucket::default(); BUCKETS] }
    }
}

impl Quantiles {
    /// Counts a value. It allocates nothing; what is no number is passed over.
    pub fn insert(&mut self, value: f64) {
        if !value.is_nan() {
            self.add(Bucket { key: key(value), count: 1 }, 0);
        }
    }

    /// Counts all that another has counted.
    pub fn merge(&mut self, other: &Self) {
        while self.coarse < other.coarse {
            self.coarsen();
        }
        for bucket in other.used() {
            self.add(*bucket, other.coarse);
        }
    }

    /// How many were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.used().iter().map(|bucket| u64::from(bucket.count)).sum()
    }

    /// By which share of a value a bucket is wide, at most: values that are as near to each other are not told apart.
    #[must_use]
    pub fn width(&self) -> f64 {
        let octaves = i32::from(self.coarse) - FINE as i32;
        if octaves <= 0 { 2_f64.powi(octaves) } else { 2_f64.powi(1 << octaves) - 1.0 }
    }

    /// Which share of all is at least as large, but for [`Quantiles::width`]; nothing where nothing was counted.
    #[must_use]
    pub fn share_from(&self, value: f64) -> Option<f64> {
        let (count, key) = (self.count(), key(value) >> self.coarse);
        let from = self.used().iter().filter(|bucket| bucket.key >= key).map(|bucket| u64::from(bucket.count));
        (count > 0 && !value.is_nan()).then(|| from.sum::<u64>() as f64 / count as f64)
    }

    /// The value which that share does not exceed, in the middle of its bucket; nothing where nothing was counted.
    #[must_use]
    pub fn at(&self, share: f64) -> Option<f64> {
        let wanted = (share.clamp(0.0, 1.0) * self.count() as f64).ceil().max(1.0) as u64;
        let mut so_far = 0;
        let found = self.used().iter().find(|bucket| {
            so_far += u64::from(bucket.count);
            so_far >= wanted
        });
        found.map(|bucket| self.middle(bucket.key))
    }

    fn used(&self) -> &[Bucket] {
        &self.buckets[..usize::from(self.used)]
    }

    fn middle(&self, key: u16) -> f64 {
        let edge = |key: u64| f64::from_bits((key << self.coarse) << (52 - FINE));
        match (key, edge(key.into()), edge(u64::from(key) + 1)) {
            (0, ..) => 0.0,
            (_, from, to) if to.is_finite() => from / 2.0 + to / 2.0,
            (_, from, _) => from,
        }
    }

    /// Adds a bucket whose key is that of `coarse`.
    fn add(&mut self, bucket: Bucket, coarse: u8) {
        loop {
            let key = bucket.key >> (self.coarse - coarse);
            match self.used().binary_search_by_key(&key, |bucket| bucket.key) {
                Ok(at) => {
                    let count = &mut self.buckets[at].count;
                    *count = count.saturating_add(bucket.count);
                    return;
                }
                Err(at) if usize::from(self.used) < BUCKETS => return self.put(at, Bucket { key, ..bucket }),
                Err(_) => self.coarsen(),
            }
        }
    }

    fn put(&mut self, at: usize, bucket: Bucket) {
        self.buckets.copy_within(at..usize::from(self.used), at + 1);
        self.buckets[at] = bucket;
        self.used += 1;
    }

    /// Makes every two buckets one.
    fn coarsen(&mut self) {
        let before = std::mem::replace(self, Self { coarse: self.coarse + 1, ..Self::default() });
        for bucket in before.used() {
            self.add(*bucket, before.coarse);
        }
    }

    /// What is kept, as bytes: seldom more than three for each bucket.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new(KIND.0, KIND.1, 3 * self.used().len() + 2);
        writer.put([self.coarse, self.used]);
        let mut last = 0;
        for bucket in self.used() {
            writer.short(u64::from(bucket.key - last)).short(u64::from(bucket.count));
            last = bucket.key;
        }
        writer.done()
    }

    /// What [`Quantiles::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these bytes are nothing of the kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(KIND.0, KIND.1, bytes)?;
        let [coarse, used] = reader.take()?;
        if coarse > COARSEST || usize::from(used) > BUCKETS {
            return Err(Unreadable);
        }
        let mut read = Self { coarse, used, ..Self::default() };
        let mut next = 0;
        for (at, bucket) in read.buckets[..usize::from(used)].iter_mut().enumerate() {
            let step = reader.short()?;
            next = if at > 0 && step == 0 { u64::MAX } else { step.saturating_add(next) };
            let key = u16::try_from(next).ok().filter(|key| *key <= key_most() >> coarse).ok_or(Unreadable)?;
            let count = u32::try_from(reader.short()?).ok().filter(|count| *count > 0).ok_or(Unreadable)?;
            *bucket = Bucket { key, count };
        }
        reader.end().map(|()| read)
    }
}

/// From here on all values fit.
const COARSEST: u8 = 9;

/// The first bits of a number: of two amounts the larger has the larger key, or the same.
fn key(value: f64) -> u16 {
    (value.clamp(0.0, f64::MAX).to_bits() >> (52 - FINE)) as u16
}

/// The key of the largest number.
fn key_most() -> u16 {
    key(f64::MAX)
}
