//! How long a receiver that fails is left alone. Pure: randomness is an argument.

use std::time::Duration;

/// A receiver that fails pauses for so long, and each time for twice as long, up to the most.
const PAUSE: Duration = Duration::from_secs(5);
/// The longest pause.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);

/// How long to wait after so many failures in a row, this one not counted.
pub(crate) fn pause(failures: i64, random: u16) -> Duration {
    let doublings = u32::try_from(failures).unwrap_or(u32::MAX).min(16);
    spread(PAUSE.saturating_mul(1 << doublings).min(LONGEST_PAUSE), random)
}

/// A wait by up to a fifth shorter or longer, so that what failed together does not come back together.
pub(crate) fn spread(wait: Duration, random: u16) -> Duration {
    wait.mul_f64(0.8 + 0.4 * f64::from(random) / f64::from(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_five_minutes_and_are_spread_by_a_fifth() {
        let middle = u16::MAX / 2;
        let seconds = |failures| pause(failures, middle).as_secs_f64().round();
        assert_eq!([0, 1, 2, 6, 7, 1000].map(seconds), [5.0, 10.0, 20.0, 300.0, 300.0, 300.0]);
        assert_eq!((pause(0, 0), pause(0, u16::MAX)), (Duration::from_secs(4), Duration::from_secs(6)));
    }
}
