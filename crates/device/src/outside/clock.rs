//! Time, of two kinds.

use std::time::Duration;

use steadfast_protocol::Seconds;

/// What a unit knows of time. The two must not be mixed: what a person or another machine reads is wall time, what
/// somebody has to wait for is steady time.
pub trait Clock {
    /// Seconds since the epoch, UTC; nothing where the machine has no clock, or one that was never set. It may be wrong by
    /// years, and may jump.
    fn wall(&self) -> Option<Seconds>;

    /// Time since some moment of this start. It only rises.
    fn steady(&self) -> Duration;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug)]
pub struct Machine(std::time::Instant);

impl Machine {
    /// A clock that starts now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock that programs hand in")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }
}

impl Clock for Machine {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that programs hand in")]
    fn wall(&self) -> Option<Seconds> {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        Seconds::try_from(since.as_secs()).ok()
    }

    fn steady(&self) -> Duration {
        self.0.elapsed()
    }
}
