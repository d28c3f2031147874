//! Jobs as they are shown: lists, counts, what goes wrong.

use std::time::Duration;

use super::{Job, JobState};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

/// A job's columns, its state as it is shown.
macro_rules! shown {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, CASE WHEN state = 'waiting' AND error IS NOT NULL THEN 'retrying' ELSE state END, due, \
             every, attempts, steps, total, error, succeeded, created, ended FROM job ",
            $rest
        )
    };
}

statements! {
    GET = shown!("WHERE id = ?1");
    OLDER = shown!("WHERE id < ?1 AND (?2 = '' OR kind = ?2) AND (?3 = '' OR
        ?3 = CASE WHEN state = 'waiting' AND error IS NOT NULL THEN 'retrying' ELSE state END) ORDER BY id DESC LIMIT ?4");
    NEWER = shown!("WHERE id > ?1 AND (?2 = '' OR kind = ?2) AND (?3 = '' OR
        ?3 = CASE WHEN state = 'waiting' AND error IS NOT NULL THEN 'retrying' ELSE state END) ORDER BY id LIMIT ?4");
    SCHEDULED = shown!("WHERE key = ?1 AND every IS NOT NULL");
    COUNTS = "SELECT CASE WHEN state = 'waiting' AND error IS NOT NULL THEN 'retrying' ELSE state END,
        CAST(COUNT(*) AS INT8) FROM job GROUP BY 1 ORDER BY 1";
    KINDS = "SELECT DISTINCT kind FROM job ORDER BY kind";
    OVERDUE = "SELECT CAST(COUNT(*) AS INT8) FROM job WHERE state = 'waiting' AND due < ?1";
}

/// Which jobs of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobFilter {
    /// Of this kind.
    pub kind: Option<String>,
    /// In this state.
    pub state: Option<JobState>,
}

impl JobFilter {
    fn words(&self) -> (&str, &str) {
        (self.kind.as_deref().unwrap_or_default(), self.state.map_or("", JobState::as_str))
    }
}

impl Tx<'_> {
    /// One job.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job(&mut self, id: Id<kinds::Job>) -> Result<Option<Job>, StoreError> {
        self.optional(GET, &[id.into()], job)
    }

    /// Up to `limit` jobs made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_list(
        &mut self,
        filter: &JobFilter,
        before: Option<Id<kinds::Job>>,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        let (kind, state) = filter.words();
        self.rows(OLDER, &[before.into(), kind.into(), state.into(), limit.into()], job)
    }

    /// Up to `limit` jobs made after `after`, those next to it, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_list_newer(
        &mut self,
        filter: &JobFilter,
        after: Id<kinds::Job>,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let (kind, state) = filter.words();
        let mut found = self.rows(NEWER, &[after.into(), kind.into(), state.into(), limit.into()], job)?;
        found.reverse();
        Ok(found)
    }

    /// The job with this key that runs again and again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_scheduled(&mut self, key: &str) -> Result<Option<Job>, StoreError> {
        self.optional(SCHEDULED, &[key.into()], job)
    }

    /// How many jobs are in which state; a state that no job is in is not named.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_counts(&mut self) -> Result<Vec<(JobState, u64)>, StoreError> {
        self.rows(COUNTS, &[], |row| Ok((row.get::<String>(0)?.parse()?, unsigned(row.get(1)?))))
    }

    /// The kinds of all jobs there are.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_kinds(&mut self) -> Result<Vec<String>, StoreError> {
        self.rows(KINDS, &[], |row| row.get(0))
    }

    /// How many jobs wait although they were due before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_overdue(&mut self, before: Time) -> Result<u64, StoreError> {
        Ok(self.optional(OVERDUE, &[before.into()], |row| row.get(0))?.map_or(0, unsigned))
    }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn job(row: &Row<'_>) -> Result<Job, StoreError> {
    let every: Option<i64> = row.get(4)?;
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        state: row.get::<String>(2)?.parse()?,
        due: row.get(3)?,
        every: every.map(|micros| Duration::from_micros(micros.unsigned_abs())),
        attempts: row.get(5)?,
        progress: (row.get(6)?, row.get(7)?),
        error: row.get(8)?,
        succeeded: row.get(9)?,
        created: row.get(10)?,
        ended: row.get(11)?,
    })
}
