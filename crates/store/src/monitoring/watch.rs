//! What is known of each unit.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    GET = "SELECT log, alert, state FROM unit_watch WHERE unit = ?1";
    PUT = "INSERT INTO unit_watch (unit, changed, log, alert, state) VALUES (?1, ?2, ?3, ?4, ?5)";
    CHANGE = "UPDATE unit_watch SET changed = ?2, log = ?3, alert = ?4, state = ?5 WHERE unit = ?1";
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

    /// Keeps what is known of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch_put(&mut self, unit: i64, new: &UnitWatch, now: Time) -> Result<(), StoreError> {
        let UnitWatch { log, alert, state } = new;
        let values = [unit.into(), now.into(), (*log).into(), (*alert).into(), state.into()];
        if self.execute(CHANGE, &values)? == 0 {
            self.execute(PUT, &values)?;
            self.watched_count(unit, 1)?;
        }
        Ok(())
    }

    /// Erases what a unit's owner shared, and what is known from it: the batches, and what waits; how many batches there were.
    /// What was concluded stays: see [`Self::alerts_forget`].
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_events_erase(&mut self, unit: i64) -> Result<u64, StoreError> {
        self.events_waiting_erase(unit)?;
        let known = self.execute(ERASE, &[unit.into()])?.cast_signed();
        if known > 0 {
            self.watched_count(unit, -known)?;
        }
        self.event_batches_erase(unit)
    }
}
