//! Documents that must be there for years, and when each was last proved to open.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, product, release, kind, name, document_blob, kept, proved, fault FROM kept_document ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO kept_document (id, product, release, kind, name, document_blob, kept)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    ONE = select!("WHERE id = ?1");
    OF_PRODUCT = select!("WHERE product = ?1 ORDER BY id DESC LIMIT ?2");
    DUE = select!("WHERE proved IS NULL OR proved < ?1 ORDER BY proved IS NOT NULL, proved, id LIMIT ?2");
    PROVED = "UPDATE kept_document SET proved = ?2, fault = ?3 WHERE id = ?1";
}

/// A document that must be there for years. Its SHA-256 is the name of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDocument {
    /// Its id.
    pub id: Id<kinds::KeptDocument>,
    /// The product that it is about.
    pub product: Id<kinds::Product>,
    /// The release that it is about; nothing: the product as a whole.
    pub release: Option<Id<kinds::Release>>,
    /// What it is, in kebab-case, such as `declaration` or `technical-documentation`.
    pub kind: String,
    /// The name of its file.
    pub name: String,
    /// Its content.
    pub blob: BlobHash,
    /// When it was kept.
    pub kept: Time,
    /// When it was last read whole.
    pub proved: Option<Time>,
    /// What was wrong then.
    pub fault: Option<String>,
}

fn read(row: &Row<'_>) -> Result<KeptDocument, StoreError> {
    Ok(KeptDocument {
        id: row.get(0)?,
        product: row.get(1)?,
        release: row.get(2)?,
        kind: row.get(3)?,
        name: row.get(4)?,
        blob: BlobHash(row.get(5)?),
        kept: row.get(6)?,
        proved: row.get(7)?,
        fault: row.get(8)?,
    })
}

impl Tx<'_> {
    /// Keeps a document whose content is a blob already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn document_keep(&mut self, new: &KeptDocument) -> Result<(), StoreError> {
        let (kind, name) = ((&new.kind).into(), (&new.name).into());
        let blob = (&new.blob.0).into();
        let values = [new.id.into(), new.product.into(), new.release.into(), kind, name, blob, new.kept.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// A document.
    ///
    /// # Errors
    /// When the database fails.
    pub fn document(&mut self, id: Id<kinds::KeptDocument>) -> Result<Option<KeptDocument>, StoreError> {
        self.optional(ONE, &[id.into()], read)
    }

    /// Up to `limit` documents of a product, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn documents_of(&mut self, product: Id<kinds::Product>, limit: i64) -> Result<Vec<KeptDocument>, StoreError> {
        self.rows(OF_PRODUCT, &[product.into(), limit.into()], read)
    }

    /// Up to `limit` documents that were not proved since `since`, those that never were first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn documents_due(&mut self, since: Time, limit: i64) -> Result<Vec<KeptDocument>, StoreError> {
        self.rows(DUE, &[since.into(), limit.into()], read)
    }

    /// Keeps what a look at a document found.
    ///
    /// # Errors
    /// When the database fails.
    pub fn document_proved(
        &mut self,
        id: Id<kinds::KeptDocument>,
        now: Time,
        fault: Option<&str>,
    ) -> Result<(), StoreError> {
        self.execute(PROVED, &[id.into(), now.into(), Value::from(fault)]).map(drop)
    }
}
