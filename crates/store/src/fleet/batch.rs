//! Events that units sent because their owners share them: signed batches, kept as they came.

use crate::error::StoreError;
use crate::monitoring::count::More;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    PUT = "INSERT INTO event_batch (day, unit, log, class, first, last, number, taken, digest, content,
        deflated) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    NEWEST = "SELECT last FROM event_batch WHERE unit = ?1 AND log = ?2 AND class = ?3 ORDER BY last DESC LIMIT 1";
    OF_UNIT = "SELECT unit, log, class, first, last, number, taken, digest, content, deflated FROM event_batch
        WHERE unit = ?1 AND log = ?2 AND class = ?3 AND last > ?4 ORDER BY last LIMIT ?5";
    CLASSES = "SELECT class, CAST(COUNT(*) AS INT8), CAST(SUM(last - first + 1) AS INT8), MIN(taken), MAX(taken)
        FROM event_batch WHERE unit = ?1 GROUP BY class ORDER BY class";
    NEAR = "SELECT first, last FROM event_batch WHERE unit = ?1 AND log = ?2 AND class = ?3 AND last >= ?4 AND last < ?5
        ORDER BY first";
    EARLIER = "SELECT last FROM event_batch WHERE unit = ?1 AND log = ?2 AND class = ?3 AND last < ?4
        ORDER BY last DESC LIMIT 1";
    BY_CLASS = "SELECT class, CAST(COUNT(*) AS INT8), CAST(SUM(last - first + 1) AS INT8) FROM event_batch
        WHERE unit = ?1 GROUP BY class";
    ERASE = "DELETE FROM event_batch WHERE unit = ?1";
}

/// Events of one class of one unit, whose numbers follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventBatch {
    /// The unit's number.
    pub unit: i64,
    /// Which of the unit's logs they are of.
    pub log: i64,
    /// The class: 0 security, 1 network, 2 product.
    pub class: i64,
    /// The number of the first event.
    pub first: i64,
    /// The number of the last event.
    pub last: i64,
    /// The unit's own number of the batch.
    pub number: i64,
    /// When it came.
    pub taken: Time,
    /// The SHA-256 of what was signed.
    pub digest: [u8; 32],
    /// What was signed, byte by byte, or that deflated.
    pub content: Vec<u8>,
    /// Whether it is deflated.
    pub deflated: bool,
}

/// What is held of one class of a unit's events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldClass {
    /// The class: 0 security, 1 network, 2 product.
    pub class: i64,
    /// How many batches.
    pub batches: i64,
    /// How many events, those that came twice counted twice.
    pub events: i64,
    /// When the first of them came.
    pub first: Time,
    /// When the last of them came.
    pub last: Time,
}

pub(crate) fn read(row: &Row<'_>) -> Result<EventBatch, StoreError> {
    Ok(EventBatch {
        unit: row.get(0)?,
        log: row.get(1)?,
        class: row.get(2)?,
        first: row.get(3)?,
        last: row.get(4)?,
        number: row.get(5)?,
        taken: row.get(6)?,
        digest: row.get(7)?,
        content: row.get(8)?,
        deflated: row.get(9)?,
    })
}

impl Tx<'_> {
    /// Keeps a batch of events.
    ///
    /// # Errors
    /// When a batch of the same events came on the same day, or the database fails.
    pub fn event_batch_insert(&mut self, new: &EventBatch) -> Result<(), StoreError> {
        let values: [Value<'_>; 11] = [
            new.taken.day().into(),
            new.unit.into(),
            new.log.into(),
            new.class.into(),
            new.first.into(),
            new.last.into(),
            new.number.into(),
            new.taken.into(),
            (&new.digest).into(),
            (&new.content).into(),
            new.deflated.into(),
        ];
        self.execute(PUT, &values)?;
        let events = new.last - new.first + 1;
        self.events_count(new.unit, new.class, More { batches: 1, events, waiting: 0 })
    }

    /// The number of the newest event of a class that is kept of a unit's log; 0 where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_newest(&mut self, unit: i64, log: i64, class: i64) -> Result<i64, StoreError> {
        let newest = self.optional(NEWEST, &[unit.into(), log.into(), class.into()], |row| row.get(0))?;
        Ok(newest.unwrap_or(0))
    }

    /// The numbers of the first and last events of batches that may hold any from `first` to `last`, where none holds more than
    /// `most`: in the order of the first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_ranges(
        &mut self,
        (unit, log, class): (i64, i64, i64),
        (first, last): (i64, i64),
        most: i64,
    ) -> Result<Vec<(i64, i64)>, StoreError> {
        let values = [unit, log, class, first, last.saturating_add(most)].map(Value::from);
        self.rows(NEAR, &values, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Whether events of a class of a unit's log are kept that come before a number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_is_after_others(
        &mut self,
        (unit, log, class): (i64, i64, i64),
        number: i64,
    ) -> Result<bool, StoreError> {
        let values = [unit, log, class, number].map(Value::from);
        Ok(self.optional(EARLIER, &values, |row| row.get::<i64>(0))?.is_some())
    }

    /// Up to `limit` batches of a class of a unit's log that hold events after number `after`, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_batches(
        &mut self,
        (unit, log, class): (i64, i64, i64),
        after: i64,
        limit: i64,
    ) -> Result<Vec<EventBatch>, StoreError> {
        self.rows(OF_UNIT, &[unit.into(), log.into(), class.into(), after.into(), limit.into()], read)
    }

    /// What is held of a unit, class by class; those of which nothing is are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_event_classes(&mut self, unit: i64) -> Result<Vec<HeldClass>, StoreError> {
        self.rows(CLASSES, &[unit.into()], |row| {
            let (class, batches, events) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(HeldClass { class, batches, events, first: row.get(3)?, last: row.get(4)? })
        })
    }

    /// Erases every batch of a unit, none of which is taken again; how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn event_batches_erase(&mut self, unit: i64) -> Result<u64, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?));
        for (class, batches, events) in self.rows(BY_CLASS, &[unit.into()], read)? {
            self.events_count(unit, class, More { batches: -batches, events: -events, waiting: 0 })?;
        }
        self.event_floors_raise(unit)?;
        self.execute(ERASE, &[unit.into()])
    }
}
