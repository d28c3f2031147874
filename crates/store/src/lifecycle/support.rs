//! Support periods: what they rest on, and until when devices are supported by the day they were placed on the market.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

type ProductId = Id<kinds::Product>;

statements! {
    REASON = "SELECT months, content, changed, version FROM support_reason WHERE product = ?1";
    REASON_PUT = "INSERT INTO support_reason (product, months, content, changed, version)
        VALUES (?1, ?2, ?3, ?4, 1) ON CONFLICT (product) DO NOTHING";
    REASON_CHANGE = "UPDATE support_reason SET months = ?2, content = ?3, changed = ?4, version = version + 1
        WHERE product = ?1 AND version = ?5";
    PROMISES = "SELECT placed_from, ends, reason, made FROM support_promise WHERE product = ?1 ORDER BY placed_from";
    PROMISE_PUT = "INSERT INTO support_promise (product, placed_from, ends, reason, made) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (product, placed_from) DO UPDATE SET ends = excluded.ends, reason = excluded.reason, made = excluded.made";
    FIRST_SALE = "SELECT MIN(r.on_sale) FROM release r JOIN part p ON p.id = r.part WHERE p.product = ?1";
    LAST_SALE = "SELECT MAX(CASE WHEN r.state = 'on-sale' AND r.last_placed IS NULL THEN CAST(?2 AS INT8)
        ELSE COALESCE(r.last_placed, r.on_sale) END) FROM release r JOIN part p ON p.id = r.part
        WHERE p.product = ?1 AND r.on_sale IS NOT NULL";
}

/// What went into a support period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportReason {
    /// Months that the product is expected to be in use; nothing while nobody has said.
    pub months: Option<i64>,
    /// The considerations, as JSON.
    pub content: String,
    /// When it was changed last.
    pub changed: Time,
    /// Rises with every change, from 1 on.
    pub version: i64,
}

/// Until when devices are supported that were placed from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportPromise {
    /// The first day of placing (YYYY-MM-DD).
    pub placed_from: String,
    /// The last day of support.
    pub ends: String,
    /// Why.
    pub reason: String,
    /// When it was made, or changed last.
    pub made: Time,
}

fn promise(row: &Row<'_>) -> Result<SupportPromise, StoreError> {
    Ok(SupportPromise { placed_from: row.get(0)?, ends: row.get(1)?, reason: row.get(2)?, made: row.get(3)? })
}

impl Tx<'_> {
    /// What went into the support period of a product; nothing while nobody has said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn support_reason(&mut self, product: ProductId) -> Result<Option<SupportReason>, StoreError> {
        self.optional(REASON, &[product.into()], |row| {
            Ok(SupportReason { months: row.get(0)?, content: row.get(1)?, changed: row.get(2)?, version: row.get(3)? })
        })
    }

    /// Keeps what went into it, on top of `new.version` (0: nothing was said before); false where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn support_reason_put(&mut self, product: ProductId, new: &SupportReason) -> Result<bool, StoreError> {
        let values = [product.into(), new.months.into(), (&new.content).into(), new.changed.into()];
        if new.version == 0 {
            return Ok(self.execute(REASON_PUT, &values)? == 1);
        }
        let [product, months, content, changed] = values;
        Ok(self.execute(REASON_CHANGE, &[product, months, content, changed, new.version.into()])? == 1)
    }

    /// What was promised for devices by the day of their placing, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn support_promises(&mut self, product: ProductId) -> Result<Vec<SupportPromise>, StoreError> {
        self.rows(PROMISES, &[product.into()], promise)
    }

    /// Keeps a promise, in the place of the one from the same day on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn support_promise_put(&mut self, product: ProductId, new: &SupportPromise) -> Result<(), StoreError> {
        let (from, ends, reason) = ((&new.placed_from).into(), (&new.ends).into(), (&new.reason).into());
        self.execute(PROMISE_PUT, &[product.into(), from, ends, reason, new.made.into()]).map(drop)
    }

    /// When devices of a product were placed at the earliest and at the latest, by its releases: the first sale, and the last
    /// placing, or `now` while one is on sale; nothing where none ever was.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_sold(&mut self, product: ProductId, now: Time) -> Result<Option<(Time, Time)>, StoreError> {
        let first: Option<Time> = self.optional(FIRST_SALE, &[product.into()], |row| row.get(0))?.flatten();
        let last = self.optional(LAST_SALE, &[product.into(), now.into()], |row| row.get(0))?.flatten();
        Ok(first.zip(last))
    }
}
