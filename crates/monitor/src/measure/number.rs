//! Functions that are the same on every machine, which those of the standard library need not be.

/// The natural logarithm of a positive number, within 0.00001.
#[inline]
pub(super) fn quick_ln(number: f32) -> f32 {
    const TERMS: [f32; 6] = [0.999_990_6, -0.499_314_65, 0.324_849_6, -0.209_079_55, 0.100_139_73, -0.023_443_66];
    let bits = number.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let above_one = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000) - 1.0;
    let sum = TERMS.iter().rev().fold(0.0, |sum, term| sum * above_one + term);
    exponent as f32 * std::f32::consts::LN_2 + sum * above_one
}

/// A number times itself so many times.
pub(super) fn power(mut base: f64, mut times: u32) -> f64 {
    let mut product = 1.0;
    while times > 0 {
        if times & 1 == 1 {
            product *= base;
        }
        base *= base;
        times >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::{power, quick_ln};

    #[test]
    fn logarithms_are_near_enough() {
        for step in 1..200_000 {
            let number = f64::from(step) * 0.1;
            assert!((f64::from(quick_ln(number as f32)) - number.ln()).abs() < 1e-5, "{number}");
        }
    }

    #[test]
    fn powers_are_products() {
        assert_eq!((power(3.0, 0), power(3.0, 5), power(0.5, u32::MAX)), (1.0, 243.0, 0.0));
    }
}
