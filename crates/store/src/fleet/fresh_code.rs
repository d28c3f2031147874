//! Codes that open once, and soon no more, what is held of a unit.

use super::CodeBy;
use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    GET = "SELECT hash, made_by, made, expires, used FROM unit_fresh_code WHERE unit = ?1";
    PUT = "INSERT INTO unit_fresh_code (unit, hash, made_by, made, expires) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (unit) DO UPDATE SET hash = excluded.hash, made_by = excluded.made_by, made = excluded.made,
        expires = excluded.expires, used = NULL WHERE unit_fresh_code.hash <> excluded.hash";
    USE = "UPDATE unit_fresh_code SET used = ?3 WHERE unit = ?1 AND hash = ?2 AND used IS NULL AND expires > ?3";
    ERASE = "DELETE FROM unit_fresh_code WHERE unit = ?1";
}

/// A code, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreshCode {
    /// Its hash: compare it in constant time.
    pub hash: [u8; 32],
    /// Who made it.
    pub by: CodeBy,
    /// When it came to be known here.
    pub made: Time,
    /// Until when it opens.
    pub expires: Time,
    /// When it was shown.
    pub used: Option<Time>,
}

impl Tx<'_> {
    /// The newest code of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_fresh_code(&mut self, unit: i64) -> Result<Option<FreshCode>, StoreError> {
        self.optional(GET, &[unit.into()], |row| {
            let by = row.get::<String>(1)?.parse()?;
            Ok(FreshCode { hash: row.get(0)?, by, made: row.get(2)?, expires: row.get(3)?, used: row.get(4)? })
        })
    }

    /// Gives a unit a code in the place of the one before; false where it is that one: what is said again opens no longer, and
    /// not once more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_fresh_code_put(&mut self, unit: i64, new: &FreshCode) -> Result<bool, StoreError> {
        let values = [unit.into(), (&new.hash).into(), new.by.as_str().into(), new.made.into(), new.expires.into()];
        Ok(self.execute(PUT, &values)? == 1)
    }

    /// Uses a code up; false where it is another one, was used, or its time is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_fresh_code_use(&mut self, unit: i64, hash: &[u8; 32], now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(USE, &[unit.into(), hash.into(), now.into()])? == 1)
    }

    pub(crate) fn unit_fresh_code_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE, &[unit.into()]).map(drop)
    }
}
