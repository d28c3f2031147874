//! Which scores units reached, hour by hour: for the threshold of a budget, and for what another threshold would have done.

use std::collections::{BTreeMap, VecDeque};

use minicbor::{Decode, Encode};

use super::super::reason::{Detector, Surprise};

/// How many days are kept.
const DAYS: usize = 62;

/// How many hours with a high score a tail is drawn from, at least.
const ENOUGH: f64 = 30.0;

/// Which scores were reached: the highest of each unit in each hour, in tenths.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
pub struct Scores {
    #[n(0)]
    days: VecDeque<(u64, Day)>,
    /// Of units without an alert; old ones fade.
    #[n(1)]
    learned: BTreeMap<u8, f64>,
}

/// Hours of units, by what found the most in them, and how much it was in tenths.
type Day = BTreeMap<(Detector, u8), u64>;

/// What a threshold would have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WouldHave {
    /// By which detector.
    pub detector: Detector,
    /// In how many hours of a unit there would have been an alarm.
    pub hours: u64,
}

impl Scores {
    pub(super) fn take(&mut self, scores: &BTreeMap<(u64, Detector, u8), u64>, learned: &BTreeMap<u8, u64>) {
        for (&(day, detector, tenth), &count) in scores {
            if let Some((_, kept)) = self.days.iter_mut().rfind(|(kept, _)| *kept == day) {
                *kept.entry((detector, tenth)).or_default() += count;
            }
        }
        for (&tenth, &count) in learned {
            *self.learned.entry(tenth).or_default() += count as f64;
        }
    }

    pub(super) fn turn_to(&mut self, day: u64) {
        self.days.push_back((day, BTreeMap::new()));
        if self.days.len() > DAYS {
            self.days.pop_front();
        }
        self.learned.values_mut().for_each(|count| *count *= 0.977_16);
    }

    /// What the cohort of the next release begins with: thresholds go on, but what was reached so far stands with this one, and
    /// is not counted twice.
    pub(super) fn successor(&self) -> Self {
        let today = self.days.back().map(|(day, _)| (*day, BTreeMap::new()));
        Self { days: today.into_iter().collect(), learned: self.learned.clone() }
    }

    /// The first day that is remembered.
    #[must_use]
    pub fn since(&self) -> Option<u64> {
        self.days.front().map(|(day, _)| *day)
    }

    /// What a threshold would have done from one day to another, both included.
    #[must_use]
    pub fn would_have(&self, threshold: Surprise, days: std::ops::RangeInclusive<u64>) -> Vec<WouldHave> {
        let least = threshold.hundredths().div_ceil(10);
        let mut hours = BTreeMap::<Detector, u64>::new();
        let kept = self.days.iter().filter(|(day, _)| days.contains(day)).flat_map(|(_, kept)| kept);
        for (&(detector, _), &count) in kept.filter(|((_, tenth), _)| u16::from(*tenth) >= least) {
            *hours.entry(detector).or_default() += count;
        }
        hours.into_iter().map(|(detector, hours)| WouldHave { detector, hours }).collect()
    }

    /// The score that a unit reaches in an hour with this chance: as the scores themselves say, drawn on where they end,
    /// and never below what the chance says.
    pub(super) fn threshold(&self, chance: f64, hours: f64) -> Surprise {
        let said = Surprise::of_chance(chance.min(0.01));
        self.drawn(chance, hours).map_or(said, |drawn| said.max(drawn))
    }

    /// An exponential tail over the highest scores of units without an alert. What was an alarm is missing from them, which a
    /// tail with a free shape would take for its end: then alarms come many times as often as asked for.
    fn drawn(&self, chance: f64, hours: f64) -> Option<Surprise> {
        let mut above = 0.0;
        let mut excess = 0.0;
        let mut last = None;
        for (&tenth, &count) in self.learned.iter().rev() {
            excess += above * last.map_or(0.0, |last: u8| f64::from(last - tenth) / 10.0);
            above += count;
            last = Some(tenth);
            if above >= ENOUGH.max(hours / 2000.0) {
                break;
            }
        }
        let from = f64::from(last?) / 10.0;
        let mean = (excess / above).max(0.05);
        (above >= ENOUGH).then(|| Surprise::of((from + mean * (above / hours.max(1.0) / chance).ln()) as f32))
    }
}
