//! Batches of events that no detector saw yet, and how much each unit sent today.

use super::count::More;
use super::shard_of;
use crate::error::StoreError;
use crate::fleet::batch::{self, EventBatch};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    WAIT = "INSERT INTO event_waiting (shard, unit, log, class, first, last, day, waited, missed_first, missed_last)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (shard, unit, log, class, first, last) DO NOTHING";
    NEXT = "SELECT b.unit, b.log, b.class, b.first, b.last, b.number, b.taken, b.digest, b.content,
        b.deflated, w.waited, w.missed_first, w.missed_last
        FROM event_waiting w JOIN event_batch b ON b.day = w.day AND b.unit = w.unit AND b.log = w.log
            AND b.class = w.class AND b.first = w.first AND b.last = w.last
        WHERE w.shard = ?1 ORDER BY w.unit, w.log, w.class, w.first, w.last LIMIT ?2";
    DONE = "DELETE FROM event_waiting
        WHERE shard = ?1 AND unit = ?2 AND log = ?3 AND class = ?4 AND first = ?5 AND last = ?6";
    OF_UNIT = "SELECT class, CAST(COUNT(*) AS INT8) FROM event_waiting WHERE shard = ?1 AND unit = ?2 GROUP BY class";
    ERASE = "DELETE FROM event_waiting WHERE shard = ?1 AND unit = ?2";
    SENT = "INSERT INTO event_quota (unit, day, events, waits) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (unit) DO UPDATE SET
        events = CASE WHEN event_quota.day = excluded.day THEN event_quota.events ELSE 0 END + excluded.events,
        day = excluded.day, waits = excluded.waits";
    QUOTA = "SELECT day, events, waits FROM event_quota WHERE unit = ?1";
}

/// What is to be known of a batch beside what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HowItCame {
    /// The unit was told to wait since its batch before.
    pub has_waited: bool,
    /// It came late, and of its events those from the one number to the other were missing.
    pub missed: Option<(i64, i64)>,
}

/// How much a unit sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentToday {
    /// How many events today.
    pub events: i64,
    /// The classes of which nothing came since it was told to wait: 1 security, 2 network, 4 product, or their sum.
    pub waits: i64,
}

impl SentToday {
    /// Every class.
    pub const ALL_WAIT: i64 = 7;

    /// Whether nothing of a class came since the unit was told to wait.
    #[must_use]
    pub const fn has_waited(&self, class: i64) -> bool {
        self.waits & (1 << class) != 0
    }

    /// The classes that wait once something of this one came.
    #[must_use]
    pub const fn waits_without(&self, class: i64) -> i64 {
        self.waits & !(1 << class)
    }
}

impl Tx<'_> {
    /// A batch that was kept waits to be looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_wait(&mut self, kept: &EventBatch, came: HowItCame) -> Result<(), StoreError> {
        let EventBatch { unit, log, class, first, last, .. } = *kept;
        let place = [shard_of(unit), unit, log, class, first, last, kept.taken.day()].map(Value::from);
        let (from, to) = came.missed.unzip();
        let values: Vec<_> = place.into_iter().chain([came.has_waited.into(), from.into(), to.into()]).collect();
        let waiting = self.execute(WAIT, &values)?.cast_signed();
        self.events_count(unit, class, More { waiting, ..More::default() })
    }

    /// Up to `limit` batches of a shard that wait: unit by unit, class by class, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_waiting(&mut self, shard: i64, limit: i64) -> Result<Vec<(EventBatch, HowItCame)>, StoreError> {
        self.rows(NEXT, &[shard.into(), limit.into()], |row| {
            let missed = row.get::<Option<i64>>(11)?.zip(row.get(12)?);
            Ok((batch::read(row)?, HowItCame { has_waited: row.get(10)?, missed }))
        })
    }

    /// A batch was looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_looked_at(&mut self, kept: &EventBatch) -> Result<(), StoreError> {
        let EventBatch { unit, log, class, first, last, .. } = *kept;
        let done = self.execute(DONE, &[shard_of(unit), unit, log, class, first, last].map(Into::into))?.cast_signed();
        self.events_count(unit, class, More { waiting: -done, ..More::default() })
    }

    /// What a unit sent is not looked at any more.
    pub(crate) fn events_waiting_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        let place = [shard_of(unit), unit].map(Value::from);
        for (class, waiting) in self.rows(OF_UNIT, &place, |row| Ok((row.get(0)?, row.get::<i64>(1)?)))? {
            self.events_count(unit, class, More { waiting: -waiting, ..More::default() })?;
        }
        self.execute(ERASE, &place).map(drop)
    }

    /// A unit sent so many events; the classes that wait now, as [`SentToday::waits`].
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_sent(&mut self, unit: i64, events: i64, waits: i64, now: Time) -> Result<(), StoreError> {
        self.execute(SENT, &[unit, now.day(), events, waits].map(Into::into)).map(drop)
    }

    /// How much a unit sent.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_sent_today(&mut self, unit: i64, now: Time) -> Result<SentToday, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<i64>(0)?, SentToday { events: row.get(1)?, waits: row.get(2)? }));
        let Some((day, sent)) = self.optional(QUOTA, &[unit.into()], read)? else { return Ok(SentToday::default()) };
        Ok(if day == now.day() { sent } else { SentToday { events: 0, ..sent } })
    }
}
