//! Whose events monitoring sees, and whose it does not: what its silence is worth.

use std::ops::AddAssign;

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    COVERAGE = "SELECT p.id, p.name, c.shares, c.silent, c.off, c.unknown FROM
        (SELECT u.product AS product,
        CAST(SUM(CASE WHEN l.share = 1 AND l.record = 1 AND l.refused IS NULL AND u.silent = 0 THEN 1 ELSE 0 END) AS INT8) AS shares,
        CAST(SUM(CASE WHEN l.share = 1 AND l.record = 1 AND l.refused IS NULL AND u.silent = 1 THEN 1 ELSE 0 END) AS INT8) AS silent,
        CAST(SUM(CASE WHEN l.share = 0 OR l.record = 0 OR l.refused IS NOT NULL THEN 1 ELSE 0 END) AS INT8) AS off,
        CAST(SUM(CASE WHEN (l.share IS NULL OR l.record IS NULL) AND l.refused IS NULL THEN 1 ELSE 0 END) AS INT8) AS unknown
        FROM unit u LEFT JOIN unit_log l ON l.unit = u.number WHERE u.state <> 'decommissioned' GROUP BY u.product) c
        JOIN product p ON p.id = c.product ORDER BY p.name, p.id";
}

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
}
