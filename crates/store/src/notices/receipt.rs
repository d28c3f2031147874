//! What was handed in elsewhere, with what it said. Receipts are never changed: a newer one of its stage takes the place of
//! one that was noted wrongly.

use super::NoticeStage;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM notice_receipt WHERE case_id = ?1";
    INSERT = "INSERT INTO notice_receipt (case_id, number, stage, handed_in, noted, person, submitter, reference, file_name,
        file_digest, form, drafted, handed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    OF_CASE = "SELECT case_id, number, stage, handed_in, noted, person, submitter, reference, file_name, file_digest, form,
        drafted, handed FROM notice_receipt WHERE case_id = ?1 ORDER BY number";
}

/// What was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeReceipt {
    /// The case.
    pub case: Id<kinds::Case>,
    /// Its number in the case, from 1 on.
    pub number: i64,
    /// Which stage.
    pub stage: NoticeStage,
    /// When it was handed in.
    pub handed_in: Time,
    /// When somebody noted it.
    pub noted: Time,
    /// Who noted it.
    pub person: Option<Id<kinds::Person>>,
    /// Who handed it in.
    pub submitter: Option<Id<kinds::Person>>,
    /// The number that the platform gave.
    pub reference: String,
    /// The name of the file that it gave; empty without one.
    pub file_name: String,
    /// The SHA-256 of that file.
    pub file_digest: Option<[u8; 32]>,
    /// The version of the list of fields.
    pub form: String,
    /// What was drafted, by field, as JSON.
    pub drafted: String,
    /// What was handed in, by field, as JSON.
    pub handed: String,
}

fn read(row: &Row<'_>) -> Result<NoticeReceipt, StoreError> {
    Ok(NoticeReceipt {
        case: row.get(0)?,
        number: row.get(1)?,
        stage: row.get::<String>(2)?.parse()?,
        handed_in: row.get(3)?,
        noted: row.get(4)?,
        person: row.get(5)?,
        submitter: row.get(6)?,
        reference: row.get(7)?,
        file_name: row.get(8)?,
        file_digest: row.get(9)?,
        form: row.get(10)?,
        drafted: row.get(11)?,
        handed: row.get(12)?,
    })
}

impl Tx<'_> {
    /// The number that the next receipt of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_receipt_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Keeps a receipt under a number of [`Tx::notice_receipt_next`].
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn notice_receipt_insert(&mut self, new: &NoticeReceipt) -> Result<(), StoreError> {
        let values: [Value<'_>; 13] = [
            new.case.into(),
            new.number.into(),
            new.stage.as_str().into(),
            new.handed_in.into(),
            new.noted.into(),
            new.person.into(),
            new.submitter.into(),
            (&new.reference).into(),
            (&new.file_name).into(),
            new.file_digest.as_ref().map(<[u8; 32]>::as_slice).into(),
            (&new.form).into(),
            (&new.drafted).into(),
            (&new.handed).into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Every receipt of a case, in the order they were noted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_receipts(&mut self, case: Id<kinds::Case>) -> Result<Vec<NoticeReceipt>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }
}
