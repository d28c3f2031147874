//! What is to be done in a case.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM case_task WHERE case_id = ?1";
    INSERT = "INSERT INTO case_task (case_id, number, what, person, due, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    DONE = "UPDATE case_task SET done = ?3, doer = ?4 WHERE case_id = ?1 AND number = ?2 AND done IS NULL";
    OF_CASE = "SELECT case_id, number, what, person, due, made, done, doer FROM case_task WHERE case_id = ?1
        ORDER BY number";
    ERASE = "UPDATE case_task SET what = '' WHERE case_id = ?1 AND number = ?2";
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseTask {
    /// Its case.
    pub case: Id<kinds::Case>,
    /// Its number in the case, from 1 on.
    pub number: i64,
    /// What is to be done; empty: erased.
    pub what: String,
    /// Whoever does it.
    pub person: Option<Id<kinds::Person>>,
    /// By when.
    pub due: Option<Time>,
    /// When it was given.
    pub made: Time,
    /// When it was done.
    pub done: Option<Time>,
    /// By whose word.
    pub doer: Option<Id<kinds::Person>>,
}

fn read(row: &Row<'_>) -> Result<CaseTask, StoreError> {
    Ok(CaseTask {
        case: row.get(0)?,
        number: row.get(1)?,
        what: row.get(2)?,
        person: row.get(3)?,
        due: row.get(4)?,
        made: row.get(5)?,
        done: row.get(6)?,
        doer: row.get(7)?,
    })
}

impl Tx<'_> {
    /// The number that the next task of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_task_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Gives a task under a number of [`Tx::case_task_next`].
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn case_task_insert(&mut self, new: &CaseTask) -> Result<(), StoreError> {
        let values: [Value<'_>; 6] = [
            new.case.into(),
            new.number.into(),
            (&new.what).into(),
            new.person.into(),
            new.due.into(),
            new.made.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// A task was done; false where it was before, or there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_task_done(
        &mut self,
        case: Id<kinds::Case>,
        number: i64,
        by: Option<Id<kinds::Person>>,
        now: Time,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(DONE, &[case.into(), number.into(), now.into(), by.into()])? == 1)
    }

    /// Every task of a case, in the order they were given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_tasks(&mut self, case: Id<kinds::Case>) -> Result<Vec<CaseTask>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }

    /// Erases the words of a task; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_task_erase(&mut self, case: Id<kinds::Case>, number: i64) -> Result<bool, StoreError> {
        Ok(self.execute(ERASE, &[case.into(), number.into()])? == 1)
    }
}
