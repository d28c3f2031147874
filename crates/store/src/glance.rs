//! What a first look shows in numbers: what waits, since when, and which release checks do not pass.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::triage::settle::to_decide;
use crate::tx::Tx;

statements! {
    OPEN = "SELECT CAST(COALESCE(SUM(waits), 0) AS INT8), CAST(COUNT(*) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN exploited IS NOT NULL THEN 1 ELSE 0 END), 0) AS INT8), MIN(first_seen)
        FROM flaw WHERE waits > 0";
    AGES = "SELECT CAST(COALESCE(SUM(CASE WHEN first_seen > ?1 THEN waits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN first_seen <= ?1 AND first_seen > ?2 THEN waits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN first_seen <= ?2 AND first_seen > ?3 THEN waits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN first_seen <= ?3 AND first_seen > ?4 THEN waits ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN first_seen <= ?4 THEN waits ELSE 0 END), 0) AS INT8) FROM flaw WHERE waits > 0";
    OF_RELEASE = concat!("SELECT CAST(COALESCE(SUM(CASE WHEN f.severity = 0 THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN f.severity = 1 THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN f.severity = 2 THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN f.severity IN (3, 4) THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN f.severity = 5 THEN 1 ELSE 0 END), 0) AS INT8)
        FROM exposure e JOIN flaw f ON f.number = e.flaw WHERE e.release = ?1 AND e.closed IS NULL AND ",
        to_decide!("f", "e.found"));
    SOLD = "SELECT CAST(COUNT(*) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN v.verdict = 'blocked' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN v.verdict = 'pass' THEN 1 ELSE 0 END), 0) AS INT8)
        FROM release r LEFT JOIN verdict v ON v.release = r.id WHERE r.state = 'on-sale' AND r.last_placed IS NULL";
}

/// What waits for a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenNow {
    /// Exposures that wait.
    pub exposures: i64,
    /// Flaws behind them.
    pub flaws: i64,
    /// Of these, exploited ones.
    pub exploited: i64,
    /// When the one was first seen that waits longest.
    pub oldest: Option<Time>,
}

/// The checks of releases that are being sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoldNow {
    /// Releases.
    pub all: i64,
    /// Of them, those that are blocked.
    pub blocked: i64,
    /// Of them, those that pass.
    pub pass: i64,
}

impl Tx<'_> {
    /// What waits for a decision, in all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_now(&mut self) -> Result<OpenNow, StoreError> {
        let found = self.optional(OPEN, &[], |row| {
            Ok(OpenNow { exposures: row.get(0)?, flaws: row.get(1)?, exploited: row.get(2)?, oldest: row.get(3)? })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Exposures that wait, by when their flaw was first seen: since each of the times, which go back, and before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_ages(&mut self, since: [Time; 4]) -> Result<[i64; 5], StoreError> {
        let found = self.optional(AGES, &since.map(Into::into), |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Open exposures of a release by severity of the flaw: critical, high, medium, low, unrated.
    ///
    /// # Errors
    /// When the database fails.
    pub fn open_of_release(&mut self, release: Id<kinds::Release>) -> Result<[i64; 5], StoreError> {
        let found = self.optional(OF_RELEASE, &[release.into()], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The checks of releases whose units are being placed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sold_now(&mut self) -> Result<SoldNow, StoreError> {
        let found =
            self.optional(SOLD, &[], |row| Ok(SoldNow { all: row.get(0)?, blocked: row.get(1)?, pass: row.get(2)? }))?;
        Ok(found.unwrap_or_default())
    }
}
