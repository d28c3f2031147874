//! Windows that fade, without touching what fades: what is new weighs more.

use super::cells::{Sums, Weights};
use super::settings::Settings;
use super::surprise::{Seen, surprise};
use crate::measure::number::power;

/// The weight of a new event from which all cells are scaled down: far from where an `f32` ends.
const MOST_WEIGHT: f64 = 1e12;

/// What the time is, what a new event weighs, and what sums of weights mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    /// By how much a weight grows with each tick, in the short window, the long one, and the memory.
    growth: [f64; 3],
    /// How many ticks of full weight each window holds, once it is full.
    window: [f64; 3],
    prior: f32,
    tolerance: f32,
    /// The first tick; nothing before the first event.
    first: Option<u32>,
    /// When an event weighed one.
    base: u32,
    now: u32,
    /// What an event weighs now.
    weight: [f64; 3],
    /// How many events of now a unit of a sum is.
    scale: [f32; 3],
    /// How many events of a window there are at the rate of one event within the memory.
    per_usual: [f32; 2],
}

impl Clock {
    pub(super) fn new(settings: &Settings) -> Self {
        let ticks = [settings.short, settings.long, settings.memory].map(f64::from);
        let mut clock = Self {
            growth: ticks.map(|ticks| 1.0 + ticks.recip()),
            window: ticks.map(|ticks| ticks + 1.0),
            prior: settings.prior,
            tolerance: settings.tolerance,
            first: None,
            base: 0,
            now: 0,
            weight: [1.0; 3],
            scale: [1.0; 3],
            per_usual: [1.0; 2],
        };
        clock.set_scales();
        clock
    }

    pub(super) fn now(&self) -> u32 {
        self.now
    }

    pub(super) fn first(&self) -> Option<u32> {
        self.first
    }

    /// One that began then, and for which events weigh one now.
    pub(super) fn resumed(settings: &Settings, first: Option<u32>, now: u32) -> Self {
        let mut clock = Self { first, base: now, now, ..Self::new(settings) };
        clock.set_scales();
        clock
    }

    /// Goes on to a tick; one that is past is left. Gives by how much all sums must be scaled before anything is added.
    #[inline]
    pub(super) fn advance(&mut self, tick: u32) -> Option<[f64; 3]> {
        if tick <= self.now && self.first.is_some() { None } else { self.go_on(tick) }
    }

    #[cold]
    fn go_on(&mut self, tick: u32) -> Option<[f64; 3]> {
        if self.first.is_none() {
            (self.first, self.base) = (Some(tick), tick);
        }
        self.now = tick;
        let weight = self.growth.map(|growth| power(growth, tick - self.base));
        if weight[0].max(weight[1]) > MOST_WEIGHT {
            return Some(self.begin_anew(tick));
        }
        self.weight = weight;
        self.set_scales();
        None
    }

    /// From this tick on events weigh one again. Gives by how much all sums must be scaled.
    pub(super) fn begin_anew(&mut self, tick: u32) -> [f64; 3] {
        let by = self.growth.map(|growth| power(growth.recip(), tick - self.base));
        (self.base, self.now, self.weight) = (tick, tick, [1.0; 3]);
        self.set_scales();
        by
    }

    /// Takes over when another began, both being at the same tick.
    pub(super) fn join(&mut self, other: &Self) {
        let both = [self.first, other.first];
        self.first = both.into_iter().flatten().min();
        self.set_scales();
    }

    fn set_scales(&mut self) {
        self.scale = self.weight.map(|weight| weight.recip() as f32);
        // A memory that is not full yet holds fewer ticks.
        let ticks = self.first.map_or(1, |first| (self.now - first).saturating_add(1));
        let faded = power(self.growth[2].recip(), ticks);
        let memory = (self.window[2] * (1.0 - faded)).max(1.0);
        self.per_usual = [0, 1].map(|which| (self.window[which] / memory) as f32);
    }

