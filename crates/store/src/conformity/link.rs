//! What an id belongs to, as records said, and evidence that counts for nothing.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT body FROM evidence_link WHERE id = ?1";
    PUT = "INSERT INTO evidence_link (id, product, is_release, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO UPDATE SET product = EXCLUDED.product, is_release = EXCLUDED.is_release, body = EXCLUDED.body";
    RELEASES = "SELECT body FROM evidence_link WHERE product = ?1 AND is_release = 1 ORDER BY id";
    ASIDE = "SELECT body FROM evidence_aside WHERE product = ?1 ORDER BY number DESC LIMIT ?2";
    PUT_ASIDE = "INSERT INTO evidence_aside (number, product, body) VALUES (?1, ?2, ?3)
        ON CONFLICT (number) DO NOTHING";
}

impl Tx<'_> {
    /// What an id belongs to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_link(&mut self, id: &str) -> Result<Option<String>, StoreError> {
        self.optional(GET, &[id.into()], |row| row.get(0))
    }

    /// Says what an id belongs to: to which product, and whether it is a release of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_link_put(
        &mut self,
        id: &str,
        product: &str,
        is_release: bool,
        body: &str,
    ) -> Result<(), StoreError> {
        let values = [id.into(), product.into(), i64::from(is_release).into(), body.into()];
        self.execute(PUT, &values).map(drop)
    }

    /// The releases of a product, as records said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_releases(&mut self, product: &str) -> Result<Vec<String>, StoreError> {
        self.rows(RELEASES, &[product.into()], |row| row.get(0))
    }

    /// Up to `limit` pieces of evidence for a product that count for nothing, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_aside(&mut self, product: &str, limit: i64) -> Result<Vec<String>, StoreError> {
        self.rows(ASIDE, &[product.into(), limit.into()], |row| row.get(0))
    }

    /// Notes evidence that counts for nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_aside_put(&mut self, number: u64, product: &str, body: &str) -> Result<(), StoreError> {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.execute(PUT_ASIDE, &[number.into(), product.into(), body.into()]).map(drop)
    }
}
