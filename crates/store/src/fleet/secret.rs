//! Secrets of units: found by the unit, kept as hashes.

use super::SecretKind;
use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    PUT = "INSERT INTO unit_secret (unit, kind, hash, expires, made) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (unit, kind) DO UPDATE SET hash = excluded.hash, expires = excluded.expires, made = excluded.made";
    OF_UNIT = "SELECT kind, hash, expires, made FROM unit_secret WHERE unit = ?1 ORDER BY kind";
    GET = "SELECT kind, hash, expires, made FROM unit_secret WHERE unit = ?1 AND kind = ?2";
    REMOVE = "DELETE FROM unit_secret WHERE unit = ?1 AND kind = ?2";
    ERASE = "DELETE FROM unit_secret WHERE unit = ?1";
}

/// A secret of a unit, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSecret {
    /// What it opens.
    pub kind: SecretKind,
    /// Its hash: compare it in constant time.
    pub hash: [u8; 32],
    /// Until when it opens.
    pub expires: Option<Time>,
    /// When it was made.
    pub made: Time,
}

fn read(row: &Row<'_>) -> Result<UnitSecret, StoreError> {
    let kind = row.get::<String>(0)?.parse()?;
    Ok(UnitSecret { kind, hash: row.get(1)?, expires: row.get(2)?, made: row.get(3)? })
}

impl Tx<'_> {
    /// Gives a unit a secret, in the place of the one of this kind that it had.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_secret_put(&mut self, unit: i64, new: &UnitSecret) -> Result<(), StoreError> {
        let values = [unit.into(), new.kind.as_str().into(), (&new.hash).into(), new.expires.into(), new.made.into()];
        self.execute(PUT, &values).map(drop)
    }

    /// Every secret of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_secrets(&mut self, unit: i64) -> Result<Vec<UnitSecret>, StoreError> {
        self.rows(OF_UNIT, &[unit.into()], read)
    }

    /// One secret of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_secret(&mut self, unit: i64, kind: SecretKind) -> Result<Option<UnitSecret>, StoreError> {
        self.optional(GET, &[unit.into(), kind.as_str().into()], read)
    }

    /// Forgets a secret of a unit; false where there was none. What is used up goes like this, in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_secret_remove(&mut self, unit: i64, kind: SecretKind) -> Result<bool, StoreError> {
        Ok(self.execute(REMOVE, &[unit.into(), kind.as_str().into()])? == 1)
    }

    pub(crate) fn unit_secrets_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE, &[unit.into()]).map(drop)
    }
}
