//! Cohorts: units of one product that run the same releases, and what is usual among them.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    OF = "SELECT number, product, runs, began_from, state, merged FROM cohort WHERE product = ?1 AND runs = ?2";
    ALL_OF = "SELECT number, product, runs, began_from, state, merged FROM cohort WHERE number > ?1
        ORDER BY number LIMIT ?2";
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM cohort";
    PUT = "INSERT INTO cohort (number, product, runs, began_from, state) VALUES (?1, ?2, ?3, ?4, ?5)";
    MERGED = "UPDATE cohort SET state = ?2, merged = ?3 WHERE number = ?1";
    SHARD = "SELECT state FROM cohort_shard WHERE cohort = ?1 AND shard = ?2";
    SHARD_PUT = "INSERT INTO cohort_shard (cohort, shard, state) VALUES (?1, ?2, ?3)
        ON CONFLICT (cohort, shard) DO UPDATE SET state = excluded.state";
    EACH_SHARD = "SELECT shard, state FROM cohort_shard WHERE cohort = ?1 ORDER BY shard";
    SCORES = "SELECT counts FROM score_day WHERE day = ?1 AND product = ?2 AND shard = ?3";
    SCORES_PUT = "INSERT INTO score_day (day, product, shard, counts) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (day, product, shard) DO UPDATE SET counts = excluded.counts";
    SCORES_SINCE = "SELECT day, counts FROM score_day WHERE day >= ?1 AND product = ?2 ORDER BY day, shard";
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
    /// What all shards together know.
    pub state: Option<Vec<u8>>,
    /// When they were brought together last.
    pub merged: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<KeptCohort, StoreError> {
    Ok(KeptCohort {
        number: row.get(0)?,
        product: row.get(1)?,
        runs: row.get(2)?,
        began_from: row.get(3)?,
        state: row.get(4)?,
        merged: row.get(5)?,
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

    /// Up to `limit` cohorts whose numbers come after `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohorts(&mut self, after: i64, limit: i64) -> Result<Vec<KeptCohort>, StoreError> {
        self.rows(ALL_OF, &[after.into(), limit.into()], read)
    }

    /// Makes a cohort, with what it begins with; its number.
    ///
    /// # Errors
    /// When there is one of that kind, or the database fails.
    pub fn cohort_insert(
        &mut self,
        product: Id<kinds::Product>,
        runs: &str,
        before: Option<&KeptCohort>,
    ) -> Result<i64, StoreError> {
        let number = self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1);
        let (from, state) = (before.map(|it| it.number), before.and_then(|it| it.state.as_ref()));
        self.execute(PUT, &[number.into(), product.into(), runs.into(), from.into(), state.into()])?;
        Ok(number)
    }

    /// Keeps what all shards together know of a cohort.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_merged(&mut self, number: i64, state: &[u8], now: Time) -> Result<(), StoreError> {
        self.execute(MERGED, &[number.into(), state.into(), now.into()]).map(drop)
    }

    /// What a shard knows of a cohort.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shard(&mut self, cohort: i64, shard: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(SHARD, &[cohort.into(), shard.into()], |row| row.get(0))
    }

    /// Keeps what a shard knows of a cohort.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shard_put(&mut self, cohort: i64, shard: i64, state: &[u8]) -> Result<(), StoreError> {
        self.execute(SHARD_PUT, &[cohort.into(), shard.into(), state.into()]).map(drop)
    }

    /// What each shard knows of a cohort, in the order of the shards.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cohort_shards(&mut self, cohort: i64) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
        self.rows(EACH_SHARD, &[cohort.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How surprising things were on a day, in one shard.
    ///
    /// # Errors
    /// When the database fails.
    pub fn scores(&mut self, day: i64, product: Id<kinds::Product>, shard: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(SCORES, &[day.into(), product.into(), shard.into()], |row| row.get(0))
    }

    /// Keeps that.
    ///
    /// # Errors
    /// When the database fails.
    pub fn scores_put(
        &mut self,
        day: i64,
        product: Id<kinds::Product>,
        shard: i64,
        counts: &[u8],
    ) -> Result<(), StoreError> {
        self.execute(SCORES_PUT, &[day.into(), product.into(), shard.into(), counts.into()]).map(drop)
    }

    /// How surprising things were on each day from one on, shard by shard.
    ///
    /// # Errors
    /// When the database fails.
    pub fn scores_since(&mut self, day: i64, product: Id<kinds::Product>) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
        self.rows(SCORES_SINCE, &[day.into(), product.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
