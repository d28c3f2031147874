//! Answers kept for a day, so that a repeated request is answered and not done twice.

use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    GET = "SELECT request, answer FROM idempotency WHERE caller = ?1 AND key = ?2";
    INSERT = "INSERT INTO idempotency (day, caller, key, request, answer, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    SWEEPABLE = "SELECT 1 FROM idempotency WHERE day < ?1 LIMIT 1";
    SWEEP = "DELETE FROM idempotency WHERE (caller, key) IN
        (SELECT caller, key FROM idempotency WHERE day < ?1 LIMIT ?2)";
}

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// What was asked and answered under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Digest of the request: another request under the same key is refused.
    pub request: [u8; 32],
    /// The answer, sealed: it may hold a secret that is shown once.
    pub answer: Vec<u8>,
}

impl Tx<'_> {
    /// What `caller` was answered under `key`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remembered(&mut self, caller: &str, key: &str) -> Result<Option<Remembered>, StoreError> {
        self.optional(GET, &[caller.into(), key.into()], |row| {
            Ok(Remembered { request: row.get(0)?, answer: row.get(1)? })
        })
    }

    /// Keeps an answer.
    ///
    /// # Errors
    /// When the database fails, or the key is taken.
    pub fn remember(&mut self, caller: &str, key: &str, kept: &Remembered, now: Time) -> Result<(), StoreError> {
        let day = now.0.div_euclid(DAY);
        let values = [day.into(), caller.into(), key.into(), (&kept.request).into(), (&kept.answer).into(), now.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// Whether there are answers older than a day.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remembered_sweepable(&mut self, now: Time) -> Result<bool, StoreError> {
        Ok(self.optional(SWEEPABLE, &[yesterday(now).into()], |_| Ok(()))?.is_some())
    }

    /// Forgets up to `limit` answers older than a day; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn remembered_sweep(&mut self, now: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(SWEEP, &[yesterday(now).into(), limit.into()])
    }
}

fn yesterday(now: Time) -> i64 {
    now.0.div_euclid(DAY) - 1
}
