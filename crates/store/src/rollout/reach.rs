//! How far an update came, when, and why it stands where it stands.

use super::{ActionState, WishKind};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    /// Units that run a release now, by when they came to it; and those that proved it once and run something else by now.
    REACH = "SELECT came.day, CAST(SUM(came.units) AS INT8) FROM (
        SELECT u.since / 86400000000 AS day, CAST(COUNT(*) AS INT8) AS units FROM unit_runs u WHERE u.release = ?1
        GROUP BY u.since / 86400000000
        UNION ALL
        SELECT a.changed / 86400000000 AS day, CAST(COUNT(*) AS INT8) AS units FROM rollout r
        JOIN rollout_action a ON a.rollout = r.id WHERE r.release = ?1 AND a.state = 'proven' AND NOT EXISTS
        (SELECT 1 FROM unit_runs u WHERE u.unit = a.unit AND u.part = r.part AND u.release = ?1)
        GROUP BY a.changed / 86400000000) came GROUP BY came.day ORDER BY came.day";
    PACE = "SELECT CAST(COUNT(*) AS INT8) FROM rollout_action WHERE rollout = ?1 AND wave = ?2 AND state = 'proven'
        AND changed >= ?3";
    FAILURES = "SELECT state, detail, CAST(COUNT(*) AS INT8) FROM rollout_action WHERE rollout = ?1
        AND state IN ('failed', 'returned') GROUP BY state, detail ORDER BY 3 DESC, state, detail LIMIT ?2";
    WAITING = "SELECT COALESCE(c.automatic, 1), CAST(COUNT(*) AS INT8) FROM rollout_action a
        LEFT JOIN unit_consent c ON c.unit = a.unit WHERE a.rollout = ?1 AND a.state = 'declined' AND NOT EXISTS
        (SELECT 1 FROM unit_wish w WHERE w.unit = a.unit AND w.release = ?2 AND w.wish IN ('refused', 'postponed'))
        GROUP BY COALESCE(c.automatic, 1)";
    DECIDED = "SELECT wish, CAST(COUNT(*) AS INT8), CAST(SUM(CASE WHEN until <= ?2 THEN 1 ELSE 0 END) AS INT8)
        FROM unit_wish WHERE release = ?1 GROUP BY wish ORDER BY wish";
}

/// How many owners decided so on a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecidedCount {
    /// What.
    pub wish: WishKind,
    /// How many.
    pub owners: i64,
    /// Among them, those who put it off until a time that is over.
    pub over: i64,
}

impl Tx<'_> {
    /// How many units came to run a release on which day, counted from the epoch; days without any are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_reach(&mut self, release: Id<kinds::Release>) -> Result<Vec<(i64, i64)>, StoreError> {
        self.rows(REACH, &[release.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many units of a wave proved the update since `since`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_pace(&mut self, rollout: Id<kinds::Rollout>, wave: i64, since: Time) -> Result<i64, StoreError> {
        Ok(self.optional(PACE, &[rollout.into(), wave.into(), since.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Up to `limit` ways in which an update failed, as units said it, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_failures(
        &mut self,
        rollout: Id<kinds::Rollout>,
        limit: i64,
    ) -> Result<Vec<(ActionState, String, i64)>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<String>(0)?.parse()?, row.get(1)?, row.get(2)?));
        self.rows(FAILURES, &[rollout.into(), limit.into()], read)
    }

    /// How many units that a rollout reached wait although their owners said nothing of this release: because automatic
    /// updates are switched off, and because nobody agreed yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_waiting(
        &mut self,
        rollout: Id<kinds::Rollout>,
        release: Id<kinds::Release>,
    ) -> Result<(i64, i64), StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<bool>(0)?, row.get::<i64>(1)?));
        let waiting = self.rows(WAITING, &[rollout.into(), release.into()], read)?;
        let of = |automatic| waiting.iter().filter(|(on, _)| *on == automatic).map(|(_, units)| units).sum();
        Ok((of(false), of(true)))
    }

    /// How many owners decided what on a release, as it stands now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_decided(&mut self, release: Id<kinds::Release>, now: Time) -> Result<Vec<DecidedCount>, StoreError> {
        self.rows(DECIDED, &[release.into(), now.into()], |row| {
            Ok(DecidedCount { wish: row.get::<String>(0)?.parse()?, owners: row.get(1)?, over: row.get(2)? })
        })
    }
}
