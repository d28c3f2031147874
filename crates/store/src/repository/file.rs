//! Files of releases by their content, and when they were last proved to be it.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT blob, length, sha512, sha1, md5, arrived, proved, fault FROM artifact_file ", $rest)
    };
}

statements! {
    INSERT = "INSERT INTO artifact_file (blob, length, sha512, sha1, md5, arrived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (blob) DO UPDATE SET arrived = excluded.arrived,
            proved = CASE WHEN artifact_file.fault IS NULL THEN artifact_file.proved ELSE NULL END";
    GET = select!("WHERE blob = ?1");
    NEXT = select!("WHERE (proved IS NULL OR proved < ?1) AND EXISTS (SELECT 1 FROM artifact a WHERE a.blob = artifact_file.blob)
        ORDER BY proved IS NOT NULL, proved, blob LIMIT ?2");
    PROVED = "UPDATE artifact_file SET proved = ?2, fault = ?3 WHERE blob = ?1";
    DOUBT = "UPDATE artifact_file SET proved = NULL WHERE proved IS NOT NULL";
    FORGET = "DELETE FROM artifact_file WHERE blob IN (SELECT f.blob FROM artifact_file f WHERE f.arrived < ?1
        AND NOT EXISTS (SELECT 1 FROM artifact a WHERE a.blob = f.blob) LIMIT ?2)";
    FAULTS = select!("WHERE fault IS NOT NULL ORDER BY blob LIMIT ?1");
    STANDING = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(CASE WHEN f.fault IS NOT NULL THEN 1 ELSE 0 END), 0) AS INT8),
        MIN(COALESCE(f.proved, 0)) FROM artifact_file f WHERE EXISTS (SELECT 1 FROM artifact a WHERE a.blob = f.blob)";
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtifactFile {
    /// Its content's SHA-256.
    pub blob: BlobHash,
    /// Bytes.
    pub length: i64,
    /// Its SHA-512: 64 bytes.
    pub sha512: Vec<u8>,
    /// Its SHA-1: 20 bytes.
    pub sha1: Vec<u8>,
    /// Its MD5: 16 bytes.
    pub md5: Vec<u8>,
    /// When it arrived last.
    pub arrived: Time,
    /// When it was last read whole.
    pub proved: Option<Time>,
    /// What was wrong then.
    pub fault: Option<String>,
}

fn read(row: &Row<'_>) -> Result<ArtifactFile, StoreError> {
    Ok(ArtifactFile {
        blob: BlobHash(row.get(0)?),
        length: row.get(1)?,
        sha512: row.get(2)?,
        sha1: row.get(3)?,
        md5: row.get(4)?,
        arrived: row.get(5)?,
        proved: row.get(6)?,
        fault: row.get(7)?,
    })
}

/// How the promised files stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilesStanding {
    /// Those that metadata names or named.
    pub promised: i64,
    /// Those of them that were not what their name says.
    pub faulty: i64,
    /// When the one that was looked at longest ago was; the epoch where one never was, nothing where there are none.
    pub oldest: Option<Time>,
}

impl Tx<'_> {
    /// Keeps what is known of a file that arrived. One that was faulty is looked at again before others.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_insert(&mut self, new: &ArtifactFile) -> Result<(), StoreError> {
        let digests = [(&new.sha512).into(), (&new.sha1).into(), (&new.md5).into()];
        let [sha512, sha1, md5] = digests;
        let values = [(&new.blob.0).into(), new.length.into(), sha512, sha1, md5, new.arrived.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// A file.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file(&mut self, blob: BlobHash) -> Result<Option<ArtifactFile>, StoreError> {
        self.optional(GET, &[(&blob.0).into()], read)
    }

    /// Up to `limit` promised files that were not proved since `since`, those that never were first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_unproved(&mut self, since: Time, limit: i64) -> Result<Vec<ArtifactFile>, StoreError> {
        self.rows(NEXT, &[since.into(), limit.into()], read)
    }

    /// Keeps what a look at a file found.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_proved(&mut self, blob: BlobHash, now: Time, fault: Option<&str>) -> Result<(), StoreError> {
        self.execute(PROVED, &[(&blob.0).into(), now.into(), Value::from(fault)]).map(drop)
    }

    /// Has every file looked at again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_doubt(&mut self) -> Result<u64, StoreError> {
        self.execute(DOUBT, &[])
    }

    /// Up to `limit` files that were not what their name says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_faults(&mut self, limit: i64) -> Result<Vec<ArtifactFile>, StoreError> {
        self.rows(FAULTS, &[limit.into()], read)
    }

    /// How the promised files stand.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_standing(&mut self) -> Result<FilesStanding, StoreError> {
        let read =
            |row: &Row<'_>| Ok(FilesStanding { promised: row.get(0)?, faulty: row.get(1)?, oldest: row.get(2)? });
        let none = FilesStanding { promised: 0, faulty: 0, oldest: None };
        Ok(self.optional(STANDING, &[], read)?.unwrap_or(none))
    }

    /// Forgets a slice of files that arrived before `before` and that no metadata ever named.
    ///
    /// # Errors
    /// When the database fails.
    pub fn artifact_file_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(FORGET, &[before.into(), limit.into()])
    }
}
