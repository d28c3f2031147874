//! Factory lists that were handed in, and the lines of them that were refused.

use crate::assessment::words;
use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A list's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, product, name, list_blob, digest, bytes, person, state, reason, failure, place, lines, made, \
             changed, unchanged, refused, created, ended FROM unit_import ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO unit_import (id, product, name, list_blob, digest, bytes, person, state, place, lines, made,
        changed, unchanged, refused, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', 0, 0, 0, 0, 0, 0, ?8)";
    GET = columns!("WHERE id = ?1");
    LIST = columns!("WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    WAITING = columns!("WHERE state = 'waiting' ORDER BY id LIMIT 1");
    GO_ON = "UPDATE unit_import SET place = ?3, lines = lines + ?4, made = made + ?5, changed = changed + ?6,
        unchanged = unchanged + ?7, refused = refused + ?8 WHERE id = ?1 AND state = 'waiting' AND place = ?2";
    END = "UPDATE unit_import SET state = ?2, reason = ?3, failure = ?4, ended = ?5, list_blob = NULL
        WHERE id = ?1 AND state = 'waiting'";
    FAULT = "INSERT INTO unit_import_fault (import, line, field, reason, text) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (import, line, field) DO NOTHING";
    FAULTS = "SELECT line, field, reason, text FROM unit_import_fault WHERE import = ?1 ORDER BY line, field LIMIT ?2";
    FAULT_COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM unit_import_fault WHERE import = ?1";
}

/// Where a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitImportState {
    /// It is worked off, or will be.
    Waiting,
    /// It was worked off; lines of it may have been refused.
    Done,
    /// Nothing of it was taken.
    Refused,
}

words!(UnitImportState, "state of a list of units", Waiting = "waiting", Done = "done", Refused = "refused");

/// A factory list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitImport {
    /// Its id.
    pub id: Id<kinds::UnitImport>,
    /// The product of its units.
    pub product: Id<kinds::Product>,
    /// What its file is called.
    pub name: String,
    /// The file, until it is worked off.
    pub list: Option<BlobHash>,
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// Its size.
    pub bytes: i64,
    /// Who handed it in.
    pub person: Option<Id<kinds::Person>>,
    /// Where it stands.
    pub state: UnitImportState,
    /// The code of the reason why it was refused.
    pub reason: Option<String>,
    /// The same in words.
    pub failure: Option<String>,
    /// How many bytes of it were worked off.
    pub place: i64,
    /// What became of its lines so far.
    pub lines: LineCounts,
    /// When it was handed in.
    pub created: Time,
    /// When it was worked off or refused.
    pub ended: Option<Time>,
}

/// What became of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineCounts {
    /// All that were looked at.
    pub lines: i64,
    /// New units.
    pub made: i64,
    /// Units of which more is known than before.
    pub changed: i64,
    /// Units that were known just so.
    pub unchanged: i64,
    /// Lines that were refused.
    pub refused: i64,
}

/// A line that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// Its number in the file, from 1; where it goes over several, the first.
    pub line: i64,
    /// The column of the list.
    pub field: String,
    /// The code of the reason.
    pub reason: String,
    /// The same in words, with what to do.
    pub text: String,
}

impl Tx<'_> {
    /// Keeps that a list was handed in.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_insert(&mut self, new: &UnitImport) -> Result<(), StoreError> {
        let values: [Value<'_>; 8] = [
            new.id.into(),
            new.product.into(),
            (&new.name).into(),
            new.list.as_ref().map(|blob| &blob.0).into(),
            (&new.digest).into(),
            new.bytes.into(),
            new.person.into(),
            new.created.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One list.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import(&mut self, id: Id<kinds::UnitImport>) -> Result<Option<UnitImport>, StoreError> {
        self.optional(GET, &[id.into()], import)
    }

    /// Up to `limit` lists handed in before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_list(
        &mut self,
        before: Option<Id<kinds::UnitImport>>,
        limit: i64,
    ) -> Result<Vec<UnitImport>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], import)
    }

    /// The oldest list that waits.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_waiting(&mut self) -> Result<Option<UnitImport>, StoreError> {
        self.optional(WAITING, &[], import)
    }

    /// Notes that a list was worked off from `from` up to `to`, and what became of the lines between; false where it is no
    /// longer at `from`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_go_on(
        &mut self,
        id: Id<kinds::UnitImport>,
        (from, to): (i64, i64),
        counts: LineCounts,
    ) -> Result<bool, StoreError> {
        let LineCounts { lines, made, changed, unchanged, refused } = counts;
        let values = [
            id.into(),
            from.into(),
            to.into(),
            lines.into(),
            made.into(),
            changed.into(),
            unchanged.into(),
            refused.into(),
        ];
        Ok(self.execute(GO_ON, &values)? == 1)
    }

    /// Ends a list that waits, done or refused with code and words, and forgets where its file is; false where it did not
    /// wait any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_end(
        &mut self,
        id: Id<kinds::UnitImport>,
        refused: Option<(&str, &str)>,
        now: Time,
    ) -> Result<bool, StoreError> {
        let state = if refused.is_some() { UnitImportState::Refused } else { UnitImportState::Done };
        let (reason, words) = refused.unzip();
        let values = [id.into(), state.as_str().into(), reason.into(), words.into(), now.into()];
        Ok(self.execute(END, &values)? == 1)
    }

    /// Keeps that a line was refused.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_fault(&mut self, id: Id<kinds::UnitImport>, fault: &LineFault) -> Result<(), StoreError> {
        let values =
            [id.into(), fault.line.into(), (&fault.field).into(), (&fault.reason).into(), (&fault.text).into()];
        self.execute(FAULT, &values).map(drop)
    }

    /// The first `limit` lines of a list that were refused.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_faults(&mut self, id: Id<kinds::UnitImport>, limit: i64) -> Result<Vec<LineFault>, StoreError> {
        self.rows(FAULTS, &[id.into(), limit.into()], |row| {
            Ok(LineFault { line: row.get(0)?, field: row.get(1)?, reason: row.get(2)?, text: row.get(3)? })
        })
    }

    /// How many refused lines of a list are kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_import_fault_count(&mut self, id: Id<kinds::UnitImport>) -> Result<i64, StoreError> {
        Ok(self.optional(FAULT_COUNT, &[id.into()], |row| row.get(0))?.unwrap_or(0))
    }
}

fn import(row: &Row<'_>) -> Result<UnitImport, StoreError> {
    Ok(UnitImport {
        id: row.get(0)?,
        product: row.get(1)?,
        name: row.get(2)?,
        list: row.get::<Option<[u8; 32]>>(3)?.map(BlobHash),
        digest: row.get(4)?,
        bytes: row.get(5)?,
        person: row.get(6)?,
        state: row.get::<String>(7)?.parse()?,
        reason: row.get(8)?,
        failure: row.get(9)?,
        place: row.get(10)?,
        lines: LineCounts {
            lines: row.get(11)?,
            made: row.get(12)?,
            changed: row.get(13)?,
            unchanged: row.get(14)?,
            refused: row.get(15)?,
        },
        created: row.get(16)?,
        ended: row.get(17)?,
    })
}
