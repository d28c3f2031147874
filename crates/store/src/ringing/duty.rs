//! Who is on duty.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    LIST = "SELECT person, since FROM duty ORDER BY place";
    CLEAR = "DELETE FROM duty";
    PUT = "INSERT INTO duty (place, person, since) VALUES (?1, ?2, ?3)";
}

/// Somebody on duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// Who.
    pub person: Id<kinds::Person>,
    /// Since when at this place.
    pub since: Time,
}

impl Tx<'_> {
    /// Who is on duty: the first, then the deputies in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn duty(&mut self) -> Result<Vec<OnDuty>, StoreError> {
        self.rows(LIST, &[], |row| Ok(OnDuty { person: row.get(0)?, since: row.get(1)? }))
    }

    /// Writes who is on duty.
    ///
    /// # Errors
    /// When somebody stands in it twice, or the database fails.
    pub fn duty_put(&mut self, list: &[OnDuty]) -> Result<(), StoreError> {
        self.execute(CLEAR, &[])?;
        for (place, one) in (0_i64..).zip(list) {
            self.execute(PUT, &[place.into(), one.person.into(), one.since.into()])?;
        }
        Ok(())
    }
}
