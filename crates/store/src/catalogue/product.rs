//! Products: what is sold.

use super::{NamePage, pattern};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, designation, manufacturer, category, purpose, support_from, support_to, support_reason,
                contact, risk, created, version FROM product WHERE ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO product (id, name, designation, manufacturer, category, purpose, support_from, support_to,
        support_reason, contact, risk, created, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1)";
    GET = select!("id = ?1");
    UP = select!("(?1 = '' OR LOWER(name) LIKE ?1 ESCAPE '\\' OR LOWER(designation) LIKE ?1 ESCAPE '\\')
        AND (LOWER(name), id) > (?2, ?3) ORDER BY LOWER(name), id LIMIT ?4");
    DOWN = select!("(?1 = '' OR LOWER(name) LIKE ?1 ESCAPE '\\' OR LOWER(designation) LIKE ?1 ESCAPE '\\')
        AND (LOWER(name), id) < (?2, ?3) ORDER BY LOWER(name) DESC, id DESC LIMIT ?4");
    PLACE = "SELECT LOWER(name) FROM product WHERE id = ?1";
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM product
        WHERE (?1 = '' OR LOWER(name) LIKE ?1 ESCAPE '\\' OR LOWER(designation) LIKE ?1 ESCAPE '\\')";
    CHANGE = "UPDATE product SET name = ?2, designation = ?3, manufacturer = ?4, category = ?5, purpose = ?6,
        support_from = ?7, support_to = ?8, support_reason = ?9, contact = ?10, risk = ?11, version = version + 1
        WHERE id = ?1 AND version = ?12";
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: Id<kinds::Product>,
    /// The name it is sold under.
    pub name: String,
    /// The type designation: type, batch or model by which it is told from others.
    pub designation: String,
    /// Who is its legal manufacturer.
    pub manufacturer: Id<kinds::Manufacturer>,
    /// A key of the table of categories, `default`, or nothing while nobody has said.
    pub category: Option<String>,
    /// The intended purpose.
    pub purpose: String,
    /// The first day of the support period.
    pub support_from: Option<String>,
    /// The last day of the support period.
    pub support_to: Option<String>,
    /// Why the support period is as long as it is.
    pub support_reason: String,
    /// Where vulnerabilities can be reported.
    pub contact: String,
    /// How grave a compromise would be; nothing while nobody has said.
    pub risk: Option<String>,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change.
    pub version: i64,
}

fn read(row: &Row<'_>) -> Result<Product, StoreError> {
    Ok(Product {
        id: row.get(0)?,
        name: row.get(1)?,
        designation: row.get(2)?,
        manufacturer: row.get(3)?,
        category: row.get(4)?,
        purpose: row.get(5)?,
        support_from: row.get(6)?,
        support_to: row.get(7)?,
        support_reason: row.get(8)?,
        contact: row.get(9)?,
        risk: row.get(10)?,
        created: row.get(11)?,
        version: row.get(12)?,
    })
}

/// What staff state, in the order of the columns.
fn stated(product: &Product) -> [Value<'_>; 11] {
    [
        product.id.into(),
        (&product.name).into(),
        (&product.designation).into(),
        product.manufacturer.into(),
        product.category.as_deref().into(),
        (&product.purpose).into(),
        product.support_from.as_deref().into(),
        product.support_to.as_deref().into(),
        (&product.support_reason).into(),
        (&product.contact).into(),
        product.risk.as_deref().into(),
    ]
}

impl Tx<'_> {
    /// Enters a product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_insert(&mut self, new: &Product) -> Result<(), StoreError> {
        let values: Vec<Value<'_>> = stated(new).into_iter().chain([new.created.into()]).collect();
        self.execute(INSERT, &values).map(drop)
    }

    /// One product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product(&mut self, id: Id<kinds::Product>) -> Result<Option<Product>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// A page of products by name; `sought` is a part of name or type designation, or empty for all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_list(
        &mut self,
        sought: &str,
        page: NamePage<Id<kinds::Product>>,
        limit: i64,
    ) -> Result<Vec<Product>, StoreError> {
        let (first, last) = ((String::new(), [0; 16]), ('\u{10ffff}'.to_string(), [0xff; 16]));
        match page {
            NamePage::First => self.product_page(UP, sought, first, limit),
            NamePage::After(id) => {
                let place = self.product_place(id)?.unwrap_or(first);
                self.product_page(UP, sought, place, limit)
            }
            NamePage::Before(id) => {
                let place = self.product_place(id)?.unwrap_or(last);
                let mut found = self.product_page(DOWN, sought, place, limit)?;
                found.reverse();
                Ok(found)
            }
        }
    }

    fn product_page(
        &mut self,
        sql: Sql,
        sought: &str,
        (name, id): (String, [u8; 16]),
        limit: i64,
    ) -> Result<Vec<Product>, StoreError> {
        let pattern = pattern(sought);
        self.rows(sql, &[(&pattern).into(), (&name).into(), Value::Id(id), limit.into()], read)
    }

    fn product_place(&mut self, id: Id<kinds::Product>) -> Result<Option<(String, [u8; 16])>, StoreError> {
        self.optional(PLACE, &[id.into()], |row| Ok((row.get(0)?, id.bytes())))
    }

    /// How many products there are whose name or type designation has `sought` in it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_count(&mut self, sought: &str) -> Result<i64, StoreError> {
        let pattern = pattern(sought);
        Ok(self.optional(COUNT, &[(&pattern).into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Writes what staff state, where `changed.version` is still the newest; false where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_change(&mut self, changed: &Product) -> Result<bool, StoreError> {
        let values: Vec<Value<'_>> = stated(changed).into_iter().chain([changed.version.into()]).collect();
        Ok(self.execute(CHANGE, &values)? == 1)
    }
}
