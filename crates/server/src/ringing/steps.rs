//! When an alarm rings, and how far up: a pure function of its times and of who answered.
//!
//! An alarm has rounds: each begins at a threshold, the next one nearer to the due time. Within a round it climbs, from the
//! first on duty to the deputy to everybody. Whoever answers has quiet until the next round begins. A step is rung once,
//! whatever the clock does: where it jumps ahead, the step that it lands in is rung and not those that it left out, and where
//! it is set back, these come when their time does.

use std::collections::BTreeSet;

use steadfast_store::Time;

const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;

/// Whom a step reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// The first on duty.
    First,
    /// The first, and the first deputy.
    Deputy,
    /// Everybody on duty, and everybody who may assess.
    All,
}

/// How a round climbs: one step after the other, [`Alarm::again`] apart. Behind the last it is rung every hour.
const CLIMB: [Whom; 4] = [Whom::First, Whom::First, Whom::Deputy, Whom::All];
/// The rounds that begin so long before the due time, in hours. Another begins at half of the time that there was.
const NEARER: [(Round, i64); 3] = [(Round::FourHours, 4), (Round::OneHour, 1), (Round::Due, 0)];
/// Rounds past the due time, one each hour, that are looked back at: after that many everybody is rung anyway.
const LOOKED_BACK: i64 = 48;

/// A round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Round {
    /// The alarm begins.
    Begun,
    /// Half of the time is over.
    Half,
    /// Four hours are left.
    FourHours,
    /// One hour is left.
    OneHour,
    /// It is due.
    Due,
    /// It is past due by so many hours.
    Past(i64),
}

impl Round {
    /// The number that it is kept under.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Begun => 0,
            Self::Half => 1,
            Self::FourHours => 2,
            Self::OneHour => 3,
            Self::Due => 4,
            Self::Past(hours) => 4 + hours,
        }
    }

    /// The round of a number.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        match number {
            ..=0 => Self::Begun,
            1 => Self::Half,
            2 => Self::FourHours,
            3 => Self::OneHour,
            4 => Self::Due,
            _ => Self::Past(number - 4),
        }
    }
}

/// One step of a round: it is rung once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The round.
    pub round: Round,
    /// Which step of it, from 0.
    pub turn: i64,
}

/// A step that is to be rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Which.
    pub step: Step,
    /// Whom it reaches.
    pub whom: Whom,
}

/// What ringing depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Since when there is something to do.
    pub begun: Time,
    /// By when it is due.
    pub due: Time,
    /// Whether it rings as it begins, or is only heard of as its due time comes nearer.
    pub at_once: bool,
    /// Minutes between two steps of a round.
    pub again: u16,
    /// Whether it is over.
    pub is_over: bool,
    /// The rounds that somebody answered.
    pub answered: BTreeSet<Round>,
    /// What was rung.
    pub rung: BTreeSet<Step>,
}

impl Alarm {
    /// What is to be rung now.
    #[must_use]
    pub fn ring(&self, now: Time) -> Option<Ring> {
        let step = self.step(now)?;
        let is_quiet = self.answered.contains(&step.round) || self.rung.contains(&step);
        (!is_quiet).then(|| Ring { step, whom: self.whom(now) })
    }

    /// Whether it rings: it is in a round that nobody answered.
    #[must_use]
    pub fn rings(&self, now: Time) -> bool {
        self.round(now).is_some_and(|round| !self.answered.contains(&round))
    }

    /// The round that it is in.
    #[must_use]
    pub fn round(&self, now: Time) -> Option<Round> {
        Some(self.step(now)?.round)
    }

    /// When the next round begins.
    #[must_use]
    pub fn next_round(&self, now: Time) -> Option<Time> {
        let past = self.due.0 + HOUR * (1 + (now.0 - self.due.0).div_euclid(HOUR)).max(1);
        let all = self.thresholds().map(|(time, _)| time).chain([Time(past)]);
        all.filter(|time| !self.is_over && *time > now).min()
    }

    fn step(&self, now: Time) -> Option<Step> {
        let (begun, round) = *self.rounds(now).last()?;
        Some(Step { round, turn: self.turn(now.0.max(begun.0) - begun.0) })
    }

    /// Whom to ring: the longer nobody answers, the more, whatever rounds began meanwhile.
    #[must_use]
    pub fn whom(&self, now: Time) -> Whom {
        let rounds = self.rounds(now);
        let unanswered = rounds.iter().rev().take_while(|(_, round)| !self.answered.contains(round));
        let since = unanswered.last().map_or(now, |(begun, _)| *begun);
        let steps = (now.0 - since.0).max(0) / self.apart();
        CLIMB[usize::try_from(steps).unwrap_or(CLIMB.len()).min(CLIMB.len() - 1)]
    }

    /// Which step of a round that began so long ago.
    fn turn(&self, elapsed: i64) -> i64 {
        let last = i64::try_from(CLIMB.len()).unwrap_or(1) - 1;
        let climbed = last * self.apart();
        if elapsed < climbed { elapsed / self.apart() } else { last + (elapsed - climbed) / HOUR }
    }

    fn apart(&self) -> i64 {
        i64::from(self.again.max(1)) * MINUTE
    }

    /// The rounds that began until now, in their order. One that seems to begin later than now has begun: a clock was set back.
    fn rounds(&self, now: Time) -> Vec<(Time, Round)> {
        if self.is_over {
            return Vec::new();
        }
        let now = now.max(if self.at_once { self.begun } else { now });
        let hours = (now.0 - self.due.0).div_euclid(HOUR);
        let past = (hours - LOOKED_BACK).max(1)..=hours;
        let past = past.map(|hours| (Time(self.due.0 + hours * HOUR), Round::Past(hours)));
        let mut all: Vec<_> = self.thresholds().chain(past.filter(|(time, _)| *time > self.begun)).collect();
        all.retain(|(time, _)| *time <= now);
        all.sort_unstable();
        all
    }

    /// Where rounds begin, up to the due time.
    fn thresholds(&self) -> impl Iterator<Item = (Time, Round)> {
        let half = (Time(self.begun.0 + (self.due.0 - self.begun.0) / 2), Round::Half);
        let nearer = NEARER.into_iter().map(|(round, hours)| (Time(self.due.0 - hours * HOUR), round));
        let begun = self.begun;
        let first = self.at_once.then_some((begun, Round::Begun));
        first.into_iter().chain([half].into_iter().chain(nearer).filter(move |(time, _)| *time > begun))
    }
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
