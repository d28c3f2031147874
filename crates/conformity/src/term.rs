//! Deadlines: what had to be done by when, and what was done.
//!
//! A record that starts a clock and the record that answers it are two rows. Which of them came first, and whether one was
//! corrected since, does not matter: what is held against each other is what stands now.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::evidence::Row;

/// What a row says of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Term {
    /// Something had to be done.
    Due {
        /// What was done before this does not count for it; nothing where that is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Timestamp>,
        /// By then.
        by: Timestamp,
    },
    /// It was done.
    Done {
        /// When.
        at: Timestamp,
    },
}

/// How long it counts that something was done too late. Ours: as long as the drill counts by which it can be done better.
const LATE_COUNTS: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Whether a row that speaks against a requirement does so at a moment, beside the others of that requirement: a deadline
/// does from its end on, unless something of the same case was done in time.
pub(crate) fn stands(against: &Row, beside: &[&Row], now: Timestamp) -> bool {
    let Some(Term::Due { from, by }) = against.term else { return true };
    let first = beside.iter().filter(|row| row.time <= now && case(row) == case(against)).filter_map(|row| done(row));
    match first.filter(|at| from.is_none_or(|from| *at >= from)).min() {
        None => by < now,
        Some(at) if at <= by => false,
        Some(at) => by < now && at.checked_add(LATE_COUNTS).is_ok_and(|end| now < end),
    }
}

fn done(row: &Row) -> Option<Timestamp> {
    match row.term? {
        Term::Done { at } => Some(at),
        Term::Due { .. } => None,
    }
}

/// The case that a row is about: its source up to the number of what was handed in or asked for.
fn case(row: &Row) -> &str {
    row.key.source.split('/').next().unwrap_or_default()
}
