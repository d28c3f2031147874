//! Waves: how many units each one reaches, and when the next one opens.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Units are told apart into so many parts; a share is a number of them.
const WHOLE: i64 = 10_000;

/// The plan of a rollout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// For units of these hardware revisions; none: for all.
    #[serde(default)]
    pub hardware: Vec<String>,
    /// For units of these Member States (ISO 3166 alpha-2); none: for all.
    #[serde(default)]
    pub markets: Vec<String>,
    /// Each reaches more than the one before; the last one reaches all.
    pub waves: Vec<Wave>,
    /// For how many days an owner may put a security update off, counted from when it was first offered.
    #[serde(default = "week")]
    pub longest_postponement_days: u16,
}

/// One wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// The share of units that it and those before it reach, in percent: 1 to 100.
    pub share: u8,
    /// The next one opens when so many percent of it run the update.
    pub success: u8,
    /// The rollout halts when so many percent of those that came to an end failed.
    pub failure: u8,
    /// The next one opens no sooner than so many hours after it.
    #[serde(default)]
    pub hours: u16,
}

const fn week() -> u16 {
    7
}

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// Too few or too many waves.
    #[error("a rollout has 1 to 20 waves; this has {0}")]
    Waves(usize),
    /// A share that does not grow, or is none.
    #[error("wave {0}: its share is 1 to 100 percent, and more than that of the wave before")]
    Share(usize),
    /// The last wave does not reach all.
    #[error("the last wave reaches all: its share is 100")]
    Last,
    /// A threshold that is no percentage.
    #[error("wave {0}: success and failure are 1 to 100 percent")]
    Threshold(usize),
    /// Too long.
    #[error("an owner may put an update off for 0 to 90 days; this says {0}")]
    Postponement(u16),
}

impl Plan {
    /// Whether it makes sense.
    ///
    /// # Errors
    /// When it does not.
    pub fn check(&self) -> Result<(), PlanFault> {
        if !(1..=20).contains(&self.waves.len()) {
            return Err(PlanFault::Waves(self.waves.len()));
        }
        let mut before = 0;
        for (number, wave) in (1..).zip(&self.waves) {
            if wave.share <= before || wave.share > 100 {
                return Err(PlanFault::Share(number));
            }
            if !(1..=100).contains(&wave.success) || !(1..=100).contains(&wave.failure) {
                return Err(PlanFault::Threshold(number));
            }
            before = wave.share;
        }
        if before != 100 {
            return Err(PlanFault::Last);
        }
        if self.longest_postponement_days > 90 {
            return Err(PlanFault::Postponement(self.longest_postponement_days));
        }
        Ok(())
    }

    /// The wave, from 0, in which a unit is, by its number and the rollout's salt.
    #[must_use]
    pub fn wave_of(&self, unit: i64, salt: i64) -> usize {
        let place = share_of(unit, salt);
        let reached = |wave: &Wave| place < i64::from(wave.share) * (WHOLE / 100);
        self.waves.iter().position(reached).unwrap_or(self.waves.len().saturating_sub(1))
    }

    /// Whether everybody of the product is meant.
    #[must_use]
    pub fn is_for_all(&self) -> bool {
        self.hardware.is_empty() && self.markets.is_empty()
    }

    /// Whether it is meant for such a unit.
    #[must_use]
    pub fn is_for(&self, hardware: &str, market: Option<&str>) -> bool {
        let hardware = self.hardware.is_empty() || self.hardware.iter().any(|one| one == hardware);
        let market =
            self.markets.is_empty() || market.is_some_and(|market| self.markets.iter().any(|one| one == market));
        hardware && market
    }
}

/// Where a unit stands among all of them, 0 to 9999: spread evenly by its number, and in each rollout anew, so that not
/// always the same ones come first. The database counts waves by the same rule.
#[must_use]
pub fn share_of(unit: i64, salt: i64) -> i64 {
    unit.wrapping_mul(7919).wrapping_add(salt).rem_euclid(WHOLE)
}

/// How a wave stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Units that it was to reach when it opened.
    pub size: i64,
    /// Those that run the update, and proved it.
    pub proven: i64,
    /// Those where it failed, or that went back to what they ran.
    pub failed: i64,
    /// Those whose owners refuse it, or install nothing by themselves.
    pub declined: i64,
}

/// What follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on.
    Wait,
    /// The next wave may open.
    Enough,
    /// Too many failed.
    Halt,
}

/// Few failures among few units say little: from so many on that came to an end, or from all of a smaller wave.
const FEW: i64 = 5;

/// Hours that a wave stays open which reaches nobody who would prove anything.
const UNSEEN: i64 = 1;

/// Judges a wave. Owners who decline are no failure, and nobody waits for them.
#[must_use]
pub fn judge(wave: &Wave, tally: &Tally, hours: i64) -> Verdict {
    let ended = tally.proven + tally.failed;
    let telling = ended >= FEW.min((tally.size - tally.declined).max(1));
    if telling && tally.failed * 100 >= i64::from(wave.failure) * ended && tally.failed > 0 {
        return Verdict::Halt;
    }
    let willing = (tally.size - tally.declined).max(0);
    let enough = tally.proven * 100 >= i64::from(wave.success) * willing;
    // Where nobody proved anything, time stands in.
    let least = if tally.proven == 0 { i64::from(wave.hours).max(UNSEEN) } else { i64::from(wave.hours) };
    if enough && hours >= least { Verdict::Enough } else { Verdict::Wait }
}
