//! How likely a difference is, judged by what was seen so far in places that look alike: by the old bytes around it, by the
//! last differences, and by how long ago they were.
//!
//! Each of a handful of views gives its own estimate, and a mixer learns which of them to trust. Only whole numbers are
//! used, so that maker and applier agree on every machine.

use super::logistic::{Logistic, ONE, squash};

/// How many views there are.
const VIEWS: usize = 8;

/// Each view has so many slots, as a power of two.
const SLOTS: u32 = 17;

/// Weights are fractions of this.
const WEIGHT: i32 = 1 << 16;

/// Sets of weights: one for each distance from the last difference up to here, then one for each step into a byte.
const DISTANCES: usize = 32;

/// How many observations a slot counts: behind that, old ones fade.
const STEADY: u32 = 20;

/// What codes bits: it writes those it has, or finds out those it has not.
pub(crate) trait Coder {
    /// The next bit, of which the model says that it is set with `likely` of [`ONE`].
    fn bit(&mut self, likely: u32) -> bool;
}

/// What was seen so far.
pub(crate) struct Model {
    /// Estimates of all views: 22 bits of probability, 10 of observations.
    slots: Vec<u32>,
    weights: Vec<[i32; VIEWS]>,
    logistic: Logistic,
    shares: [i64; STEADY as usize + 1],
    /// The last 32 differences, the next place first overwritten.
    recent: [u8; 32],
    next: usize,
    /// The last differences that are not zero, the latest lowest.
    changes: u64,
    /// How many zeros followed the last one.
    distance: usize,
}

impl Model {
    /// Takes 4 MiB.
    pub(crate) fn new() -> Self {
        Self {
            slots: vec![1 << 31; VIEWS << SLOTS],
            weights: vec![[WEIGHT / 4; VIEWS]; DISTANCES + 256],
            logistic: Logistic::new(),
            shares: shares(),
            recent: [0; 32],
            next: 0,
            changes: 0,
            distance: 0,
        }
    }

    /// The difference at a place of the old file: first whether it is zero, then bit by bit.
    pub(crate) fn difference(&mut self, old: &[u8], at: usize, coder: &mut impl Coder) -> u8 {
        let views = self.views(old, at);
        let mut difference = 0;
        if self.bit(&views, 0, self.distance.min(DISTANCES - 1), coder) {
            let mut step = 1;
            while step < 256 {
                step = step << 1 | usize::from(self.bit(&views, step, DISTANCES + step, coder));
            }
            difference = step as u8;
        }
        self.remember(difference);
        difference
    }

    fn remember(&mut self, difference: u8) {
        self.recent[self.next % 32] = difference;
        self.next += 1;
        if difference == 0 {
            self.distance += 1;
        } else {
            self.changes = self.changes << 8 | u64::from(difference);
            self.distance = 0;
        }
    }

    /// The difference so many bytes ago.
    fn ago(&self, bytes: usize) -> u64 {
        u64::from(self.recent[self.next.wrapping_sub(bytes) % 32])
    }

    /// What each view looks at, as numbers that differ where it differs.
    fn views(&self, old: &[u8], at: usize) -> [u64; VIEWS] {
        let byte = |at: usize| u64::from(old.get(at).copied().unwrap_or_default());
        let [before3, before2, before, here, after, after2, after3] =
            std::array::from_fn(|place| byte((at + place).wrapping_sub(3)));
        let [ago, ago2, ago3] = [self.ago(1), self.ago(2), self.ago(3)];
        let changed = u64::from(ago != 0) | u64::from(ago2 != 0) << 1 | u64::from(ago3 != 0) << 2;
        let (near, far) = (self.distance.min(15) as u64, self.distance.min(255) as u64);
        let last = self.changes & 0xff;
        [
            joined([before, before2, changed, 0, 0, 0]),
            joined([before, before2, before3, changed, here, 0]),
            joined([ago, ago2, ago3, here, far, 0]),
            joined([last, self.changes >> 8 & 0xff, near, before, 0, 0]),
            joined([here, after, after2, after3, changed, 0]),
            joined([ago, ago2, near, last, here, after]),
            joined([self.ago(8), self.ago(16), self.ago(24), ago, 0, 0]),
            joined([last, self.changes >> 8 & 0xff, before, here, near, before2]),
        ]
    }

    /// Codes one bit and learns from it.
    fn bit(&mut self, views: &[u64; VIEWS], step: usize, set: usize, coder: &mut impl Coder) -> bool {
        let places: [usize; VIEWS] = std::array::from_fn(|view| place(views[view], view, step));
        let opinions = places.map(|place| self.logistic.stretch(self.slots[place] >> 16));
        let weights = &mut self.weights[set];
        let sum: i64 =
            opinions.iter().zip(&*weights).map(|(opinion, weight)| i64::from(*opinion) * i64::from(*weight)).sum();
        let likely = squash((sum >> 16) as i32);
        let bit = coder.bit(likely);
        let error = (if bit { ONE as i32 } else { 0 }) - likely as i32;
        for (weight, opinion) in weights.iter_mut().zip(opinions) {
            *weight = (*weight + ((opinion * error) >> 14)).clamp(-8 * WEIGHT, 8 * WEIGHT);
        }
        places.iter().for_each(|place| learn(&mut self.slots[*place], bit, &self.shares));
        bit
    }
}

/// A slot moves towards what was seen, the less the more it has seen.
fn learn(slot: &mut u32, bit: bool, shares: &[i64; STEADY as usize + 1]) {
    let (estimate, seen) = (i64::from(*slot >> 10), *slot & 0x3ff);
    let goal = if bit { (1 << 22) - 1 } else { 0 };
    let moved = estimate + (((goal - estimate) * shares[seen as usize]) >> 16);
    *slot = (moved as u32) << 10 | (seen + 1).min(STEADY);
}

/// What share of a surprise a slot takes over that has seen so much, in 65536ths.
fn shares() -> [i64; STEADY as usize + 1] {
    std::array::from_fn(|seen| (2 << 16) / (2 * seen as i64 + 3))
}

/// Bytes as one number.
fn joined(bytes: [u64; 6]) -> u64 {
    bytes.iter().fold(0, |joined, byte| joined << 8 | byte)
}

/// The slot of a view's number at a step into a byte.
fn place(view: u64, number: usize, step: usize) -> usize {
    let mixed = (view << 9 | step as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    number << SLOTS | ((mixed ^ mixed << 23) >> (64 - SLOTS)) as usize
}
