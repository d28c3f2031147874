//! What is known of each unit.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    GET = "SELECT log, alert, state FROM unit_watch WHERE unit = ?1";
    PUT = "INSERT INTO unit_watch (unit, changed, log, alert, state) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (unit) DO UPDATE SET changed = excluded.changed, log = excluded.log, alert = excluded.alert,
        state = excluded.state";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM unit_watch";
    ERASE = "DELETE FROM unit_watch WHERE unit = ?1";
}

/// What is known of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitWatch {
    /// Of which of the unit's logs the events were.
    pub log: i64,
    /// Its open alert.
    pub alert: Option<Id<kinds::Alert>>,
    /// What is known.
    pub state: Vec<u8>,
}

impl Tx<'_> {
    /// What is known of a unit; nothing where nothing was ever looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch(&mut self, unit: i64) -> Result<Option<UnitWatch>, StoreError> {
        self.optional(GET, &[unit.into()], |row| {
            Ok(UnitWatch { log: row.get(0)?, alert: row.get(1)?, state: row.get(2)? })
        })
    }

    /// Of how many units anything is known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[], |row| row.get(0))?.unwrap_or(0))
    }

    /// Keeps what is known of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch_put(&mut self, unit: i64, new: &UnitWatch, now: Time) -> Result<(), StoreError> {
        let UnitWatch { log, alert, state } = new;
        self.execute(PUT, &[unit.into(), now.into(), (*log).into(), (*alert).into(), state.into()]).map(drop)
    }

    /// Erases what a unit's owner shared, and what is known from it: the batches, and what waits; how many batches there were.
    /// What was concluded stays: see [`Self::alerts_forget`].
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_events_erase(&mut self, unit: i64) -> Result<u64, StoreError> {
        self.events_waiting_erase(unit)?;
        self.execute(ERASE, &[unit.into()])?;
        self.event_batches_erase(unit)
    }
}
