//! Waves that opened, and how the units that they reached stand.

use super::ActionState;
use super::plan::Rollout;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    OPEN = "INSERT INTO rollout_wave (rollout, wave, size, opened) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (rollout, wave) DO NOTHING";
    OF_ROLLOUT = "SELECT wave, size, opened FROM rollout_wave WHERE rollout = ?1 ORDER BY wave";
    /// Units that the update is for: in use, heard of lately, running something older. The rule of `share_of`.
    REACHED = "SELECT u.hardware, u.market, CAST(COUNT(*) AS INT8) FROM unit u
        LEFT JOIN unit_runs r ON r.unit = u.number AND r.part = ?2 LEFT JOIN release x ON x.id = r.release
        WHERE u.product = ?1 AND u.state = 'active' AND u.silent = 0
        AND ((x.sequence IS NULL AND CAST(?4 AS INT8) = 0) OR (x.sequence < ?3 AND x.sequence >= ?4))
        AND (u.number * 7919 + ?5) % 10000 >= ?6 AND (u.number * 7919 + ?5) % 10000 < ?7
        GROUP BY u.hardware, u.market ORDER BY u.hardware, u.market";
    TALLY = "SELECT wave, state, CAST(COUNT(*) AS INT8) FROM rollout_action WHERE rollout = ?1
        GROUP BY wave, state ORDER BY wave, state";
    GONE = "SELECT wave, CAST(COUNT(*) AS INT8) FROM rollout_action WHERE rollout = ?1 AND state = 'cancelled'
        AND detail = 'out-of-use' GROUP BY wave ORDER BY wave";
    REASONS = "SELECT detail, CAST(COUNT(*) AS INT8) FROM rollout_action WHERE rollout = ?1
        AND state IN ('failed', 'returned') GROUP BY detail ORDER BY 2 DESC, detail LIMIT ?2";
    WISHES = "SELECT w.wish, CAST(COUNT(*) AS INT8) FROM unit_wish w WHERE w.release = ?1 GROUP BY w.wish ORDER BY w.wish";
}

/// A wave that opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenedWave {
    /// Which, from 0.
    pub wave: i64,
    /// Units that it was to reach beyond those before it.
    pub size: i64,
    /// When.
    pub opened: Time,
}

/// So many units of a hardware revision and a Member State.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachedUnits {
    /// The hardware revision; empty where it is not known.
    pub hardware: String,
    /// The Member State, where somebody said it.
    pub market: Option<String>,
    /// How many.
    pub units: i64,
}

impl Tx<'_> {
    /// Opens a wave; it stays as it was where it is open already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_open_wave(&mut self, rollout: Id<kinds::Rollout>, wave: &OpenedWave) -> Result<(), StoreError> {
        let values = [rollout.into(), wave.wave.into(), wave.size.into(), wave.opened.into()];
        self.execute(OPEN, &values).map(drop)
    }

    /// The waves that opened.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_waves(&mut self, rollout: Id<kinds::Rollout>) -> Result<Vec<OpenedWave>, StoreError> {
        let read = |row: &Row<'_>| Ok(OpenedWave { wave: row.get(0)?, size: row.get(1)?, opened: row.get(2)? });
        self.rows(OF_ROLLOUT, &[rollout.into()], read)
    }

    /// How many units a rollout would reach now among those of these shares, 0 to 9999, the second one excluded.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_reached(
        &mut self,
        rollout: &Rollout,
        (from, to): (i64, i64),
    ) -> Result<Vec<ReachedUnits>, StoreError> {
        let values: [Value<'_>; 7] = [
            rollout.product.into(),
            rollout.part.into(),
            rollout.sequence.into(),
            rollout.least.into(),
            rollout.salt.into(),
            from.into(),
            to.into(),
        ];
        self.rows(REACHED, &values, |row| {
            Ok(ReachedUnits { hardware: row.get(0)?, market: row.get(1)?, units: row.get(2)? })
        })
    }

    /// How many units of each wave stand where.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_tally(&mut self, rollout: Id<kinds::Rollout>) -> Result<Vec<(i64, ActionState, i64)>, StoreError> {
        self.rows(TALLY, &[rollout.into()], |row| Ok((row.get(0)?, row.get::<String>(1)?.parse()?, row.get(2)?)))
    }

    /// How many units of each wave went out of use before they came to an end with it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_gone(&mut self, rollout: Id<kinds::Rollout>) -> Result<Vec<(i64, i64)>, StoreError> {
        self.rows(GONE, &[rollout.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Up to `limit` reasons for failure as units said them, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_reasons(
        &mut self,
        rollout: Id<kinds::Rollout>,
        limit: i64,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        self.rows(REASONS, &[rollout.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many owners decided what on a release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_wishes(&mut self, release: Id<kinds::Release>) -> Result<Vec<(super::WishKind, i64)>, StoreError> {
        self.rows(WISHES, &[release.into()], |row| Ok((row.get::<String>(0)?.parse()?, row.get(1)?)))
    }
}
