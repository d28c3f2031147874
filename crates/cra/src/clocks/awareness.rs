//! When the manufacturer became aware: what was said about it, corrected or not.

use jiff::Timestamp;

use super::{Clock, Event, Start, early_warning, notification, rules};
use crate::rule::Rule;

/// One statement of when awareness was reached. It may lie before the moment at which it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Awareness {
    /// When awareness was reached.
    pub at: Timestamp,
    /// When that was stated.
    pub stated: Timestamp,
}

/// The two clocks in hours, and what they are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// The statement; none for a signal.
    pub awareness: Option<Awareness>,
    /// The early warning.
    pub early_warning: Clock,
    /// The notification.
    pub notification: Clock,
    /// The rule by which the start is what it is, where that is not awareness.
    pub instead: Option<&'static Rule>,
}

/// What every statement of awareness gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AwarenessClocks {
    /// By the newest statement: the clocks that count.
    pub standing: Counted,
    /// By the corrected ones, the newest first: kept to be shown, nothing rings by them.
    pub corrected: Vec<Counted>,
}

/// The clocks from a list of statements, in whatever order. The one that was stated last stands; of two stated at the
/// same instant the later in the list. `None` if nothing was stated yet.
pub fn since_awareness(event: Event, statements: &[Awareness]) -> Option<AwarenessClocks> {
    let mut newest_last = statements.to_vec();
    newest_last.sort_by_key(|one| one.stated);
    let mut counted = newest_last.into_iter().rev().map(|one| Counted {
        awareness: Some(one),
        early_warning: early_warning(event, one.at),
        notification: notification(event, one.at),
        instead: None,
    });
    let standing = counted.next()?;
    Some(AwarenessClocks { standing, corrected: counted.collect() })
}

/// The safe clock: the hours counted from a signal as if it had been awareness ([`rules::SAFE_CLOCK`]).
pub fn safe_clock(event: Event, signal: Timestamp) -> Counted {
    let as_if = |clock: Clock| Clock { start: Start::Signal, ..clock };
    Counted {
        awareness: None,
        early_warning: as_if(early_warning(event, signal)),
        notification: as_if(notification(event, signal)),
        instead: Some(&rules::SAFE_CLOCK),
    }
}
