//! What happened to units, the newest last.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    PUT = "INSERT INTO unit_history (day, id, unit, kind, facts) VALUES (?1, ?2, ?3, ?4, ?5)";
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
