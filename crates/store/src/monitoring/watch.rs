//! What is known of each unit.

use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    GET = "SELECT state FROM unit_watch WHERE unit = ?1";
    PUT = "INSERT INTO unit_watch (unit, changed, state) VALUES (?1, ?2, ?3)
        ON CONFLICT (unit) DO UPDATE SET changed = excluded.changed, state = excluded.state";
    ERASE = "DELETE FROM unit_watch WHERE unit = ?1";
}

impl Tx<'_> {
    /// What is known of a unit; nothing where nothing was ever looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch(&mut self, unit: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(GET, &[unit.into()], |row| row.get(0))
    }

    /// Keeps what is known of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_watch_put(&mut self, unit: i64, state: &[u8], now: Time) -> Result<(), StoreError> {
        self.execute(PUT, &[unit.into(), now.into(), state.into()]).map(drop)
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
