//! Cohorts: units of one product that run the same releases, and what is usual among them.

use super::SHARDS;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    OF = "SELECT number, product, runs, began_from, state, merged, used FROM cohort WHERE product = ?1 AND runs = ?2";
    AS_OF = "SELECT merged FROM cohort WHERE product = ?1 AND runs = ?2";
    GET = "SELECT number, product, runs, began_from, state, merged, used FROM cohort WHERE number = ?1";
    LATELY = "SELECT number, product, runs, began_from, state, merged, used FROM cohort WHERE number < ?1 AND merged >= ?2
        ORDER BY number DESC LIMIT ?3";
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM cohort";
    PUT = "INSERT INTO cohort (number, product, runs, began_from, state, used) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    USE = "UPDATE cohort SET used = ?2 WHERE number = ?1 AND used < ?2";
    UNUSED = "SELECT c.number FROM cohort c WHERE c.used < ?1 AND EXISTS (SELECT 1 FROM cohort n
        WHERE n.product = c.product AND n.number > c.number AND n.runs <> '' AND n.runs NOT LIKE '%unknown%')
        ORDER BY c.used, c.number LIMIT ?2";
    DELETE = "DELETE FROM cohort WHERE number = ?1";
    MERGED = "UPDATE cohort SET state = ?2, merged = ?3 WHERE number = ?1";
    SHARD = "SELECT state FROM cohort_shard WHERE cohort = ?1 AND shard = ?2";
    SHARD_PUT = "INSERT INTO cohort_shard (cohort, shard, state) VALUES (?1, ?2, ?3)
        ON CONFLICT (cohort, shard) DO UPDATE SET state = excluded.state";
    NEXT_SHARDS = "SELECT shard, state FROM cohort_shard WHERE cohort = ?1 ORDER BY shard LIMIT ?2";
    EMPTY = "DELETE FROM cohort_shard WHERE cohort = ?1 AND shard <= ?2";
    TAUGHT = "SELECT DISTINCT cohort FROM cohort_shard ORDER BY cohort";
    LATEST = "SELECT number, product, runs, began_from, state, merged, used FROM cohort
        WHERE product = ?1 AND runs <> '' AND runs NOT LIKE '%unknown%' ORDER BY number DESC LIMIT 1";
}

/// Units of one product that run the same releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCohort {
    /// Its number.
    pub number: i64,
    /// The product.
    pub product: Id<kinds::Product>,
    /// What its units run, as text that is equal where it is the same.
    pub runs: String,
    /// The cohort that it began from.
    pub began_from: Option<i64>,
    /// What all shards together were taught.
    pub state: Vec<u8>,
    /// When they were brought together last.
    pub merged: Option<Time>,
    /// The last day on which a unit of it sent something.
    pub used: i64,
}

fn read(row: &Row<'_>) -> Result<KeptCohort, StoreError> {
    Ok(KeptCohort {
        number: row.get(0)?,
        product: row.get(1)?,
        runs: row.get(2)?,
        began_from: row.get(3)?,
        state: row.get(4)?,
        merged: row.get(5)?,
        used: row.get(6)?,
    })
}

impl Tx<'_> {
    /// The cohort of a product's units that run this.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort(&mut self, product: Id<kinds::Product>, runs: &str) -> Result<Option<KeptCohort>, StoreError> {
        self.optional(OF, &[product.into(), runs.into()], read)
    }

    /// As of when the cohort of a product's units that run this is; nothing where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_as_of(
        &mut self,
        product: Id<kinds::Product>,
        runs: &str,
    ) -> Result<Option<Option<Time>>, StoreError> {
        self.optional(AS_OF, &[product.into(), runs.into()], |row| row.get(0))
    }

    /// The cohort of this number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_of_number(&mut self, number: i64) -> Result<Option<KeptCohort>, StoreError> {
        self.optional(GET, &[number.into()], read)
    }

    /// Up to `limit` cohorts that were taught anything since a time: the newest first, those whose numbers come before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohorts_since(&mut self, since: Time, before: i64, limit: i64) -> Result<Vec<KeptCohort>, StoreError> {
        self.rows(LATELY, &[before.into(), since.into(), limit.into()], read)
    }

    /// Makes a cohort, with what it begins with; its number.
    ///
    /// # Errors
    /// When there is one of that kind, or the database fails.
    pub fn cohort_insert(
        &mut self,
        product: Id<kinds::Product>,
        runs: &str,
        (began_from, state): (Option<i64>, &[u8]),
        now: Time,
    ) -> Result<i64, StoreError> {
        let number = self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1);
        let values = [number.into(), product.into(), runs.into(), began_from.into(), state.into(), now.day().into()];
        self.execute(PUT, &values)?;
        Ok(number)
    }

    /// A unit of a cohort sent something on this day.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_use(&mut self, number: i64, now: Time) -> Result<(), StoreError> {
        self.execute(USE, &[number.into(), now.day().into()]).map(drop)
    }

    /// Up to `limit` cohorts that nobody was in since a day, but for the newest of each product whose releases the catalogue
    /// knows: the next one begins from that.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohorts_unused(&mut self, day: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
        self.rows(UNUSED, &[day.into(), limit.into()], |row| row.get(0))
    }

    /// Deletes a cohort with what its shards were taught.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_delete(&mut self, number: i64) -> Result<(), StoreError> {
        self.cohort_shards_taken(number, SHARDS)?;
        self.execute(DELETE, &[number.into()]).map(drop)
    }

    /// Keeps what all shards together were taught of a cohort.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_merged(&mut self, number: i64, state: &[u8], now: Time) -> Result<(), StoreError> {
        self.execute(MERGED, &[number.into(), state.into(), now.into()]).map(drop)
    }

    /// What a shard was taught of a cohort since all were brought together last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shard(&mut self, cohort: i64, shard: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(SHARD, &[cohort.into(), shard.into()], |row| row.get(0))
    }

    /// Keeps what a shard was taught of a cohort.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shard_put(&mut self, cohort: i64, shard: i64, state: &[u8]) -> Result<(), StoreError> {
        self.execute(SHARD_PUT, &[cohort.into(), shard.into(), state.into()]).map(drop)
    }

    /// What shards were taught of a cohort, up to `limit`, in the order of the shards.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shards(&mut self, cohort: i64, limit: i64) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
        self.rows(NEXT_SHARDS, &[cohort.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What the shards up to this one were taught is taken in: it is not told again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shards_taken(&mut self, cohort: i64, through: i64) -> Result<(), StoreError> {
        self.execute(EMPTY, &[cohort.into(), through.into()]).map(drop)
    }

    /// The cohorts of which shards were taught something.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohorts_taught(&mut self) -> Result<Vec<i64>, StoreError> {
        self.rows(TAUGHT, &[], |row| row.get(0))
    }

    /// The cohort of a product that was made last, of those whose releases the catalogue knows.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_latest(&mut self, product: Id<kinds::Product>) -> Result<Option<KeptCohort>, StoreError> {
        self.optional(LATEST, &[product.into()], read)
    }
}
