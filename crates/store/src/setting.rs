//! Settings by name.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT value FROM setting WHERE name = ?1";
    SET = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

impl Tx<'_> {
    /// The value of a setting.
    ///
    /// # Errors
    /// When the database fails.
    pub fn setting(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        self.optional(GET, &[name.into()], |row| row.get(0))
    }

    /// Sets it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn setting_put(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.execute(SET, &[name.into(), value.into()]).map(drop)
    }
}
