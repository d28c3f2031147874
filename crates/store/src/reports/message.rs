//! What finders and staff write to each other, sealed.

use super::Side;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM report_message WHERE report = ?1";
    INSERT = "INSERT INTO report_message (report, number, time, side, person, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    OF_REPORT = "SELECT report, number, time, side, person, sealed FROM report_message WHERE report = ?1
        ORDER BY number LIMIT ?2";
    ERASE = "UPDATE report_message SET sealed = NULL WHERE report = ?1";
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportMessage {
    /// Its report.
    pub report: Id<kinds::Report>,
    /// Its number there, from 1 on.
    pub number: i64,
    /// When it was written.
    pub time: Time,
    /// By which side.
    pub side: Side,
    /// By whom of the staff.
    pub person: Option<Id<kinds::Person>>,
    /// What it says, sealed; nothing: erased.
    pub sealed: Option<Vec<u8>>,
}

fn read(row: &Row<'_>) -> Result<ReportMessage, StoreError> {
    Ok(ReportMessage {
        report: row.get(0)?,
        number: row.get(1)?,
        time: row.get(2)?,
        side: row.get::<String>(3)?.parse()?,
        person: row.get(4)?,
        sealed: row.get(5)?,
    })
}

impl Tx<'_> {
    /// The number that the next message of a report gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_message_next(&mut self, report: Id<kinds::Report>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[report.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Keeps a message under a number of [`Tx::report_message_next`].
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn report_message_insert(&mut self, new: &ReportMessage) -> Result<(), StoreError> {
        let values: [Value<'_>; 6] = [
            new.report.into(),
            new.number.into(),
            new.time.into(),
            new.side.as_str().into(),
            new.person.into(),
            new.sealed.as_deref().into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// The first `limit` messages of a report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_messages(&mut self, report: Id<kinds::Report>, limit: i64) -> Result<Vec<ReportMessage>, StoreError> {
        self.rows(OF_REPORT, &[report.into(), limit.into()], read)
    }

    /// Erases what both sides wrote; that they did stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_messages_erase(&mut self, report: Id<kinds::Report>) -> Result<u64, StoreError> {
        self.execute(ERASE, &[report.into()])
    }
}
