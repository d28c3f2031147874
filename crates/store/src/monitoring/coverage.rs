//! Whose events monitoring sees, and whose it does not: what its silence is worth.
//!
//! Counted where it changes: whoever writes that a unit is there, is silent, is out of use, or how its switches stand, does so
//! through [`Tx::covering`]. A count is a few rows for each product, however many units there are.

use std::ops::AddAssign;

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    COVERAGE = "SELECT p.id, p.name, c.shares, c.silent, c.off, c.unknown FROM (SELECT product,
        CAST(SUM(shares) AS INT8) AS shares, CAST(SUM(silent) AS INT8) AS silent, CAST(SUM(off) AS INT8) AS off,
        CAST(SUM(unknown) AS INT8) AS unknown FROM coverage_count GROUP BY product) c
        JOIN product p ON p.id = c.product WHERE c.shares + c.silent + c.off + c.unknown > 0 ORDER BY p.name, p.id";
    OF = "SELECT u.product, u.silent, l.record, l.share, l.refused FROM unit u LEFT JOIN unit_log l ON l.unit = u.number
        WHERE u.number = ?1 AND u.state <> 'decommissioned'";
    ADD = "INSERT INTO coverage_count (product, stripe, shares, silent, off, unknown) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (product, stripe) DO UPDATE SET shares = coverage_count.shares + excluded.shares,
        silent = coverage_count.silent + excluded.silent, off = coverage_count.off + excluded.off,
        unknown = coverage_count.unknown + excluded.unknown";
}

/// Stripes that the units of a product are counted in.
const STRIPES: i64 = 16;

/// Units in use by whether their events are seen. Each is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Their owners share events, and they were heard of lately.
    pub shares: i64,
    /// Their owners share events, and they are silent.
    pub silent: i64,
    /// Their owners do not share events.
    pub off: i64,
    /// They never said how their owners' switches stand.
    pub unknown: i64,
}

impl Coverage {
    /// All of them.
    #[must_use]
    pub const fn in_use(&self) -> i64 {
        self.shares + self.silent + self.off + self.unknown
    }

    /// A unit alone.
    const fn of(silent: bool, record: Option<bool>, share: Option<bool>, refused: bool) -> Self {
        let none = Self { shares: 0, silent: 0, off: 0, unknown: 0 };
        match (record, share) {
            _ if refused => Self { off: 1, ..none },
            (Some(true), Some(true)) if silent => Self { silent: 1, ..none },
            (Some(true), Some(true)) => Self { shares: 1, ..none },
            (Some(_), Some(_)) => Self { off: 1, ..none },
            _ => Self { unknown: 1, ..none },
        }
    }

    const fn less(self, other: Self) -> Self {
        Self {
            shares: self.shares - other.shares,
            silent: self.silent - other.silent,
            off: self.off - other.off,
            unknown: self.unknown - other.unknown,
        }
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.shares += other.shares;
        self.silent += other.silent;
        self.off += other.off;
        self.unknown += other.unknown;
    }
}

/// The units of one product by whether their events are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCoverage {
    /// The product.
    pub product: Id<kinds::Product>,
    /// Its name.
    pub name: String,
    /// Its units in use.
    pub units: Coverage,
}

fn read(row: &Row<'_>) -> Result<ProductCoverage, StoreError> {
    let units = Coverage { shares: row.get(2)?, silent: row.get(3)?, off: row.get(4)?, unknown: row.get(5)? };
    Ok(ProductCoverage { product: row.get(0)?, name: row.get(1)?, units })
}

impl Tx<'_> {
    /// Whose events are seen, by product, in the order of their names. Products without units in use are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn coverage(&mut self) -> Result<Vec<ProductCoverage>, StoreError> {
        self.rows(COVERAGE, &[], read)
    }

    /// Changes something of a unit, and counts it where it belongs then.
    pub(crate) fn covering<T>(
        &mut self,
        unit: i64,
        change: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let before = self.covered(unit)?;
        let changed = change(self)?;
        let after = self.covered(unit)?;
        if before == after {
            return Ok(changed);
        }
        let count = |found: Option<(_, Coverage)>| found.map_or_else(Coverage::default, |(_, count)| count);
        if let Some((product, _)) = after.or(before) {
            self.coverage_add(product, unit, count(after).less(count(before)))?;
        }
        Ok(changed)
    }

    /// The product of a unit in use, and the unit as it counts.
    fn covered(&mut self, unit: i64) -> Result<Option<(Id<kinds::Product>, Coverage)>, StoreError> {
        self.optional(OF, &[unit.into()], |row| {
            let refused = row.get::<Option<Time>>(4)?.is_some();
            Ok((row.get(0)?, Coverage::of(row.get(1)?, row.get(2)?, row.get(3)?, refused)))
        })
    }

    fn coverage_add(&mut self, product: Id<kinds::Product>, unit: i64, by: Coverage) -> Result<(), StoreError> {
        let counts = [unit.rem_euclid(STRIPES), by.shares, by.silent, by.off, by.unknown];
        let values: Vec<_> = std::iter::once(product.into()).chain(counts.map(Into::into)).collect();
        self.execute(ADD, &values).map(drop)
    }

    /// Counts a unit that was just entered, of which nothing is known yet.
    pub(crate) fn coverage_new(&mut self, product: Id<kinds::Product>, unit: i64) -> Result<(), StoreError> {
        self.coverage_add(product, unit, Coverage::of(true, None, None, false))
    }
}
