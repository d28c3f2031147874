//! When what is loaded is too old to say anything by its silence.

use std::time::Duration;

use steadfast_store::Time;

/// The age up to which a source counts as fresh, unless a product's policy says otherwise.
pub(crate) const LIMIT: Duration = Duration::from_secs(7 * 86_400);

/// Whether what is as of then is too old now.
pub(crate) fn is_stale(as_of: Time, now: Time) -> bool {
    now.since(as_of) > LIMIT
}
