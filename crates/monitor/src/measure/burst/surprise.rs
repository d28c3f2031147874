//! How surprising a count is.

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
    let surprise = count * (ln(over) - 1.0) + most;
    if over > 1.0 { surprise.max(0.0) } else { 0.0 }
}

/// The natural logarithm of a positive number, the same on every machine; within 0.00001.
#[inline]
pub(super) fn ln(number: f32) -> f32 {
    const TERMS: [f32; 6] = [0.999_990_6, -0.499_314_65, 0.324_849_6, -0.209_079_55, 0.100_139_73, -0.023_443_66];
    let bits = number.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let above_one = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000) - 1.0;
    let sum = TERMS.iter().rev().fold(0.0, |sum, term| sum * above_one + term);
    exponent as f32 * std::f32::consts::LN_2 + sum * above_one
}

#[cfg(test)]
mod tests {
    use super::{ln, surprise};

    #[test]
    fn the_logarithm_is_near_enough() {
        for step in 1..2_000_000 {
            let number = step as f32 * 0.01;
            assert!((ln(number) - number.ln()).abs() < 1e-5, "{number}");
        }
    }

    #[test]
    fn more_than_expected_surprises_the_more_the_more_there_is() {
        assert_eq!((surprise(3.0, 3.0), surprise(1.0, 3.0)), (0.0, 0.0));
        let rising: Vec<f32> = (3..1_000).map(|count| surprise(count as f32, 3.0)).collect();
        assert!(rising.windows(2).all(|pair| pair[0] < pair[1]), "a larger count surprises more");
        assert!((surprise(30.0, 3.0) - 42.0776).abs() < 0.001, "30·ln 10 − 27");
    }
}
