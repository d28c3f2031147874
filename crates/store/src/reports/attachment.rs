//! What came with reports, in quarantine.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    INSERT = "INSERT INTO report_file (report, number, time, bytes, digest, sealed, content_blob)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    OF_REPORT = "SELECT report, number, time, bytes, digest, sealed, content_blob FROM report_file WHERE report = ?1
        ORDER BY number";
    ERASE = "DELETE FROM report_file WHERE report = ?1";
    HELD = "SELECT CAST(COALESCE(SUM(bytes), 0) AS INT8) FROM report_file";
}

/// A file that came with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// Its report.
    pub report: Id<kinds::Report>,
    /// Its number there, from 1 on.
    pub number: i64,
    /// When it came.
    pub time: Time,
    /// How long it is, as it came.
    pub bytes: i64,
    /// SHA-256 of it, as it came.
    pub digest: [u8; 32],
    /// Its key, sealed, with what the finder calls it.
    pub sealed: Vec<u8>,
    /// Where it lies, sealed under that key.
    pub content: BlobHash,
}

fn read(row: &Row<'_>) -> Result<ReportFile, StoreError> {
    Ok(ReportFile {
        report: row.get(0)?,
        number: row.get(1)?,
        time: row.get(2)?,
        bytes: row.get(3)?,
        digest: row.get(4)?,
        sealed: row.get(5)?,
        content: BlobHash(row.get(6)?),
    })
}

impl Tx<'_> {
    /// Keeps what a report brought.
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn report_file_insert(&mut self, new: &ReportFile) -> Result<(), StoreError> {
        let values: [Value<'_>; 7] = [
            new.report.into(),
            new.number.into(),
            new.time.into(),
            new.bytes.into(),
            new.digest.as_slice().into(),
            new.sealed.as_slice().into(),
            (&new.content.0).into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// What came with a report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_files(&mut self, report: Id<kinds::Report>) -> Result<Vec<ReportFile>, StoreError> {
        self.rows(OF_REPORT, &[report.into()], read)
    }

    /// Erases what came with a report: its keys are gone at once, its bytes with the next sweep.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_files_erase(&mut self, report: Id<kinds::Report>) -> Result<u64, StoreError> {
        self.execute(ERASE, &[report.into()])
    }

    /// How many bytes are in quarantine.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_files_held(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(HELD, &[], |row| row.get(0))?.unwrap_or(0))
    }
}
