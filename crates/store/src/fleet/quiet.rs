//! Units fall silent, and are heard of again: found by number, in stretches, so that hearing of a unit touches no index.

use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

/// Days after which a unit is silent, unless its product says otherwise.
pub const SILENT_AFTER: i64 = 14;

statements! {
    DIFFERS = "SELECT u.number, CAST(1 - u.silent AS INT8) FROM unit u JOIN product p ON p.id = u.product
        LEFT JOIN unit_seen s ON s.unit = u.number
        WHERE u.number >= ?1 AND u.number < ?2 AND u.state = 'active' AND u.silent <> CASE WHEN
        COALESCE(s.seen, 0) < CAST(?3 AS INT8) - COALESCE(p.silent_after, CAST(?4 AS INT8)) * 86400000000
        THEN 1 ELSE 0 END ORDER BY u.number LIMIT ?5";
    FLIP = "UPDATE unit SET silent = ?2 WHERE number = ?1";
    FLIP_RUNS = "UPDATE unit_runs SET silent = ?2 WHERE unit = ?1";
}

impl Tx<'_> {
    /// Up to `limit` of the units with numbers from `from` on, `stretch` of them, that are silent and should not be, or
    /// the other way round: their numbers, and whether they should be.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_quiet(
        &mut self,
        from: i64,
        stretch: i64,
        now: Time,
        limit: i64,
    ) -> Result<Vec<(i64, bool)>, StoreError> {
        let values = [from.into(), from.saturating_add(stretch).into(), now.into(), SILENT_AFTER.into(), limit.into()];
        self.rows(DIFFERS, &values, |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Says of a unit and of what it runs whether it is silent.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_set_silent(&mut self, number: i64, silent: bool) -> Result<(), StoreError> {
        self.covering(number, |tx| tx.execute(FLIP, &[number.into(), silent.into()]))?;
        self.execute(FLIP_RUNS, &[number.into(), silent.into()]).map(drop)
    }
}
