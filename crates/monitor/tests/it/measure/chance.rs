//! Numbers as by chance, the same each time.

/// A stream of numbers from above 0 to 1.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// The next (splitmix64).
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((mixed ^ mixed >> 31) >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// The next of those that come as waiting times do.
    pub(crate) fn exponential(&mut self) -> f64 {
        -self.next().ln()
    }

    /// The next of those that come as errors do.
    pub(crate) fn normal(&mut self) -> f64 {
        (2.0 * self.exponential()).sqrt() * (std::f64::consts::TAU * self.next()).cos()
    }
}
