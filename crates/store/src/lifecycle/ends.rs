//! The end of use of units, counted by product and by what they ran last.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

type ProductId = Id<kinds::Product>;

/// The five counts, over units `u` with the statements that they signed.
macro_rules! counts {
    () => {
        "CAST(COALESCE(SUM(CASE WHEN u.state = 'decommissioned' AND u.ended_by = 'unit' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN u.state = 'decommissioned' AND COALESCE(u.ended_by, 'staff') = 'staff'
            AND COALESCE(u.erased_for, '') = 'end-of-life' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN u.state = 'decommissioned' AND COALESCE(u.ended_by, 'staff') = 'staff'
            AND COALESCE(u.erased_for, '') <> 'end-of-life' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN u.erased_for = 'handover' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN u.erased_for = 'reset' THEN 1 ELSE 0 END), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN u.erased_for = 'unknown' THEN 1 ELSE 0 END), 0) AS INT8)"
    };
}

statements! {
    OF_PRODUCT = concat!("SELECT ", counts!(), " FROM unit u WHERE u.product = ?1");
    EXPORTED = "SELECT CAST(COUNT(*) AS INT8) FROM unit u WHERE u.product = ?1 AND EXISTS (SELECT 1 FROM unit_statement s
        WHERE s.unit = u.number AND s.kind = 'exported')";
    LAST_RAN = "INSERT INTO unit_last_ran (unit, part, release) SELECT unit, part, release FROM unit_runs WHERE unit = ?1
        ON CONFLICT (unit, part) DO UPDATE SET release = excluded.release";
    BACK = "DELETE FROM unit_last_ran WHERE unit = ?1";
    OF_RELEASES = concat!("SELECT l.part, l.release, ", counts!(), " FROM unit_last_ran l JOIN unit u ON u.number = l.unit
        WHERE u.product = ?1 AND u.state = 'decommissioned' GROUP BY l.part, l.release ORDER BY l.part, l.release LIMIT ?2");
    UNTOLD = "SELECT CAST(COUNT(*) AS INT8) FROM unit u WHERE u.product = ?1 AND u.state = 'decommissioned'
        AND NOT EXISTS (SELECT 1 FROM unit_last_ran l WHERE l.unit = u.number)";
}

/// How units ended, or changed hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitEnds {
    /// Out of use by their own signed word: they erased everything.
    pub by_unit: i64,
    /// Out of use by the word of staff, and they had signed that they erased everything for it.
    pub by_staff_erased: i64,
    /// Out of use by the word of staff alone: whether they erased anything is not known.
    pub by_staff_unknown: i64,
    /// Whose last signed erasure was for another owner.
    pub handed_over: i64,
    /// Whose last signed erasure was to begin anew.
    pub reset: i64,
    /// Whose last signed erasure does not say what for.
    pub unsaid: i64,
}

fn read(row: &Row<'_>, at: usize) -> Result<UnitEnds, StoreError> {
    Ok(UnitEnds {
        by_unit: row.get(at)?,
        by_staff_erased: row.get(at + 1)?,
        by_staff_unknown: row.get(at + 2)?,
        handed_over: row.get(at + 3)?,
        reset: row.get(at + 4)?,
        unsaid: row.get(at + 5)?,
    })
}

/// Units that are out of use and ran a release last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleaseEnds {
    /// The part.
    pub part: Id<kinds::Part>,
    /// The release; nothing: a version that the catalogue does not know.
    pub release: Option<Id<kinds::Release>>,
    /// How they ended.
    pub ends: UnitEnds,
}

impl Tx<'_> {
    /// How the units of a product ended. It looks at each of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_ends(&mut self, product: ProductId) -> Result<UnitEnds, StoreError> {
        Ok(self.optional(OF_PRODUCT, &[product.into()], |row| read(row, 0))?.unwrap_or_default())
    }

    /// How many units of a product signed that their owner's data went out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units_exported(&mut self, product: ProductId) -> Result<i64, StoreError> {
        Ok(self.optional(EXPORTED, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// The same of units that are out of use, by the release that they ran last; up to `limit` of these.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_ends_by_release(&mut self, product: ProductId, limit: i64) -> Result<Vec<ReleaseEnds>, StoreError> {
        self.rows(OF_RELEASES, &[product.into(), limit.into()], |row| {
            Ok(ReleaseEnds { part: row.get(0)?, release: row.get(1)?, ends: read(row, 2)? })
        })
    }

    /// Units of a product that are out of use, and of which nobody knows what they ran last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_ends_untold(&mut self, product: ProductId) -> Result<i64, StoreError> {
        Ok(self.optional(UNTOLD, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Keeps what a unit runs, before that is forgotten since it goes out of use.
    pub(crate) fn unit_last_ran_keep(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(LAST_RAN, &[unit.into()]).map(drop)
    }

    /// Forgets it: the unit is in use again.
    pub(crate) fn unit_last_ran_forget(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(BACK, &[unit.into()]).map(drop)
    }
}
