//! Samples of the old file by their hash, to find the stretches that begin with given bytes. With a sample at every byte
//! the matches are as good as those of sorted suffixes; in large files fewer samples do.

use super::MakeError;
use super::pieces::{Found, LONGEST, alike};

/// The length of a sample.
const SAMPLE: usize = 8;

/// The longest file with a sample at every byte.
const SMALL: usize = 64 << 20;

/// How far samples of larger files lie apart.
const APART: usize = 4;

/// How many samples of one hash are looked at, the latest first.
const PATIENCE: usize = 128;

/// A match of so many bytes ends the search.
const ENOUGH: usize = 1024;

/// No sample.
const NONE: u32 = u32::MAX;

/// The samples of a file.
pub(super) struct Seeds<'a> {
    old: &'a [u8],
    /// How far samples lie apart.
    apart: usize,
    /// The latest sample of each hash: a power of two of them, about a quarter of the samples.
    latest: Vec<u32>,
    /// The sample of the same hash before this one.
    before: Vec<u32>,
}

impl<'a> Seeds<'a> {
    pub(super) fn sow(old: &'a [u8]) -> Result<Self, MakeError> {
        let apart = if old.len() <= SMALL { 1 } else { APART };
        let samples = old.windows(SAMPLE).step_by(apart);
        if samples.len() >= NONE as usize {
            return Err(MakeError::TooLong(old.len()));
        }
        let latest = vec![NONE; (samples.len() / 4).next_power_of_two()];
        let mut seeds = Self { old, apart, latest, before: Vec::with_capacity(samples.len()) };
        for (number, sample) in samples.enumerate() {
            let place = seeds.place(sample);
            seeds.before.push(seeds.latest[place]);
            seeds.latest[place] = number as u32;
        }
        Ok(seeds)
    }

    /// The longest stretch of the old file that begins as `wanted` does, of [`LONGEST`] at most; of several, the nearest
    /// to `near`. Nothing where no sample was found.
    pub(super) fn longest(&self, wanted: &[u8], near: usize) -> Found {
        let wanted = &wanted[..wanted.len().min(LONGEST)];
        let Some(sample) = wanted.get(..SAMPLE) else { return Found::default() };
        let mut best = Found::default();
        for at in self.samples(sample) {
            let found = Found { at, length: alike(&self.old[at..], wanted) };
            let is_nearer = found.length == best.length && at.abs_diff(near) < best.at.abs_diff(near);
            if found.length >= SAMPLE && (found.length > best.length || is_nearer) {
                best = found;
            }
            if best.length >= ENOUGH {
                break;
            }
        }
        best
    }

    /// Where samples lie that have the same hash.
    fn samples(&self, sample: &[u8]) -> impl Iterator<Item = usize> {
        let before = |number: &u32| self.before.get(*number as usize).copied();
        let numbers = std::iter::successors(Some(self.latest[self.place(sample)]), before);
        let numbers = numbers.take_while(|number| *number != NONE).take(PATIENCE);
        numbers.map(|number| number as usize * self.apart)
    }

    fn place(&self, sample: &[u8]) -> usize {
        let word = sample.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        let mixed = word.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as usize & (self.latest.len() - 1)
    }
}
