//! Intermediate reports that the coordinator asked for.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM notice_request WHERE case_id = ?1";
    INSERT = "INSERT INTO notice_request (case_id, number, asked, due, noted, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    OF_CASE = "SELECT case_id, number, asked, due, noted, person FROM notice_request WHERE case_id = ?1 ORDER BY number";
}

/// The coordinator asked for an intermediate report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeRequest {
    /// Of which case.
    pub case: Id<kinds::Case>,
    /// Its number in the case, from 1 on.
    pub number: i64,
    /// When it asked.
    pub asked: Time,
    /// By when; nothing: it named no date.
    pub due: Option<Time>,
    /// When somebody noted it.
    pub noted: Time,
    /// Who noted it.
    pub person: Option<Id<kinds::Person>>,
}

impl Tx<'_> {
    /// The number that the next request of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_request_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Keeps a request under a number of [`Tx::notice_request_next`].
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn notice_request_insert(&mut self, new: &NoticeRequest) -> Result<(), StoreError> {
        let NoticeRequest { case, number, asked, due, noted, person } = *new;
        let values = [case.into(), number.into(), asked.into(), due.into(), noted.into(), person.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// Every request of a case, in the order they were noted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn notice_requests(&mut self, case: Id<kinds::Case>) -> Result<Vec<NoticeRequest>, StoreError> {
        self.rows(OF_CASE, &[case.into()], |row| {
            Ok(NoticeRequest {
                case: row.get(0)?,
                number: row.get(1)?,
                asked: row.get(2)?,
                due: row.get(3)?,
                noted: row.get(4)?,
                person: row.get(5)?,
            })
        })
    }
}
