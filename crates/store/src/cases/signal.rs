//! The signals of cases: what made somebody look, and when it arrived.

use super::SignalKind;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A signal's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT case_id, number, kind, received, noted, assess_by, settled, person, alert, reference, about, basis \
             FROM case_signal ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM case_signal WHERE case_id = ?1";
    INSERT = "INSERT INTO case_signal (case_id, number, kind, received, noted, assess_by, person, alert, reference, about,
        basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    OF_CASE = columns!("WHERE case_id = ?1 ORDER BY number");
    OF_ALERT = columns!("WHERE alert = ?1");
    SETTLE = "UPDATE case_signal SET settled = ?2 WHERE case_id = ?1 AND settled IS NULL";
    ERASE = "UPDATE case_signal SET about = NULL, reference = '' WHERE case_id = ?1 AND number = ?2";
}

/// A signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseSignal {
    /// Its case.
    pub case: Id<kinds::Case>,
    /// Its number in the case, from 1 on.
    pub number: i64,
    /// What it is.
    pub kind: SignalKind,
    /// When it arrived.
    pub received: Time,
    /// When somebody noted it.
    pub noted: Time,
    /// Until when somebody should assess it.
    pub assess_by: Time,
    /// Since when another round of signals took its place.
    pub settled: Option<Time>,
    /// Who noted it.
    pub person: Option<Id<kinds::Person>>,
    /// The alert that it is; it may not be there any more.
    pub alert: Option<Id<kinds::Alert>>,
    /// Where it can be looked up; empty without that.
    pub reference: String,
    /// What it says; nothing: erased.
    pub about: Option<String>,
    /// What was known then, as JSON.
    pub basis: String,
}

fn read(row: &Row<'_>) -> Result<CaseSignal, StoreError> {
    Ok(CaseSignal {
        case: row.get(0)?,
        number: row.get(1)?,
        kind: row.get::<String>(2)?.parse()?,
        received: row.get(3)?,
        noted: row.get(4)?,
        assess_by: row.get(5)?,
        settled: row.get(6)?,
        person: row.get(7)?,
        alert: row.get(8)?,
        reference: row.get(9)?,
        about: row.get(10)?,
        basis: row.get(11)?,
    })
}

impl Tx<'_> {
    /// The number that the next signal of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_signal_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Keeps a signal under a number of [`Tx::case_signal_next`].
    ///
    /// # Errors
    /// When its alert is part of a case already, or the database fails.
    pub fn case_signal_insert(&mut self, new: &CaseSignal) -> Result<(), StoreError> {
        let values: [Value<'_>; 11] = [
            new.case.into(),
            new.number.into(),
            new.kind.as_str().into(),
            new.received.into(),
            new.noted.into(),
            new.assess_by.into(),
            new.person.into(),
            new.alert.into(),
            (&new.reference).into(),
            new.about.as_ref().into(),
            (&new.basis).into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Every signal of a case, in the order they were noted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_signals(&mut self, case: Id<kinds::Case>) -> Result<Vec<CaseSignal>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }

    /// The signal that an alert is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_signal_of_alert(&mut self, alert: Id<kinds::Alert>) -> Result<Option<CaseSignal>, StoreError> {
        self.optional(OF_ALERT, &[alert.into()], read)
    }

    /// Another round begins: the clocks of the signals so far do not run any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_signals_settle(&mut self, case: Id<kinds::Case>, now: Time) -> Result<u64, StoreError> {
        self.execute(SETTLE, &[case.into(), now.into()])
    }

    /// Erases the words of a signal; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_signal_erase(&mut self, case: Id<kinds::Case>, number: i64) -> Result<bool, StoreError> {
        Ok(self.execute(ERASE, &[case.into(), number.into()])? == 1)
    }
}
