//! How regularly something comes, in sixteen bytes.
//!
//! The quartiles of the gaps between one time and the next are exact (to 0.5 %) for the first six gaps. From then on each
//! follows the gaps, in logarithms, by steps that shrink to a 32nd of how far the quartiles lie apart: one odd gap moves
//! little; of another rhythm the median is followed within a hundred gaps, the quartiles within some hundreds.
//!
//! That something is regular says little: clocks and resolvers are. What is regular, was never declared, and is spoken
//! to by few others says more.

use super::heavy::Beside;
use super::number::{exp, quick_ln};

/// Bits of a time in milliseconds: after 34 years it begins anew.
const TIME: u32 = 40;

/// Bits of the number of gaps.
const COUNT: u32 = 12;

/// Gaps that are kept as they are, in so many bits each: five for whole powers of two, the rest behind the point.
const EXACT: usize = 6;
const SHORT: u32 = 12;

/// Bits of a quartile: five for whole powers of two, the rest behind the point.
const LONG: u32 = 24;

/// The least by which quartiles are taken to lie apart: 1 %.
const LEAST_SPREAD: u32 = 1 << (LONG - 5 - 6);

/// Over how many gaps a quartile is led by the last ones.
const FOLLOWS: u32 = 32;

/// How regularly something came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// Gaps between one time and the next; 4,095 stands for as many or more.
    pub gaps: u32,
    /// The median of the gaps, in milliseconds.
    pub period: f64,
    /// How far the quartiles lie apart, as a share of the median: 0 is a clock, about 1.6 is chance.
    pub jitter: f64,
}

/// The times at which something came, as far as they say how regularly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beat(u128);

impl Beat {
    /// It came, at a time in milliseconds. One that is earlier than the last is passed over.
    pub fn insert(&mut self, time: u64) {
        let time = time & ((1 << TIME) - 1);
        if !self.has_begun() {
            *self = Self(u128::from(time) | 1 << 127);
            return;
        }
        let gap = time.wrapping_sub(self.last()) & ((1 << TIME) - 1);
        if gap >> (TIME - 1) == 0 {
            self.add(logarithm(gap));
            self.set(0, TIME, time);
        }
    }

    /// How regularly it came; nothing before the third gap.
    #[must_use]
    pub fn rhythm(&self) -> Option<Rhythm> {
        let gaps = self.gaps();
        let [first, second, third] = (gaps >= 3).then(|| self.quartiles())?.map(milliseconds);
        Some(Rhythm { gaps, period: second, jitter: (third - first) / second })
    }

    /// When it came last, in milliseconds, but for whole 34 years; nothing where it never came.
    #[must_use]
    pub fn last_time(&self) -> Option<u64> {
        self.has_begun().then(|| self.last())
    }

    fn add(&mut self, gap: u32) {
        let gaps = self.gaps();
        match gaps as usize {
            at if at < EXACT => self.set(exact(at), SHORT, u64::from(gap >> (LONG - SHORT))),
            _ => self.follow(gap),
        }
        self.set(TIME, COUNT, u64::from(gaps + 1).min((1 << COUNT) - 1));
    }

    /// Leads each quartile on.
    fn follow(&mut self, gap: u32) {
        let before = self.quartiles();
        let spread = (before[2] - before[0]).max(LEAST_SPREAD);
        let step = 2 * spread / (self.gaps() + 1).min(FOLLOWS);
        let mut after =
            [0, 1, 2].map(|at| led(before[at], gap, step / 4 * (at as u32 + 1), step / 4 * (3 - at as u32)));
        after.sort_unstable();
        for (at, quartile) in after.into_iter().enumerate() {
            self.set(TIME + COUNT + at as u32 * LONG, LONG, quartile.into());
        }
    }

    fn quartiles(&self) -> [u32; 3] {
        let gaps = self.gaps() as usize;
        if gaps > EXACT {
            let mut kept = [0, 1, 2].map(|at| self.get(TIME + COUNT + at * LONG, LONG) as u32);
            // In any other order only where it was unpacked from something else.
            kept.sort_unstable();
            return kept;
        }
        let mut each = [u32::MAX; EXACT];
        for (at, gap) in each.iter_mut().enumerate().take(gaps) {
            *gap = (self.get(exact(at), SHORT) as u32) << (LONG - SHORT);
        }
        each.sort_unstable();
        [1, 2, 3].map(|quarter| between(&each[..gaps], quarter))
    }

    fn has_begun(self) -> bool {
        self.0 >> 127 == 1
    }

    fn last(&self) -> u64 {
        self.get(0, TIME)
    }

    fn gaps(&self) -> u32 {
        self.get(TIME, COUNT) as u32
    }

    fn get(&self, from: u32, bits: u32) -> u64 {
        (self.0 >> from) as u64 & ((1 << bits) - 1)
    }

    fn set(&mut self, from: u32, bits: u32, value: u64) {
        let mask = ((1_u128 << bits) - 1) << from;
        self.0 = self.0 & !mask | u128::from(value) << from & mask;
    }
}

impl Beside for Beat {
    fn pack(self) -> u128 {
        self.0
    }

    fn unpack(packed: u128) -> Self {
        Self(packed)
    }
}

/// Where a gap is kept as it is.
fn exact(at: usize) -> u32 {
    TIME + COUNT + at as u32 * SHORT
}

/// The value at so many quarters of sorted ones, of which there is one at least.
fn between(sorted: &[u32], quarter: usize) -> u32 {
    let quarters = (sorted.len().max(1) - 1) * quarter;
    let (below, rest) = (quarters / 4, quarters as u32 % 4);
    let low = sorted.get(below).copied().unwrap_or_default();
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    low + (high - low) / 4 * rest
}

/// A quartile after a gap: some way towards it, and never beyond.
fn led(quartile: u32, gap: u32, up: u32, down: u32) -> u32 {
    if gap > quartile { gap.min(quartile + up) } else { gap.max(quartile.saturating_sub(down)) }
}

/// The logarithm of milliseconds, by two, as a whole number of 2⁻¹⁹.
fn logarithm(gap: u64) -> u32 {
    let gap = gap.clamp(1, u64::from(u32::MAX)) as f32;
    let logarithm = quick_ln(gap) * std::f32::consts::LOG2_E * (1 << (LONG - 5)) as f32;
    (logarithm.max(0.0) as u32).min((1 << LONG) - 1)
}

fn milliseconds(logarithm: u32) -> f64 {
    exp(f64::from(logarithm) / f64::from(1 << (LONG - 5)) * std::f64::consts::LN_2)
}
