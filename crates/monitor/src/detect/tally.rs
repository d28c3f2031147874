//! How often which number was seen, in steps of a quarter of each power of two: how rare is a larger one.

use minicbor::{Decode, Encode};

/// Steps: four for each power of two up to 2^48.
const STEPS: usize = 192;

/// What was counted since the tally before: whole numbers, so that the order in which tallies are put together is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub(super) struct Counts(#[n(0)] std::collections::BTreeMap<u8, u64>);

impl Counts {
    /// Counts a number.
    pub(super) fn add(&mut self, value: u64) {
        *self.0.entry(step(value) as u8).or_default() += 1;
    }

    /// Takes in others.
    pub(super) fn merge(&mut self, other: &Self) {
        for (step, count) in &other.0 {
            *self.0.entry(*step).or_default() += count;
        }
    }
}

/// Steps over which the chance of what was never seen halves: it falls with the square of the number.
const FALL: f64 = 2.0;

/// How often which number was seen.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub(super) struct Tally {
    #[n(0)]
    steps: Vec<f32>,
    #[n(1)]
    all: f64,
}

impl Tally {
    /// Takes in what was counted.
    pub(super) fn take(&mut self, counts: &Counts) {
        for (&step, &count) in &counts.0 {
            let step = usize::from(step);
            self.steps.resize(self.steps.len().max(step + 1), 0.0);
            self.steps[step] += count as f32;
            self.all += count as f64;
        }
    }

    /// Forgets a part of everything.
    pub(super) fn fade(&mut self, keep: f32) {
        self.steps.iter_mut().for_each(|count| *count *= keep);
        self.all *= f64::from(keep);
    }

    /// How many numbers it knows.
    #[must_use]
    pub(super) fn count(&self) -> f64 {
        self.all
    }

    /// The chance of this number or a larger one. Beyond all that was seen it falls with the square of the number, which is
    /// slow: what units do has long tails.
    #[must_use]
    pub(super) fn chance(&self, value: u64) -> f64 {
        let at = step(value);
        let above: f64 = self.steps.iter().skip(at).map(|&count| f64::from(count)).sum();
        let beyond = at.saturating_sub(self.largest()) as f64 / FALL;
        (above + 0.5_f64.powf(beyond)) / (self.all + 1.0)
    }

    fn largest(&self) -> usize {
        self.steps.iter().rposition(|&count| count >= 0.5).unwrap_or(0)
    }

    /// The number that this part of all is not above.
    #[must_use]
    pub(super) fn usual(&self, part: f64) -> u64 {
        let mut below = 0.0;
        let reached = self.steps.iter().position(|&count| {
            below += f64::from(count);
            below >= part * self.all
        });
        reached.map_or(0, value)
    }
}

/// The step of a number.
fn step(value: u64) -> usize {
    if value < 4 {
        return value as usize;
    }
    let power = value.ilog2() as usize;
    let quarter = (value >> (power - 2)) as usize & 3;
    (4 * (power - 1) + quarter).min(STEPS - 1)
}

/// The largest number of a step.
fn value(step: usize) -> u64 {
    if step < 4 {
        return step as u64;
    }
    let (power, quarter) = (step / 4 + 1, step as u64 % 4);
    ((5 + quarter) << (power - 2)) - 1
}

#[cfg(test)]
mod tests {
    use super::{STEPS, step, value};

    #[test]
    fn steps_follow_one_another_without_a_gap() {
        for at in 0..STEPS - 1 {
            assert_eq!((step(value(at)), step(value(at) + 1)), (at, at + 1));
        }
        assert_eq!(step(u64::MAX), STEPS - 1);
    }
}
