//! When units were last heard of. Polls come by the thousand in a second: those of a moment are noted in one row, and are
//! brought to the units later, in the order of their numbers, which costs a fraction of the pages.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    SLEEPS = "SELECT 1 FROM unit
        WHERE number = ?1 AND state <> 'decommissioned' AND (silent <> 0 OR state <> 'active')";
    WAKE = "UPDATE unit SET silent = 0, state = 'active', enrolled = COALESCE(enrolled, ?2)
        WHERE number = ?1 AND state <> 'decommissioned' AND (silent <> 0 OR state <> 'active')";
    HEARD = "UPDATE unit_runs SET silent = 0 WHERE unit = ?1 AND silent <> 0";
    SEEN = "INSERT INTO unit_seen (unit, seen) SELECT number, ?2 FROM unit
        WHERE number = ?1 AND (state <> 'decommissioned' OR ended_by = 'unit') ON CONFLICT (unit) DO UPDATE SET seen = excluded.seen";
    PUT = "INSERT INTO unit_sighting (id, seen, units) VALUES (?1, ?2, ?3)";
    WAITING = "SELECT id, seen, units FROM unit_sighting WHERE id > ?1 ORDER BY id LIMIT ?2";
    SETTLE = "INSERT INTO unit_seen (unit, seen) VALUES (?1, ?2)
        ON CONFLICT (unit) DO UPDATE SET seen = excluded.seen WHERE unit_seen.seen < excluded.seen";
    ERASE = "DELETE FROM unit_sighting WHERE id = ?1";
}

/// Units that were heard of in the same moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Its id.
    pub id: Id<kinds::Sighting>,
    /// When.
    pub seen: Time,
    /// Their numbers.
    pub units: Vec<i64>,
}

impl Tx<'_> {
    /// Notes that a unit was heard of, and that it is awake where it is in use; false where staff took it out of use, or it is
    /// none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_seen(&mut self, number: i64, now: Time) -> Result<bool, StoreError> {
        let seen = self.execute(SEEN, &[number.into(), now.into()])? == 1;
        if seen && self.optional(SLEEPS, &[number.into()], |_| Ok(()))?.is_some() {
            self.covering(number, |tx| tx.execute(WAKE, &[number.into(), now.into()]))?;
            self.execute(HEARD, &[number.into()])?;
        }
        Ok(seen)
    }

    /// Notes that units were heard of which are known to be awake.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sighting_insert(&mut self, sighting: &Sighting) -> Result<(), StoreError> {
        let units: Vec<u8> = sighting.units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        self.execute(PUT, &[sighting.id.into(), sighting.seen.into(), (&units).into()]).map(drop)
    }

    /// Up to `limit` sightings that wait, the oldest first, those after `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sightings_waiting(
        &mut self,
        after: Option<Id<kinds::Sighting>>,
        limit: i64,
    ) -> Result<Vec<Sighting>, StoreError> {
        let after = after.unwrap_or_else(|| Id::from_bytes([0; 16]));
        self.rows(WAITING, &[after.into(), limit.into()], read)
    }

    /// Brings to units when they were last heard of, as far as that is news.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sightings_settle(&mut self, seen: &[(i64, Time)]) -> Result<(), StoreError> {
        seen.iter().try_for_each(|(unit, seen)| self.execute(SETTLE, &[(*unit).into(), (*seen).into()]).map(drop))
    }

    /// Forgets sightings that were brought to their units.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sightings_erase(&mut self, ids: &[Id<kinds::Sighting>]) -> Result<(), StoreError> {
        ids.iter().try_for_each(|id| self.execute(ERASE, &[(*id).into()]).map(drop))
    }
}

fn read(row: &Row<'_>) -> Result<Sighting, StoreError> {
    let units: Vec<u8> = row.get(2)?;
    let (numbers, rest) = units.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(StoreError::Inconsistent { column: 2, expected: "numbers of eight bytes each" });
    }
    let units = numbers.iter().map(|bytes| i64::from_be_bytes(*bytes)).collect();
    Ok(Sighting { id: row.get(0)?, seen: row.get(1)?, units })
}
