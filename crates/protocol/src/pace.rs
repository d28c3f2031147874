//! When a unit asks again.

/// The longest wait after failures, in seconds.
const LONGEST: u64 = 3600;

/// The longest wait that a server may ask for with an answer, in seconds: a day. Units are not silenced by a number.
const LONGEST_ASKED: u64 = 86_400;

/// The shortest, which the first failure begins with.
const FIRST: u64 = 10;

/// A unit's pace: as the server says, spread by a tenth; after failures, twice as long each time, and anywhere below that,
/// so that a fleet that lost its server does not come back as one. The randomness is the caller's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    failures: u32,
}

impl Pace {
    /// How many seconds to wait after an answer that said `again`: a day and a tenth at most.
    pub fn answered(&mut self, again: u32, random: u64) -> u64 {
        self.failures = 0;
        let again = u64::from(again).clamp(1, LONGEST_ASKED);
        let tenth = again / 10;
        again - tenth + random % (2 * tenth + 1)
    }

    /// How many seconds to wait after a request that failed; `at_least` is what the server asked for, where it did.
    pub fn failed(&mut self, at_least: Option<u64>, random: u64) -> u64 {
        let most = FIRST.saturating_mul(1 << self.failures.min(16)).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        let asked = at_least.unwrap_or(0).min(LONGEST);
        asked + 1 + random % most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_spread_and_bounded() {
        let mut pace = Pace::default();
        for random in [0, 1, 7, u64::MAX] {
            assert!((270..=330).contains(&pace.answered(300, random)));
            assert_eq!(pace.answered(0, random), 1, "never at once");
            assert!(pace.answered(u32::MAX, random) <= LONGEST_ASKED / 10 * 11, "nor in a hundred years");
        }
        let most: Vec<u64> = (0..12).map(|_| pace.failed(None, u64::MAX)).collect();
        assert!(most.iter().all(|wait| (1..=LONGEST).contains(wait)), "{most:?}");
        assert_eq!(pace.failed(Some(120), 0), 121, "what the server asks for is kept");
        assert_eq!(pace.failed(Some(u64::MAX), 0), LONGEST + 1, "but not for ever");
        pace.answered(300, 0);
        assert!(pace.failed(None, 9) <= FIRST, "an answer begins anew");
    }
}
