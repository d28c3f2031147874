//! Secrets by name, already sealed: this crate never sees them in the clear.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT sealed FROM secret WHERE name = ?1";
    INSERT = "INSERT INTO secret (name, sealed) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
    PUT = "INSERT INTO secret (name, sealed) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed";
}

impl Tx<'_> {
    /// The sealed bytes of a secret.
    ///
    /// # Errors
    /// When the database fails.
    pub fn secret(&mut self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(GET, &[name.into()], |row| row.get(0))
    }

    /// Keeps a new secret; false where another process was first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn secret_insert(&mut self, name: &str, sealed: &[u8]) -> Result<bool, StoreError> {
        Ok(self.execute(INSERT, &[name.into(), sealed.into()])? == 1)
    }

    /// Keeps a secret in the place of the one that was there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn secret_put(&mut self, name: &str, sealed: &[u8]) -> Result<(), StoreError> {
        self.execute(PUT, &[name.into(), sealed.into()]).map(drop)
    }
}
