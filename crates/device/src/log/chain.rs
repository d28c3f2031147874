//! The chain over the events of a class.

use steadfast_monitor::event::Class;
use steadfast_trust::hash::{Hash, sha256};

/// What the value after a loss is made of.
const GAP: &[u8] = b"steadfast-log-gap-v1\0";

/// The value before the first event: SHA-256 over a label and the name of the class.
#[must_use]
pub fn begin(class: Class) -> Hash {
    *steadfast_protocol::chain_begin(class.code())
}

/// The value after an event: SHA-256 over the value before and the event's bytes.
#[must_use]
pub fn next(before: &Hash, event: &[u8]) -> Hash {
    *steadfast_protocol::chained(before, event)
}

/// Where the value before is lost with its events: a value that says so, bound to the last number that was lost. It stands
/// in the header of the next segment, so nobody takes it for the lost one.
pub(super) fn gap(class: Class, last: u64) -> Hash {
    sha256(&[GAP, class.code().as_bytes(), &last.to_be_bytes()])
}
