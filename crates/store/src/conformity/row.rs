//! The newest evidence of each key. What a row says is the register's business: here it is a text.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;

statements! {
    GET = "SELECT body FROM evidence_row
        WHERE product = ?1 AND release = ?2 AND requirement = ?3 AND kind = ?4 AND source = ?5";
    PUT = "INSERT INTO evidence_row (product, release, requirement, kind, source, declared, body, record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (product, release, requirement, kind, source)
        DO UPDATE SET body = EXCLUDED.body, record = EXCLUDED.record";
    DROP_DECLARED = "DELETE FROM evidence_row WHERE product = ?1 AND release = ?2 AND declared = 1";
    OF_RELEASE = "SELECT body FROM evidence_row WHERE product = ?1 AND release IN (?2, '')
        ORDER BY release, requirement, kind, source";
    OF_PRODUCT = "SELECT body FROM evidence_row WHERE product = ?1 ORDER BY release, requirement, kind, source";
}

/// What tells one row from another, in the order of the table's key.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceKey<'a> {
    /// The product; empty for the whole house.
    pub product: &'a str,
    /// The release; empty for the product.
    pub release: &'a str,
    /// The requirement.
    pub requirement: &'a str,
    /// The kind.
    pub kind: &'a str,
    /// What tells several of a kind apart.
    pub source: &'a str,
}

impl<'a> EvidenceKey<'a> {
    fn values(&self) -> [Value<'a>; 5] {
        [self.product.into(), self.release.into(), self.requirement.into(), self.kind.into(), self.source.into()]
    }
}

impl Tx<'_> {
    /// The row of a key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence(&mut self, key: &EvidenceKey<'_>) -> Result<Option<String>, StoreError> {
        self.optional(GET, &key.values(), |row| row.get(0))
    }

    /// Replaces the row of a key; `declared` where a product file alone puts it there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_put(
        &mut self,
        key: &EvidenceKey<'_>,
        declared: bool,
        body: &str,
        record: &str,
    ) -> Result<(), StoreError> {
        let [product, release, requirement, kind, source] = key.values();
        let declared = i64::from(declared).into();
        let values = [product, release, requirement, kind, source, declared, body.into(), record.into()];
        self.execute(PUT, &values).map(drop)
    }

    /// Takes away what a product file put there for a release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_drop_declared(&mut self, product: &str, release: &str) -> Result<(), StoreError> {
        self.execute(DROP_DECLARED, &[product.into(), release.into()]).map(drop)
    }

    /// The rows of a product that are about a release or about the product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_of_release(&mut self, product: &str, release: &str) -> Result<Vec<String>, StoreError> {
        self.rows(OF_RELEASE, &[product.into(), release.into()], |row| row.get(0))
    }

    /// Every row of a product.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_of_product(&mut self, product: &str) -> Result<Vec<String>, StoreError> {
        self.rows(OF_PRODUCT, &[product.into()], |row| row.get(0))
    }
}
