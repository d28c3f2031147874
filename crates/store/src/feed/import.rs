//! Files of advisories that were handed in.

use super::state::ImportState;
use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

/// An import's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, content_blob, bytes, fetched, state, failure, records, problems, report, anew, created, \
             ended FROM feed_import ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO feed_import (id, name, content_blob, bytes, fetched, state, records, problems, anew, created)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, ?7, ?8)";
    GET = columns!("WHERE id = ?1");
    LIST = columns!("WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    WAITING = columns!("WHERE state = 'waiting' ORDER BY id LIMIT ?1");
    END = "UPDATE feed_import SET state = ?2, failure = ?3, records = ?4, problems = ?5, report = ?6, ended = ?7
        WHERE id = ?1 AND state = 'waiting'";
    DECIDE = "UPDATE feed_import SET state = ?2, anew = ?3, failure = CASE WHEN ?2 = 'waiting' THEN NULL ELSE failure END
        WHERE id = ?1 AND state = 'held'";
    HELD = columns!("WHERE state = 'held' ORDER BY id LIMIT ?1");
    SWEEP = "DELETE FROM feed_import WHERE id IN
        (SELECT id FROM feed_import WHERE state IN ('taken', 'refused') AND ended < ?1 ORDER BY id LIMIT ?2)";
}

/// A file that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedImport {
    /// Its id.
    pub id: Id<kinds::Import>,
    /// What it is called.
    pub name: String,
    /// Its content.
    pub content: BlobHash,
    /// Its size.
    pub bytes: i64,
    /// As of when it is, by the word of whoever handed it in.
    pub fetched: Option<Time>,
    /// Where it stands.
    pub state: ImportState,
    /// Why it was not taken, or is held back.
    pub failure: Option<String>,
    /// Records that it gave.
    pub records: i64,
    /// Those that were not understood.
    pub problems: i64,
    /// What it gave, source by source, as JSON.
    pub report: Option<String>,
    /// Whether it is taken although it is much smaller than what it replaces.
    pub anew: bool,
    /// When it was handed in.
    pub created: Time,
    /// When it was taken or refused.
    pub ended: Option<Time>,
}

impl Tx<'_> {
    /// Keeps that a file was handed in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_insert(&mut self, new: &FeedImport) -> Result<(), StoreError> {
        let values = [
            new.id.into(),
            (&new.name).into(),
            (&new.content.0).into(),
            new.bytes.into(),
            new.fetched.into(),
            new.state.as_str().into(),
            new.anew.into(),
            new.created.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import(&mut self, id: Id<kinds::Import>) -> Result<Option<FeedImport>, StoreError> {
        self.optional(GET, &[id.into()], import)
    }

    /// Up to `limit` that were handed in before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_list(
        &mut self,
        before: Option<Id<kinds::Import>>,
        limit: i64,
    ) -> Result<Vec<FeedImport>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], import)
    }

    /// Up to `limit` that wait, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_waiting(&mut self, limit: i64) -> Result<Vec<FeedImport>, StoreError> {
        self.rows(WAITING, &[limit.into()], import)
    }

    /// Up to `limit` that are held back.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_held(&mut self, limit: i64) -> Result<Vec<FeedImport>, StoreError> {
        self.rows(HELD, &[limit.into()], import)
    }

    /// Keeps what became of one that waits: state, failure, numbers and report of `ended`. False where it does not wait
    /// any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_end(&mut self, ended: &FeedImport, now: Time) -> Result<bool, StoreError> {
        let values = [
            ended.id.into(),
            ended.state.as_str().into(),
            ended.failure.as_deref().into(),
            ended.records.into(),
            ended.problems.into(),
            ended.report.as_deref().into(),
            now.into(),
        ];
        Ok(self.execute(END, &values)? == 1)
    }

    /// Decides on one that is held back: it waits again, to be taken although it is smaller, or is refused. False where
    /// it is not held back any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_decide(&mut self, id: Id<kinds::Import>, take: bool) -> Result<bool, StoreError> {
        let state = if take { ImportState::Waiting } else { ImportState::Refused };
        Ok(self.execute(DECIDE, &[id.into(), state.as_str().into(), take.into()])? == 1)
    }

    /// Forgets up to `limit` that ended before `before`; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn import_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(SWEEP, &[before.into(), limit.into()])
    }
}

fn import(row: &Row<'_>) -> Result<FeedImport, StoreError> {
    Ok(FeedImport {
        id: row.get(0)?,
        name: row.get(1)?,
        content: BlobHash(row.get(2)?),
        bytes: row.get(3)?,
        fetched: row.get(4)?,
        state: row.get::<String>(5)?.parse()?,
        failure: row.get(6)?,
        records: row.get(7)?,
        problems: row.get(8)?,
        report: row.get(9)?,
        anew: row.get(10)?,
        created: row.get(11)?,
        ended: row.get(12)?,
    })
}
