//! How long events stay.

use super::count::More;
use super::shard_of;
use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    EXPIRED = "SELECT day, unit, log, class, first, last, digest FROM event_batch WHERE day < ?1 AND class = ?2
        ORDER BY day, unit, log, first, last LIMIT ?3";
    DROP = "DELETE FROM event_batch
        WHERE day = ?1 AND unit = ?2 AND log = ?3 AND class = ?4 AND first = ?5 AND last = ?6";
    UNSEEN = "DELETE FROM event_waiting
        WHERE shard = ?1 AND unit = ?2 AND log = ?3 AND class = ?4 AND first = ?5 AND last = ?6";
    LEFT = "SELECT CAST(COUNT(*) AS INT8) FROM event_batch WHERE day < ?1 AND class = ?2";
}

/// Where a batch lies, and what it hashes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiredBatch {
    /// Day, unit, log, class, first and last number.
    pub place: [i64; 6],
    /// The SHA-256 of its content.
    pub digest: [u8; 32],
}

fn read(row: &Row<'_>) -> Result<ExpiredBatch, StoreError> {
    let place = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
    Ok(ExpiredBatch { place, digest: row.get(6)? })
}

impl Tx<'_> {
    /// Up to `limit` batches of a class that came before a day, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_batches_before(&mut self, day: i64, class: i64, limit: i64) -> Result<Vec<ExpiredBatch>, StoreError> {
        self.rows(EXPIRED, &[day.into(), class.into(), limit.into()], read)
    }

    /// Erases a batch, also one that nobody looked at yet. It is not taken again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_batch_erase(&mut self, batch: &ExpiredBatch) -> Result<(), StoreError> {
        let [_, unit, log, class, first, last] = batch.place;
        self.event_floor_raise((unit, log, class), last)?;
        let waited = self.execute(UNSEEN, &[shard_of(unit), unit, log, class, first, last].map(Into::into))?;
        let gone = self.execute(DROP, &batch.place.map(Into::into))?;
        let [waited, gone] = [waited, gone].map(u64::cast_signed);
        self.events_count(unit, class, More { batches: -gone, events: -gone * (last - first + 1), waiting: -waited })
    }

    /// How many batches of a class there are that came before a day.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_batches_left(&mut self, day: i64, class: i64) -> Result<i64, StoreError> {
        Ok(self.optional(LEFT, &[day.into(), class.into()], |row| row.get(0))?.unwrap_or(0))
    }
}
