//! Reports that were handed in as evidence, as they came.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, product, release, format, name, blob, bytes, given, record, signature FROM evidence_file ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO evidence_file (id, product, release, format, name, blob, bytes, given, record, signature)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    GET = columns!("WHERE id = ?1");
    IS_THERE = "SELECT CAST(1 AS INT8) FROM evidence_file WHERE release = ?1 AND blob = ?2 LIMIT 1";
    OF_RELEASE = columns!("WHERE release = ?1 ORDER BY id DESC LIMIT ?2");
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Its id.
    pub id: Id<kinds::EvidenceFile>,
    /// The product.
    pub product: Id<kinds::Product>,
    /// The release that it is about.
    pub release: Id<kinds::Release>,
    /// `junit` or `sarif`.
    pub format: String,
    /// What it was called.
    pub name: String,
    /// Its bytes.
    pub blob: BlobHash,
    /// How many.
    pub bytes: i64,
    /// When it was handed in.
    pub given: Time,
    /// The record that names its digest.
    pub record: Id<kinds::Record>,
    /// The DSSE envelope with which it came; nothing where nobody signed it.
    pub signature: Option<String>,
}

fn read(row: &Row<'_>) -> Result<EvidenceFile, StoreError> {
    Ok(EvidenceFile {
        id: row.get(0)?,
        product: row.get(1)?,
        release: row.get(2)?,
        format: row.get(3)?,
        name: row.get(4)?,
        blob: BlobHash(row.get(5)?),
        bytes: row.get(6)?,
        given: row.get(7)?,
        record: row.get(8)?,
        signature: row.get(9)?,
    })
}

impl Tx<'_> {
    /// Keeps a report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_file_insert(&mut self, new: &EvidenceFile) -> Result<(), StoreError> {
        let values: [Value<'_>; 10] = [
            new.id.into(),
            new.product.into(),
            new.release.into(),
            (&new.format).into(),
            (&new.name).into(),
            (&new.blob.0).into(),
            new.bytes.into(),
            new.given.into(),
            new.record.into(),
            new.signature.as_deref().into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// A report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_file(&mut self, id: Id<kinds::EvidenceFile>) -> Result<Option<EvidenceFile>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Whether a release has a report of these bytes already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_file_is_there(&mut self, release: Id<kinds::Release>, blob: &BlobHash) -> Result<bool, StoreError> {
        let found: Option<i64> = self.optional(IS_THERE, &[release.into(), (&blob.0).into()], |row| row.get(0))?;
        Ok(found.is_some())
    }

    /// Up to `limit` reports of a release, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_files(&mut self, release: Id<kinds::Release>, limit: i64) -> Result<Vec<EvidenceFile>, StoreError> {
        self.rows(OF_RELEASE, &[release.into(), limit.into()], read)
    }
}
