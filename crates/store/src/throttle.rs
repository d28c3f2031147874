//! Budgets of tries, one row each. What the numbers mean is the server's business.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT tries, wall, steady, run FROM throttle WHERE name = ?1";
    PUT = "INSERT INTO throttle (name, tries, wall, steady, run) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (name) DO UPDATE
        SET tries = excluded.tries, wall = excluded.wall, steady = excluded.steady, run = excluded.run";
    DROP = "DELETE FROM throttle WHERE name = ?1";
}

/// A budget as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Tries since the last success.
    pub tries: i64,
    /// The wall clock at the last one, in microseconds.
    pub wall: i64,
    /// The steady clock at the last one, in microseconds.
    pub steady: i64,
    /// Which run of the server that steady clock belongs to.
    pub run: i64,
}

impl Tx<'_> {
    /// A budget, if anybody drew on it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn throttle(&mut self, name: &str) -> Result<Option<Throttle>, StoreError> {
        self.optional(GET, &[name.into()], |row| {
            Ok(Throttle { tries: row.get(0)?, wall: row.get(1)?, steady: row.get(2)?, run: row.get(3)? })
        })
    }

    /// Keeps a budget.
    ///
    /// # Errors
    /// When the database fails.
    pub fn throttle_put(&mut self, name: &str, kept: &Throttle) -> Result<(), StoreError> {
        let values = [name.into(), kept.tries.into(), kept.wall.into(), kept.steady.into(), kept.run.into()];
        self.execute(PUT, &values).map(drop)
    }

    /// Forgets a budget: all tries are back.
    ///
    /// # Errors
    /// When the database fails.
    pub fn throttle_drop(&mut self, name: &str) -> Result<(), StoreError> {
        self.execute(DROP, &[name.into()]).map(drop)
    }
}
