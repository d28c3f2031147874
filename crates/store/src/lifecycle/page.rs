//! What everybody may read of a product.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT product, slug, published, gtin, languages, changed, version FROM product_page ", $rest)
    };
}

statements! {
    GET = select!("WHERE product = ?1");
    OF_SLUG = select!("WHERE slug = ?1 AND slug <> ''");
    PUBLISHED = select!("WHERE published = 1 ORDER BY product LIMIT ?1");
    MAKE = "INSERT INTO product_page (product, slug, published, gtin, languages, changed, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1) ON CONFLICT (product) DO NOTHING";
    CHANGE = "UPDATE product_page SET slug = ?2, published = ?3, gtin = ?4, languages = ?5, changed = ?6,
        version = version + 1 WHERE product = ?1 AND version = ?7";
}

/// What is said of a product's public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductPage {
    /// Which product.
    pub product: Id<kinds::Product>,
    /// Its word in the address; empty: its id alone.
    pub slug: String,
    /// Whether everybody may read it.
    pub published: bool,
    /// Its number in trade; empty: none.
    pub gtin: String,
    /// Languages of the user information, parted by blanks.
    pub languages: String,
    /// When this was changed last.
    pub changed: Time,
    /// Rises with every change, from 1 on; 0: nobody said anything yet.
    pub version: i64,
}

fn read(row: &Row<'_>) -> Result<ProductPage, StoreError> {
    Ok(ProductPage {
        product: row.get(0)?,
        slug: row.get(1)?,
        published: row.get(2)?,
        gtin: row.get(3)?,
        languages: row.get(4)?,
        changed: row.get(5)?,
        version: row.get(6)?,
    })
}

impl Tx<'_> {
    /// What is said of a product's page; nothing while nobody said anything.
    ///
    /// # Errors
    /// When the database fails.
    pub fn public_page(&mut self, product: Id<kinds::Product>) -> Result<Option<ProductPage>, StoreError> {
        self.optional(GET, &[product.into()], read)
    }

    /// The page with this word in its address.
    ///
    /// # Errors
    /// When the database fails.
    pub fn public_page_of(&mut self, slug: &str) -> Result<Option<ProductPage>, StoreError> {
        self.optional(OF_SLUG, &[slug.into()], read)
    }

    /// Up to `limit` pages that everybody may read, in the order of their products.
    ///
    /// # Errors
    /// When the database fails.
    pub fn public_pages(&mut self, limit: i64) -> Result<Vec<ProductPage>, StoreError> {
        self.rows(PUBLISHED, &[limit.into()], read)
    }

    /// Keeps what is said of a page, on top of `new.version` (0: nothing yet); false where somebody else changed it.
    ///
    /// # Errors
    /// When another page has its word, or the database fails.
    pub fn public_page_put(&mut self, new: &ProductPage) -> Result<bool, StoreError> {
        let (slug, gtin, languages) = ((&new.slug).into(), (&new.gtin).into(), (&new.languages).into());
        let said = [new.product.into(), slug, new.published.into(), gtin, languages, new.changed.into()];
        if new.version == 0 {
            return Ok(self.execute(MAKE, &said)? == 1);
        }
        let [product, slug, published, gtin, languages, changed] = said;
        let values = [product, slug, published, gtin, languages, changed, new.version.into()];
        Ok(self.execute(CHANGE, &values)? == 1)
    }
}
