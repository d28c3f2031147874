//! When a wave could be through: from its pace of late, and only where there is one.

use steadfast_store::Time;

use super::{Tally, Wave};

const HOUR: i64 = 3_600_000_000;
/// Fewer units say nothing of a pace.
const FEW: i64 = 3;
/// What would take longer than a year is no forecast.
const LONGEST: i64 = 365 * 24 * HOUR;
/// The pace is that of this span, or since the wave opened.
const LATELY: i64 = 24 * HOUR;

/// Since when units are counted for the pace of a wave.
#[must_use]
pub fn pace_since(opened: Time, now: Time) -> Time {
    Time(opened.0.max(now.0 - LATELY))
}

/// When a wave could be through, where `lately` units proved the update since [`pace_since`]; nothing where that cannot be
/// said.
#[must_use]
pub fn through(wave: &Wave, tally: &Tally, opened: Time, lately: i64, now: Time) -> Option<Time> {
    let soonest = opened.0 + i64::from(wave.hours) * HOUR;
    let willing = (tally.size - tally.declined).max(0);
    let wanted = (i64::from(wave.success) * willing + 99) / 100;
    let missing = wanted - tally.proven;
    if missing <= 0 {
        return Some(Time(soonest.max(now.0)));
    }
    if lately < FEW {
        return None;
    }
    let each = (now.0 - pace_since(opened, now).0).max(1) / lately;
    let rest = each.saturating_mul(missing);
    (rest <= LONGEST).then(|| Time(soonest.max(now.0 + rest)))
}

/// The soonest end of a rollout whose open wave could be through at `through`: each later wave lasts as long as its plan
/// says at the least.
#[must_use]
pub fn soonest_end(later: &[Wave], through: Time) -> Time {
    let hours: i64 = later.iter().map(|wave| i64::from(wave.hours)).sum();
    Time(through.0 + hours * HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAVE: Wave = Wave { share: 100, success: 90, failure: 10, hours: 2 };

    fn at(hours: i64) -> Time {
        Time(hours * HOUR)
    }

    #[test]
    fn a_pace_needs_some_units_and_what_is_reached_waits_for_its_hours() {
        let tally = Tally { size: 100, proven: 40, failed: 0, declined: 0 };
        assert_eq!(through(&WAVE, &tally, at(0), 2, at(10)), None);
        // 40 in 10 hours; 50 are missing.
        assert_eq!(through(&WAVE, &tally, at(0), 40, at(10)), Some(Time(at(22).0 + HOUR / 2)));
        let enough = Tally { proven: 90, ..tally };
        assert_eq!(through(&WAVE, &enough, at(0), 0, at(1)), Some(at(2)));
        assert_eq!(through(&WAVE, &enough, at(0), 0, at(9)), Some(at(9)));
    }

    #[test]
    fn nobody_waits_for_owners_who_decline_and_years_are_no_forecast() {
        let tally = Tally { size: 100, proven: 9, failed: 0, declined: 90 };
        assert_eq!(through(&WAVE, &tally, at(0), 0, at(3)), Some(at(3)));
        let slow = Tally { size: 1_000_000, proven: 9, failed: 0, declined: 0 };
        assert_eq!(through(&WAVE, &slow, at(0), 3, at(100)), None);
    }

    #[test]
    fn later_waves_take_their_hours() {
        assert_eq!(soonest_end(&[WAVE, WAVE], at(5)), at(9));
        assert_eq!(soonest_end(&[], at(5)), at(5));
    }
}