    /// What an event of that tick weighs.
    #[inline]
    pub(super) fn weights(&self, tick: u32) -> Weights {
        let [short, long, usual] = if tick >= self.now { self.weight } else { self.late(tick) };
        Weights { short: short as f32, long: long as f32, usual }
    }

    #[cold]
    fn late(&self, tick: u32) -> [f64; 3] {
        [0, 1, 2].map(|which| self.weight[which] * power(self.growth[which].recip(), self.now - tick))
    }

    /// The score of an event by what is in its three cells, and which shares of it each is to count and to learn.
    #[inline]
    pub(super) fn judge(&self, sums: &[Sums; 3], added: Weights, gate: f32) -> (f32, [Shares; 3]) {
        let short = sums.map(|sums| self.counted(0, sums));
        let score = |(count, usual): (f32, f32)| surprise(count, usual * self.tolerance);
        let short_scores = short.map(score);
        let most_short = short_scores[0].max(short_scores[1]).max(short_scores[2]);
        let in_long = if most_short < gate { [1.0; 3] } else { self.tolerated(&short_scores, &short, gate) };
        let long = [0, 1, 2].map(|cell| {
            let (before, usual) = self.counted(1, sums[cell]);
            (before + in_long[cell] * added.long * self.scale[1], usual)
        });
        let scores = [0, 1, 2].map(|cell| short_scores[cell].max(score(long[cell])));
        let most = scores[0].max(scores[1]).max(scores[2]);
        let usual = if most < gate { [1.0; 3] } else { shares(&scores, [&short, &long], gate) };
        (most, [0, 1, 2].map(|cell| Shares { long: in_long[cell], usual: usual[cell] }))
    }

    /// What the long window counts of an event: all of it, or of a cell whose short window tells of a burst as much as
    /// makes its rate one that is tolerated. So a flood is over when it is over, and the long window tells of the rest.
    #[cold]
    fn tolerated(&self, scores: &[f32; 3], short: &[(f32, f32); 3], gate: f32) -> [f32; 3] {
        let share = |(count, usual): (f32, f32)| (usual * self.tolerance / count).min(1.0);
        [0, 1, 2].map(|cell| if scores[cell] < gate { 1.0 } else { share(short[cell]) })
    }

    /// How many there were in a window, and how many there usually are in it.
    #[inline]
    fn counted(&self, window: usize, sums: Sums) -> (f32, f32) {
        let counted = [sums.short, sums.long][window] * self.scale[window];
        let usual = sums.usual as f32 * self.scale[2] + self.prior;
        (counted, usual * self.per_usual[window])
    }

    /// What is seen of a cell.
    pub(super) fn seen(&self, sums: Sums) -> Seen {
        let [short, long] = [0, 1].map(|window| {
            let (seen, usual) = self.counted(window, sums);
            Seen { seen, usual, surprise: surprise(seen, usual * self.tolerance) }
        });
        if long.surprise > short.surprise { long } else { short }
    }

    /// The sum by which what is counted would be usual.
    pub(super) fn usual_for(&self, sums: Sums) -> f64 {
        let [short, long] = [0, 1].map(|window| self.counted(window, sums).0 / self.per_usual[window]);
        f64::from((short.max(long) - self.prior).max(0.0)) * self.weight[2]
    }
}

/// Which shares of an event are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    /// In the long window.
    pub(super) long: f32,
    /// As usual.
    pub(super) usual: f32,
}

/// What is learnt of an event: all of it, or of a cell that is surprised as much as makes its rate the usual one.
#[cold]
fn shares(scores: &[f32; 3], windows: [&[(f32, f32); 3]; 2], gate: f32) -> [f32; 3] {
    [0, 1, 2].map(|cell| {
        if scores[cell] < gate {
            return 1.0;
        }
        let each = windows.map(|window| window[cell].1 / window[cell].0);
        each[0].min(each[1]).min(1.0)
    })
}
