//! How much is kept, how much waits, and of how many units anything is known: counted by whoever writes it, so that nobody has to
//! go through it.

use super::shard_of;
use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    ADD = "INSERT INTO event_count (shard, class, batches, events, waiting) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (shard, class) DO UPDATE SET batches = event_count.batches + excluded.batches,
        events = event_count.events + excluded.events, waiting = event_count.waiting + excluded.waiting";
    CLASSES = "SELECT class, CAST(SUM(batches) AS INT8), CAST(SUM(events) AS INT8) FROM event_count GROUP BY class
        HAVING SUM(batches) > 0 ORDER BY class";
    OLDEST = "SELECT day FROM event_batch WHERE class = ?1 ORDER BY day LIMIT 1";
    WAITING = "SELECT CAST(COALESCE(SUM(waiting), 0) AS INT8) FROM event_count";
    SHARDS = "SELECT DISTINCT shard FROM event_count WHERE waiting > 0 ORDER BY shard";
    WATCHED = "SELECT CAST(COALESCE(SUM(units), 0) AS INT8) FROM watch_count";
    WATCH = "INSERT INTO watch_count (shard, units) VALUES (?1, ?2)
        ON CONFLICT (shard) DO UPDATE SET units = watch_count.units + excluded.units";
}

/// What is kept of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptClass {
    /// The class: 0 security, 1 network, 2 product.
    pub class: i64,
    /// How many batches.
    pub batches: i64,
    /// How many events, those that came twice counted twice.
    pub events: i64,
    /// The oldest one's day.
    pub oldest: i64,
}

/// By how much it is more.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct More {
    pub(crate) batches: i64,
    pub(crate) events: i64,
    pub(crate) waiting: i64,
}

impl Tx<'_> {
    /// What is kept of each class.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_classes(&mut self) -> Result<Vec<KeptClass>, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut kept = Vec::new();
        for (class, batches, events) in self.rows(CLASSES, &[], read)? {
            let oldest = self.optional(OLDEST, &[i64::into(class)], |row| row.get(0))?.unwrap_or(0);
            kept.push(KeptClass { class, batches, events, oldest });
        }
        Ok(kept)
    }

    /// How many batches wait.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_waiting_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(WAITING, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// The shards in which something waits.
    ///
    /// # Errors
    /// When the database fails.
    pub fn shards_waiting(&mut self) -> Result<Vec<i64>, StoreError> {
        self.rows(SHARDS, &[], |row| row.get(0))
    }

    /// Of how many units anything is known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(WATCHED, &[], |row| row.get(0))?.unwrap_or(0))
    }

    pub(crate) fn events_count(&mut self, unit: i64, class: i64, more: More) -> Result<(), StoreError> {
        let values = [shard_of(unit), class, more.batches, more.events, more.waiting];
        self.execute(ADD, &values.map(Into::into)).map(drop)
    }

    pub(crate) fn watched_count(&mut self, unit: i64, more: i64) -> Result<(), StoreError> {
        self.execute(WATCH, &[shard_of(unit), more].map(Into::into)).map(drop)
    }
}
