//! What each unit runs, part by part.

use super::RunSource;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    PUT = "INSERT INTO unit_runs (unit, part, release, label, silent, since, source, highest)
        SELECT ?1, ?2, ?3, ?4, silent, ?5, ?6, (SELECT r.sequence FROM release r WHERE r.id = ?3 AND ?6 = 'proven')
        FROM unit WHERE number = ?1 AND state <> 'decommissioned'
        ON CONFLICT (unit, part) DO UPDATE SET release = excluded.release, label = excluded.label,
        since = excluded.since, source = excluded.source, highest = CASE
        WHEN excluded.highest > COALESCE(unit_runs.highest, 0) THEN excluded.highest ELSE unit_runs.highest END";
    OF_UNIT = "SELECT u.part, p.name, u.release, u.label, u.since, u.source FROM unit_runs u
        JOIN part p ON p.id = u.part WHERE u.unit = ?1 ORDER BY u.part";
    ANY = "SELECT CAST(1 AS INT8) FROM unit_runs WHERE unit = ?1 LIMIT 1";
    ERASE = "DELETE FROM unit_runs WHERE unit = ?1";
    NAMED = "SELECT u.unit, u.part, u.label FROM unit_runs u WHERE u.release IS NULL AND EXISTS
        (SELECT 1 FROM release r WHERE r.part = u.part AND r.label = u.label) ORDER BY u.unit, u.part LIMIT ?1";
    KNOWN = "UPDATE unit_runs SET release = (SELECT r.id FROM release r WHERE r.part = ?2 AND r.label = ?3
        ORDER BY r.sequence DESC LIMIT 1) WHERE unit = ?1 AND part = ?2 AND release IS NULL";
}

/// What a unit runs of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRuns {
    /// The part.
    pub part: Id<kinds::Part>,
    /// Its name.
    pub part_name: String,
    /// The release; nothing where the catalogue does not know the version.
    pub release: Option<Id<kinds::Release>>,
    /// The version.
    pub label: String,
    /// Since when it is known to be so.
    pub since: Time,
    /// By whose word.
    pub source: RunSource,
}

fn read(row: &Row<'_>) -> Result<UnitRuns, StoreError> {
    Ok(UnitRuns {
        part: row.get(0)?,
        part_name: row.get(1)?,
        release: row.get(2)?,
        label: row.get(3)?,
        since: row.get(4)?,
        source: row.get::<String>(5)?.parse()?,
    })
}

impl Tx<'_> {
    /// Keeps what a unit in use runs of a part, in the place of what it ran; `release` is nothing for a version that the
    /// catalogue does not know.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_runs_put(
        &mut self,
        unit: i64,
        part: Id<kinds::Part>,
        release: Option<Id<kinds::Release>>,
        label: &str,
        source: RunSource,
        now: Time,
    ) -> Result<(), StoreError> {
        let values = [unit.into(), part.into(), release.into(), label.into(), now.into(), source.as_str().into()];
        self.execute(PUT, &values).map(drop)
    }

    /// What a unit runs, part by part.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_runs(&mut self, unit: i64) -> Result<Vec<UnitRuns>, StoreError> {
        self.rows(OF_UNIT, &[unit.into()], read)
    }

    /// Up to `limit` times, a version that the catalogue did not know and knows by now becomes its release; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_runs_recognise(&mut self, limit: i64) -> Result<usize, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let named: Vec<(i64, Id<kinds::Part>, String)> = self.rows(NAMED, &[limit.into()], read)?;
        for (unit, part, label) in &named {
            self.execute(KNOWN, &[(*unit).into(), (*part).into(), label.into()])?;
        }
        Ok(named.len())
    }

    /// Whether anything is known of what a unit runs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_runs_any(&mut self, unit: i64) -> Result<bool, StoreError> {
        Ok(self.optional(ANY, &[unit.into()], |_| Ok(()))?.is_some())
    }

    pub(crate) fn unit_runs_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE, &[unit.into()]).map(drop)
    }
}
