//! How long an attempt may take, and when the next one comes.

use std::time::Duration;

use steadfast_store::Time;

/// The wait after the first failed attempt; it doubles with each.
const FIRST: Duration = Duration::from_secs(10);
/// The longest wait between two attempts.
pub const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// How much patience a kind of job deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// An attempt that takes longer is broken off.
    pub longest: Duration,
    /// After so many it is given up; what is scheduled comes again at its next time.
    pub tries: u32,
}

impl Patience {
    /// When to try again after attempt number `attempt` failed, from 1; nothing where it is given up. `drawn` spreads
    /// the waits, so that what failed together is not tried together.
    #[must_use]
    pub fn next(self, attempt: i64, every: Option<Duration>, now: Time, drawn: u64) -> Option<Time> {
        if attempt >= i64::from(self.tries) {
            return every.map(|every| now.after(every));
        }
        let wait = wait(attempt, drawn);
        Some(now.after(every.map_or(wait, |every| wait.min(every))))
    }
}

/// Between half of the doubled wait and all of it.
fn wait(attempt: i64, drawn: u64) -> Duration {
    let doublings = u32::try_from(attempt.saturating_sub(1).clamp(0, 16)).unwrap_or(0);
    let whole = FIRST.saturating_mul(1 << doublings).min(LONGEST_WAIT);
    let half = whole / 2;
    let range = u64::try_from(half.as_micros()).unwrap_or(u64::MAX).max(1);
    half + Duration::from_micros(drawn % range)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: Patience = Patience { longest: FIRST, tries: 3 };
    const NOW: Time = Time(1_000_000_000);

    fn seconds(next: Option<Time>) -> Option<u64> {
        next.map(|next| next.since(NOW).as_secs())
    }

    #[test]
    fn waits_double_up_to_an_hour_and_are_spread_over_their_second_half() {
        for (attempt, least, most) in [(1, 5, 10), (2, 10, 20), (5, 80, 160), (30, 1800, 3600)] {
            for drawn in [0, 1, 999_999_999, u64::MAX] {
                let wait = wait(attempt, drawn).as_secs();
                assert!((least..=most).contains(&wait), "attempt {attempt}: {wait} s");
            }
        }
        assert_ne!(wait(3, 7), wait(3, 7_000_000));
    }

    #[test]
    fn after_the_last_attempt_a_job_is_given_up_or_waits_for_its_next_time() {
        assert!(THREE.next(2, None, NOW, 0).is_some());
        assert_eq!(THREE.next(3, None, NOW, 0), None);
        assert_eq!(seconds(THREE.next(3, Some(Duration::from_secs(86_400)), NOW, 0)), Some(86_400));
        assert_eq!(seconds(THREE.next(2, Some(Duration::from_secs(3)), NOW, 0)), Some(3), "never later than usual");
    }
}
