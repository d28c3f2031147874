//! The canonical form of points in time in ranges.

use super::VersError;

/// Checks that times use upper-case `T` and `Z`, however they are written, and unencoded colons.
pub(super) fn check_canonical(constraint: &str) -> Result<(), VersError> {
    let encoded = ["%74", "%7A", "%7a"].iter().any(|letter| constraint.contains(letter));
    if encoded || constraint.contains(['t', 'z']) {
        return Err(VersError::DatetimeCase);
    }
    if constraint.contains("%3A") {
        return Err(VersError::DatetimeColons);
    }
    Ok(())
}
