//! Chance: names that nobody has, and passwords that nobody chose.

use crate::evidence::hex;

/// Fills with random bytes.
pub(crate) fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system has randomness");
}

/// Sixteen digits that were never seen.
pub(crate) fn word() -> String {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    hex(&bytes)
}

/// A name that no account has.
pub(crate) fn account() -> String {
    format!("probe-{}", &word()[..8])
}
