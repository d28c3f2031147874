//! The compiled index of advisories that is in force.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    NEWEST = "SELECT number, index_blob, digest, records, time FROM advisories ORDER BY number DESC LIMIT 1";
    INSERT = "INSERT INTO advisories (number, index_blob, digest, records, time) VALUES (?1, ?2, ?3, ?4, ?5)";
    SWEEP = "DELETE FROM advisories WHERE number <= ?1";
}

/// How many former indexes are kept.
const KEPT: i64 = 3;

/// An index of advisories: the one with the highest number is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advisories {
    /// Rises with each.
    pub number: i64,
    /// Its bytes.
    pub blob: BlobHash,
    /// What it says, whatever its packing.
    pub digest: [u8; 32],
    /// Its records.
    pub records: i64,
    /// Since when it is in force.
    pub time: Time,
}

impl Tx<'_> {
    /// The index in force.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisories_newest(&mut self) -> Result<Option<Advisories>, StoreError> {
        self.optional(NEWEST, &[], advisories)
    }

    /// Puts an index in force; the last few stay. False where another than the one before it is in force.
    ///
    /// # Errors
    /// When the database fails.
    pub fn advisories_insert(&mut self, new: &Advisories) -> Result<bool, StoreError> {
        if self.advisories_newest()?.map_or(0, |newest| newest.number) != new.number - 1 {
            return Ok(false);
        }
        let values =
            [new.number.into(), (&new.blob.0).into(), (&new.digest).into(), new.records.into(), new.time.into()];
        self.execute(INSERT, &values)?;
        self.execute(SWEEP, &[(new.number - KEPT - 1).into()])?;
        Ok(true)
    }
}

fn advisories(row: &Row<'_>) -> Result<Advisories, StoreError> {
    Ok(Advisories {
        number: row.get(0)?,
        blob: BlobHash(row.get(1)?),
        digest: row.get(2)?,
        records: row.get(3)?,
        time: row.get(4)?,
    })
}
