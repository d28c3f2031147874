//! The timelines of cases. An entry is never changed, but for its words, which may be erased.

use super::EntryKind;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// An entry's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!("SELECT case_id, number, time, kind, person, note, facts, corrects FROM case_entry ", $rest)
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM case_entry WHERE case_id = ?1";
    INSERT = "INSERT INTO case_entry (case_id, number, time, kind, person, note, facts, corrects)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    PAGE = columns!("WHERE case_id = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3");
    ONE = columns!("WHERE case_id = ?1 AND number = ?2");
    LAST = columns!("WHERE case_id = ?1 AND kind = ?2 ORDER BY number DESC LIMIT 1");
    ERASE = "UPDATE case_entry SET note = NULL WHERE case_id = ?1 AND number = ?2 AND note IS NOT NULL";
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEntry {
    /// Its case.
    pub case: Id<kinds::Case>,
    /// Its number in the case, from 1 on.
    pub number: i64,
    /// When it was written.
    pub time: Time,
    /// What it tells of.
    pub kind: EntryKind,
    /// Who.
    pub person: Option<Id<kinds::Person>>,
    /// In their words; nothing: erased. Empty where nothing was said.
    pub note: Option<String>,
    /// What changed, as JSON.
    pub facts: String,
    /// The entry that it corrects.
    pub corrects: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<CaseEntry, StoreError> {
    Ok(CaseEntry {
        case: row.get(0)?,
        number: row.get(1)?,
        time: row.get(2)?,
        kind: row.get::<String>(3)?.parse()?,
        person: row.get(4)?,
        note: row.get(5)?,
        facts: row.get(6)?,
        corrects: row.get(7)?,
    })
}

impl Tx<'_> {
    /// The number that the next entry of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_entry_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Writes an entry under a number of [`Tx::case_entry_next`].
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn case_entry_insert(&mut self, new: &CaseEntry) -> Result<(), StoreError> {
        let values: [Value<'_>; 8] = [
            new.case.into(),
            new.number.into(),
            new.time.into(),
            new.kind.as_str().into(),
            new.person.into(),
            new.note.as_ref().into(),
            (&new.facts).into(),
            new.corrects.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Up to `limit` entries of a case with numbers below `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_entries(
        &mut self,
        case: Id<kinds::Case>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<CaseEntry>, StoreError> {
        self.rows(PAGE, &[case.into(), before.unwrap_or(i64::MAX).into(), limit.into()], read)
    }

    /// One entry.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_entry(&mut self, case: Id<kinds::Case>, number: i64) -> Result<Option<CaseEntry>, StoreError> {
        self.optional(ONE, &[case.into(), number.into()], read)
    }

    /// The newest entry of a kind.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_entry_last(&mut self, case: Id<kinds::Case>, kind: EntryKind) -> Result<Option<CaseEntry>, StoreError> {
        self.optional(LAST, &[case.into(), kind.as_str().into()], read)
    }

    /// Erases the words of an entry; false where it has none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_entry_erase(&mut self, case: Id<kinds::Case>, number: i64) -> Result<bool, StoreError> {
        Ok(self.execute(ERASE, &[case.into(), number.into()])? == 1)
    }
}
