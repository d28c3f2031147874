//! What happened to units, the newest last.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    PUT = "INSERT INTO unit_history (day, id, unit, kind, facts) VALUES (?1, ?2, ?3, ?4, ?5)";
    SINCE = "SELECT CAST(COUNT(*) AS INT8) FROM unit_history WHERE unit = ?1 AND id >= ?2";
    TAKE_BACK = "DELETE FROM unit_history WHERE day = ?1 AND id = ?2";
    OF_UNIT = "SELECT id, kind, facts FROM unit_history WHERE unit = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3";
}

/// Something that happened to a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEvent {
    /// Its id, which tells when.
    pub id: Id<kinds::UnitEvent>,
    /// What, in kebab-case.
    pub kind: String,
    /// What else is to be said, as a JSON object.
    pub facts: String,
}

impl Tx<'_> {
    /// Notes that something happened to a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_event(&mut self, unit: i64, event: &UnitEvent) -> Result<(), StoreError> {
        let values =
            [event.id.made().day().into(), event.id.into(), unit.into(), (&event.kind).into(), (&event.facts).into()];
        self.execute(PUT, &values).map(drop)
    }

    /// How much happened to a unit since a time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_events_since(&mut self, unit: i64, since: Time) -> Result<i64, StoreError> {
        let first: Id<kinds::UnitEvent> = Id::first_of(since);
        Ok(self.optional(SINCE, &[unit.into(), first.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Takes back what was noted in the same transaction, where it was.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_event_take_back(&mut self, id: Id<kinds::UnitEvent>) -> Result<(), StoreError> {
        self.execute(TAKE_BACK, &[id.made().day().into(), id.into()]).map(drop)
    }

    /// Up to `limit` things that happened to a unit before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_history(
        &mut self,
        unit: i64,
        before: Option<Id<kinds::UnitEvent>>,
        limit: i64,
    ) -> Result<Vec<UnitEvent>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(OF_UNIT, &[unit.into(), before.into(), limit.into()], |row| {
            Ok(UnitEvent { id: row.get(0)?, kind: row.get(1)?, facts: row.get(2)? })
        })
    }
}
