//! Numbers that look like chance, from seeds: the same in each run.

/// SplitMix64.
#[derive(Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// From seeds: what they are of, first.
    pub(super) fn of(seeds: &[u64]) -> Self {
        let mut chance = Self(0x5eed);
        for seed in seeds {
            chance.0 ^= chance.next() ^ seed;
        }
        chance
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ x >> 31
    }

    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub(super) fn one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }
}
