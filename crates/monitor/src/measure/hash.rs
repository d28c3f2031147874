//! One hash for all that is measured: a product of two halves, folded.

/// Odd numbers without a pattern, each for a purpose of its own.
pub(super) const SALTS: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb];

/// Two numbers as one, each bit of which depends on all bits of both.
///
/// Quick, and not proof against somebody who knows the seed within: a seed is a secret where strangers choose keys.
#[inline]
pub(super) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ SALTS[0]) * u128::from(b ^ SALTS[1]);
    (product as u64) ^ ((product >> 64) as u64)
}
