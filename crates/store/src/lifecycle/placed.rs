//! The day on which each unit was placed on the market, where somebody said so.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;

type ProductId = Id<kinds::Product>;

statements! {
    GET = "SELECT day FROM unit_placed WHERE unit = ?1";
    PUT = "INSERT INTO unit_placed (unit, product, day) SELECT number, product, ?2 FROM unit WHERE number = ?1
        ON CONFLICT (unit) DO UPDATE SET day = excluded.day";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM unit_placed p JOIN unit u ON u.number = p.unit
        WHERE p.product = ?1 AND p.day >= ?2 AND (p.day < ?3 OR ?3 = '') AND u.state <> 'decommissioned'";
    ALL_IN_USE = "SELECT CAST(COUNT(*) AS INT8) FROM unit WHERE product = ?1 AND state IN ('expected', 'active')";
    EARLIEST = "SELECT MIN(day), MAX(day) FROM unit_placed WHERE product = ?1";
}

impl Tx<'_> {
    /// The day on which a unit was placed on the market (YYYY-MM-DD); nothing where nobody has said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_placed(&mut self, unit: i64) -> Result<Option<String>, StoreError> {
        self.optional(GET, &[unit.into()], |row| row.get(0))
    }

    /// Keeps the day on which a unit was placed on the market.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_placed_put(&mut self, unit: i64, day: &str) -> Result<(), StoreError> {
        self.execute(PUT, &[unit.into(), day.into()]).map(drop)
    }

    /// Units of a product in use that were placed from `from` on and before `before` (empty: without end).
    ///
    /// # Errors
    /// When the database fails.
    pub fn units_placed(&mut self, product: ProductId, from: &str, before: &str) -> Result<i64, StoreError> {
        Ok(self.optional(COUNT, &[product.into(), from.into(), before.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Units of a product in use.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units_in_use(&mut self, product: ProductId) -> Result<i64, StoreError> {
        Ok(self.optional(ALL_IN_USE, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// The earliest and the latest day on which units of a product were placed, as far as somebody said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units_placed_between(&mut self, product: ProductId) -> Result<Option<(String, String)>, StoreError> {
        let read = |row: &crate::value::Row<'_>| Ok((row.get::<Option<String>>(0)?, row.get::<Option<String>>(1)?));
        Ok(self.optional(EARLIEST, &[product.into()], read)?.and_then(|(first, last)| first.zip(last)))
    }
}
