//! How many tries a source has, and how long it waits between them. Plain numbers and steady time.

use std::time::Duration;

use steadfast_protocol::Tighter;

/// Tries before the first wait.
pub const FREE: u8 = 5;

/// Tries after which there is none until something reopens the budget (NIST SP 800-63B-4: at most 100).
pub const MOST: u8 = 100;

/// The longest wait.
pub const LONGEST: Duration = Duration::from_secs(3600);

/// Tries that were counted, and when the last one was. A try counts as a failure until it is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    count: u8,
    since: Duration,
}

/// Why there is no try now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shut {
    /// For so long.
    For(Duration),
    /// Until something reopens the budget.
    Stopped,
}

impl Budget {
    /// A budget with so many tries counted, whose wait begins now. So it is after a start: whoever takes the power away
    /// begins the wait anew, and wins nothing.
    #[must_use]
    pub fn counted(count: u8, now: Duration) -> Self {
        Self { count: count.min(MOST), since: now }
    }

    /// Tries that were counted.
    #[must_use]
    pub fn count(self) -> u8 {
        self.count
    }

    /// Whether there is a try now, by steady time.
    ///
    /// # Errors
    /// Why there is none.
    pub fn look(self, now: Duration) -> Result<(), Shut> {
        self.look_tightened(None, now)
    }

    /// The same under a policy that makes strangers wait longer.
    ///
    /// # Errors
    /// Why there is none.
    pub fn look_tightened(self, tighter: Option<Tighter>, now: Duration) -> Result<(), Shut> {
        let Some(wait) = wait_tightened(self.count, tighter) else { return Err(Shut::Stopped) };
        match wait.saturating_sub(now.saturating_sub(self.since)) {
            Duration::ZERO => Ok(()),
            left => Err(Shut::For(left)),
        }
    }

    /// This budget with one try more.
    #[must_use]
    pub fn charged(self, now: Duration) -> Self {
        Self::counted(self.count.saturating_add(1), now)
    }

    /// This budget with one try less, as when it could not be judged.
    #[must_use]
    pub fn undone(self) -> Self {
        Self { count: self.count.saturating_sub(1), ..self }
    }
}

/// How long the next try waits after so many; nothing where there is no next one. It doubles from a second to an hour.
#[must_use]
pub fn wait_after(count: u8) -> Option<Duration> {
    match count {
        ..FREE => Some(Duration::ZERO),
        MOST.. => None,
        _ => Some(Duration::from_secs(1 << (count - FREE).min(12)).min(LONGEST)),
    }
}

/// The same under a policy: never less than without it, and never more than [`LONGEST`].
#[must_use]
pub fn wait_tightened(count: u8, tighter: Option<Tighter>) -> Option<Duration> {
    let own = wait_after(count)?;
    let Some(Tighter { tries, wait }) = tighter else { return Some(own) };
    // Who never tried is always let: a wait that began with each look would have no end.
    let free = tries.unwrap_or(FREE).clamp(1, FREE);
    let doubled = |over: u8| u64::from(wait.unwrap_or(1)) << over.min(12);
    let theirs = count.checked_sub(free).map_or(Duration::ZERO, |over| Duration::from_secs(doubled(over)).min(LONGEST));
    Some(own.max(theirs))
}
