//! How surprising a count is.

use crate::measure::number::quick_ln;

/// What is seen of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    /// How many there were in the window that surprises more.
    pub seen: f32,
    /// How many there usually are in it, not multiplied by any tolerance.
    pub usual: f32,
    /// How surprising that is, in nats.
    pub surprise: f32,
}

/// How much better, as a logarithm, a rate as counted explains a count than the rate that was expected at most, by
/// Poisson: `count · ln(count / most) − (count − most)`, and nothing where there is no more than that.
#[inline]
pub(super) fn surprise(count: f32, most: f32) -> f32 {
    let over = count / most;
    let surprise = count * (quick_ln(over) - 1.0) + most;
    if over > 1.0 { surprise.max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::surprise;

    #[test]
    fn more_than_expected_surprises_the_more_the_more_there_is() {
        assert_eq!((surprise(3.0, 3.0), surprise(1.0, 3.0)), (0.0, 0.0));
        let rising: Vec<f32> = (3..1_000).map(|count| surprise(count as f32, 3.0)).collect();
        assert!(rising.windows(2).all(|pair| pair[0] < pair[1]), "a larger count surprises more");
        assert!((surprise(30.0, 3.0) - 42.0776).abs() < 0.001, "30·ln 10 − 27");
    }
}
