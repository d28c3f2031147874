//! Batches of events that no detector saw yet, and how much each unit sent today.

use super::shard_of;
use crate::error::StoreError;
use crate::fleet::batch::{self, EventBatch};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    WAIT = "INSERT INTO event_waiting (shard, unit, log, class, first, last, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (shard, unit, log, class, first, last) DO NOTHING";
    NEXT = "SELECT b.unit, b.log, b.class, b.first, b.last, b.number, b.taken, b.digest, b.content
        FROM event_waiting w JOIN event_batch b ON b.day = w.day AND b.unit = w.unit AND b.log = w.log
            AND b.class = w.class AND b.first = w.first AND b.last = w.last
        WHERE w.shard = ?1 ORDER BY w.unit, w.log, w.class, w.first, w.last LIMIT ?2";
    DONE = "DELETE FROM event_waiting
        WHERE shard = ?1 AND unit = ?2 AND log = ?3 AND class = ?4 AND first = ?5 AND last = ?6";
    SHARDS = "SELECT DISTINCT shard FROM event_waiting ORDER BY shard";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM event_waiting";
    ERASE = "DELETE FROM event_waiting WHERE shard = ?1 AND unit = ?2";
    SENT = "INSERT INTO event_quota (unit, day, events) VALUES (?1, ?2, ?3) ON CONFLICT (unit) DO UPDATE SET
        events = CASE WHEN event_quota.day = excluded.day THEN event_quota.events ELSE 0 END + excluded.events,
        day = excluded.day";
    SENT_TODAY = "SELECT events FROM event_quota WHERE unit = ?1 AND day = ?2";
}

impl Tx<'_> {
    /// A batch that was kept waits to be looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_wait(&mut self, kept: &EventBatch) -> Result<(), StoreError> {
        let EventBatch { unit, log, class, first, last, .. } = *kept;
        let place = [shard_of(unit), unit, log, class, first, last, kept.taken.day()];
        self.execute(WAIT, &place.map(Into::into)).map(drop)
    }

    /// Up to `limit` batches of a shard that wait: unit by unit, class by class, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_waiting(&mut self, shard: i64, limit: i64) -> Result<Vec<EventBatch>, StoreError> {
        self.rows(NEXT, &[shard.into(), limit.into()], batch::read)
    }

    /// A batch was looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_looked_at(&mut self, kept: &EventBatch) -> Result<(), StoreError> {
        let EventBatch { unit, log, class, first, last, .. } = *kept;
        self.execute(DONE, &[shard_of(unit), unit, log, class, first, last].map(Into::into)).map(drop)
    }

    /// The shards in which something waits.
    ///
    /// # Errors
    /// When the database fails.
    pub fn shards_waiting(&mut self) -> Result<Vec<i64>, StoreError> {
        self.rows(SHARDS, &[], |row| row.get(0))
    }

    /// How many batches wait.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_waiting_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// What a unit sent is not looked at any more.
    pub(crate) fn events_waiting_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE, &[shard_of(unit).into(), unit.into()]).map(drop)
    }

    /// A unit sent so many events.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_sent(&mut self, unit: i64, events: i64, now: Time) -> Result<(), StoreError> {
        self.execute(SENT, &[unit, now.day(), events].map(Into::into)).map(drop)
    }

    /// How many events a unit sent today.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_sent_today(&mut self, unit: i64, now: Time) -> Result<i64, StoreError> {
        Ok(self.optional(SENT_TODAY, &[unit.into(), now.day().into()], |row| row.get(0))?.unwrap_or(0))
    }
}
