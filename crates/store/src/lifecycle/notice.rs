//! Notices that support ends: which were begun, and which units each is for.

use super::SupportStage;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

type ProductId = Id<kinds::Product>;
type NoticeId = Id<kinds::OwnerNotice>;

statements! {
    PUT = "INSERT INTO support_notice (product, ends, stage, notice, told) VALUES (?1, ?2, ?3, ?4, ?5)";
    OF_PRODUCT = "SELECT ends, stage, notice, told FROM support_notice WHERE product = ?1 ORDER BY told, ends, stage";
    PRODUCTS = "SELECT id FROM product WHERE id > ?1 AND (support_to IS NOT NULL OR EXISTS (SELECT 1 FROM support_promise s
        WHERE s.product = product.id)) ORDER BY id LIMIT ?2";
    /// Units whose placing nobody stated are told too: `?5` says whether.
    FIX = "INSERT INTO owner_notice_unit (notice, unit, since, told, kept, opened)
        SELECT ?1, u.number, CAST(?6 AS INT8), NULL, NULL, NULL FROM unit u LEFT JOIN unit_placed p ON p.unit = u.number
        WHERE u.product = ?2 AND u.state IN ('expected', 'active')
        AND ((p.day >= ?3 AND (p.day < ?4 OR ?4 = '')) OR (p.day IS NULL AND CAST(?5 AS INT8) = 1))
        ON CONFLICT DO NOTHING";
    DELIVER = "INSERT INTO owner_delivery (notice, unit, way, state, due, attempts, tried, answer)
        SELECT x.notice, x.unit, c.way, 'waiting', CAST(?2 AS INT8), 0, NULL, '' FROM owner_notice_unit x
        JOIN owner_contact c ON c.unit = x.unit AND c.confirmed IS NOT NULL WHERE x.notice = ?1 AND x.since = ?2
        ON CONFLICT DO NOTHING";
}

/// Units by the day on which they were placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window<'a> {
    /// The first day of placing; empty: from the beginning.
    pub from: &'a str,
    /// The first day that is not in it any more; empty: without end.
    pub before: &'a str,
    /// Whether units are in it whose placing nobody stated.
    pub unknown: bool,
}

/// A notice that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportNotice {
    /// The end of support that it is about (YYYY-MM-DD).
    pub ends: String,
    /// How long before.
    pub stage: SupportStage,
    /// The notice to owners.
    pub notice: NoticeId,
    /// When it was begun.
    pub told: Time,
}

fn read(row: &Row<'_>) -> Result<SupportNotice, StoreError> {
    Ok(SupportNotice {
        ends: row.get(0)?,
        stage: row.get::<String>(1)?.parse()?,
        notice: row.get(2)?,
        told: row.get(3)?,
    })
}

impl Tx<'_> {
    /// Notes that a notice was begun.
    ///
    /// # Errors
    /// When there is one for this end and stage, or the database fails.
    pub fn support_notice_put(&mut self, product: ProductId, new: &SupportNotice) -> Result<(), StoreError> {
        let (ends, stage) = ((&new.ends).into(), new.stage.as_str().into());
        self.execute(PUT, &[product.into(), ends, stage, new.notice.into(), new.told.into()]).map(drop)
    }

    /// The notices of a product, in the order they were begun.
    ///
    /// # Errors
    /// When the database fails.
    pub fn support_notices(&mut self, product: ProductId) -> Result<Vec<SupportNotice>, StoreError> {
        self.rows(OF_PRODUCT, &[product.into()], read)
    }

    /// Up to `limit` products behind `after` whose support ends some day.
    ///
    /// # Errors
    /// When the database fails.
    pub fn products_supported(&mut self, after: ProductId, limit: i64) -> Result<Vec<ProductId>, StoreError> {
        self.rows(PRODUCTS, &[after.into(), limit.into()], |row| row.get(0))
    }

    /// Puts the units of a window into the scope of a notice, with addresses that their owners left; how many are new.
    ///
    /// # Errors
    /// When the database fails.
    pub fn support_notice_fix(
        &mut self,
        notice: NoticeId,
        product: ProductId,
        window: Window<'_>,
        now: Time,
    ) -> Result<u64, StoreError> {
        let (from, before) = (window.from.into(), window.before.into());
        let unknown = i64::from(window.unknown).into();
        let new = self.execute(FIX, &[notice.into(), product.into(), from, before, unknown, now.into()])?;
        if new > 0 {
            self.execute(DELIVER, &[notice.into(), now.into()])?;
        }
        Ok(new)
    }
}
