//! The throttle of sign-in: budgets of tries, as a pure state machine over one row each.
//!
//! An account has one budget that all browsers share that never signed in to it, and one budget for each browser that
//! did (it holds a long-lived cookie). Strangers therefore use up their own tries and never the owner's. A name that
//! nobody has gets a row too (see `name::unknown_row`), so that the answers are alike.
//!
//! A try is counted before the password is looked at; what is right gives it back. Time gives nothing back: it only
//! opens the gate for the next single try. So a clock that jumps forward can open the gate early for one try at most,
//! and only across a restart: within one run of the server the waits follow a steady clock.

/// Tries without a wait.
pub const FREE: u32 = 5;
/// The longest wait, in microseconds: one hour.
pub const LONGEST_WAIT: i64 = 3600 * SECOND;
/// Tries after which nothing opens the gate but a recovery, or the owner's success from a browser of theirs.
pub const STOP: u32 = 100;
/// Tries of a second factor in one sign-in.
pub const SECOND_FACTOR_TRIES: u32 = 3;

const SECOND: i64 = 1_000_000;
/// The count at which the waits have reached an hour.
const AT_LONGEST_WAIT: u32 = FREE + 12;

/// Now, by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Microseconds since the epoch; may jump.
    pub wall: i64,
    /// Microseconds since some start; never goes back within one run of the server.
    pub steady: i64,
    /// Random number of this run of the server: `steady` of another run means nothing.
    pub run: i64,
}

/// One budget of tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Tries since the last success.
    pub tries: u32,
    /// When the last one was counted.
    pub last: Moment,
}

/// What the gate says to a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is counted: look at the password now.
    Go,
    /// Not yet: so many microseconds are left. Nothing was counted.
    Wait(i64),
    /// No more tries. Nothing was counted.
    Stopped,
}

impl Budget {
    /// A budget nobody drew on yet.
    #[must_use]
    pub const fn full(now: Moment) -> Self {
        Self { tries: 0, last: now }
    }

    /// Asks for a try, and counts it. Store the state, also after a refusal, before anything else is done.
    pub fn attempt(&mut self, now: Moment) -> Answer {
        if self.tries >= STOP {
            return Answer::Stopped;
        }
        let left = self.left(now);
        if left > 0 {
            return Answer::Wait(left);
        }
        self.count(now);
        Answer::Go
    }

    /// Asks for a try of the second factor within a sign-in whose password was right: it is counted, but does not wait,
    /// because the sign-in itself waited and takes [`SECOND_FACTOR_TRIES`] at most.
    pub fn second_factor(&mut self, now: Moment) -> Answer {
        if self.tries >= STOP {
            return Answer::Stopped;
        }
        self.count(now);
        Answer::Go
    }

    /// Every factor was right: all tries are back.
    pub fn succeeded(&mut self) {
        self.tries = 0;
    }

    /// The owner signed in from a browser of theirs: a stop of the strangers' budget ends, but their waits stay at an
    /// hour, so that each of the owner's sign-ins does not buy strangers a fresh run of quick guesses.
    pub fn lift_stop(&mut self) {
        if self.tries >= STOP {
            self.tries = AT_LONGEST_WAIT;
        }
    }

    /// Microseconds until the next try; moves `last` where the wall clock went back, so that it waits anew, but once.
    fn left(&mut self, now: Moment) -> i64 {
        let wait = wait_after(self.tries);
        let elapsed = if self.last.run == now.run {
            now.steady.saturating_sub(self.last.steady)
        } else {
            now.wall.saturating_sub(self.last.wall)
        };
        if elapsed < 0 && wait > 0 {
            self.last = now;
        }
        wait.saturating_sub(elapsed.max(0)).max(0)
    }

    fn count(&mut self, now: Moment) {
        self.tries = self.tries.saturating_add(1);
        self.last = now;
    }
}

/// The wait after so many tries, in microseconds: none for the free ones, then 1 s, 2 s, 4 s … 1 h.
#[must_use]
pub fn wait_after(tries: u32) -> i64 {
    match tries.checked_sub(FREE) {
        None => 0,
        Some(doublings) if doublings >= 12 => LONGEST_WAIT,
        Some(doublings) => (SECOND << doublings).min(LONGEST_WAIT),
    }
}
