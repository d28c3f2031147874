//! Alarms: what is rung for.

use super::AlarmClock;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// An alarm's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, subject, clock, number, product, begun, due, at_once, opened, ended, missed FROM alarm ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO alarm (id, subject, clock, number, product, begun, due, at_once, opened)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    GET = columns!("WHERE id = ?1");
    OPEN = columns!("WHERE ended IS NULL ORDER BY due, id LIMIT ?1");
    LIST = columns!("WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    TESTS = columns!("WHERE clock = 'test' AND id < ?1 ORDER BY id DESC LIMIT ?2");
    KNOWN = columns!("WHERE subject = ?1 AND clock = ?2 AND (due = ?3 OR clock = 'test') ORDER BY id DESC LIMIT 1");
    END = "UPDATE alarm SET ended = ?2 WHERE id = ?1 AND ended IS NULL";
    ANEW = "UPDATE alarm SET ended = NULL WHERE id = ?1";
    MISSED = "UPDATE alarm SET missed = ?2 WHERE id = ?1 AND missed IS NULL";
}

/// Something that is rung for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Its id.
    pub id: Id<kinds::Alarm>,
    /// What the clock is of: an id of a case or of an alert, or the hour of a weekly test.
    pub subject: String,
    /// Which clock.
    pub clock: AlarmClock,
    /// The case's number; nothing: it is of no case.
    pub number: Option<i64>,
    /// What the product was called; empty without one.
    pub product: String,
    /// Since when there is something to do.
    pub begun: Time,
    /// By when it is due.
    pub due: Time,
    /// Whether it rings as it begins, or only as its due time comes nearer.
    pub at_once: bool,
    /// When it was noticed.
    pub opened: Time,
    /// Since when it is over.
    pub ended: Option<Time>,
    /// Since when it is noted that nobody answered a test in time.
    pub missed: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<Alarm, StoreError> {
    Ok(Alarm {
        id: row.get(0)?,
        subject: row.get(1)?,
        clock: row.get::<String>(2)?.parse()?,
        number: row.get(3)?,
        product: row.get(4)?,
        begun: row.get(5)?,
        due: row.get(6)?,
        at_once: row.get::<i64>(7)? != 0,
        opened: row.get(8)?,
        ended: row.get(9)?,
        missed: row.get(10)?,
    })
}

impl Tx<'_> {
    /// Opens an alarm.
    ///
    /// # Errors
    /// When one of its clock is open, or the database fails.
    pub fn alarm_insert(&mut self, new: &Alarm) -> Result<(), StoreError> {
        let values: [Value<'_>; 9] = [
            new.id.into(),
            (&new.subject).into(),
            new.clock.as_str().into(),
            new.number.into(),
            (&new.product).into(),
            new.begun.into(),
            new.due.into(),
            i64::from(new.at_once).into(),
            new.opened.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// An alarm.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm(&mut self, id: Id<kinds::Alarm>) -> Result<Option<Alarm>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` alarms that are not over, what is due first in front.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarms_open(&mut self, limit: i64) -> Result<Vec<Alarm>, StoreError> {
        self.rows(OPEN, &[limit.into()], read)
    }

    /// Up to `limit` alarms before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarms(&mut self, before: Option<Id<kinds::Alarm>>, limit: i64) -> Result<Vec<Alarm>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], read)
    }

    /// The same of tests alone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm_tests(&mut self, limit: i64) -> Result<Vec<Alarm>, StoreError> {
        self.rows(TESTS, &[Id::<kinds::Alarm>::from_bytes([0xff; 16]).into(), limit.into()], read)
    }

    /// The last alarm of a clock with a due time, whether it is over or not; of a test, whatever that is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm_known(&mut self, subject: &str, clock: AlarmClock, due: Time) -> Result<Option<Alarm>, StoreError> {
        self.optional(KNOWN, &[subject.into(), clock.as_str().into(), due.into()], read)
    }

    /// Ends an alarm; false where it is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm_end(&mut self, id: Id<kinds::Alarm>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into()])? == 1)
    }

    /// Lets an alarm that was over go on.
    ///
    /// # Errors
    /// When another one of its clock is open, or the database fails.
    pub fn alarm_anew(&mut self, id: Id<kinds::Alarm>) -> Result<(), StoreError> {
        self.execute(ANEW, &[id.into()]).map(drop)
    }

    /// Notes that nobody answered a test in time; false where that is noted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn alarm_missed(&mut self, id: Id<kinds::Alarm>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(MISSED, &[id.into(), now.into()])? == 1)
    }
}
