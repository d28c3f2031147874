//! Drills: asked for, held, and how they went.

use crate::assessment::words;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A drill's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, scenario, flaw, person, asked, state, done, steps, ended, gaps, record, reason, case_id FROM drill ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO drill (id, scenario, flaw, person, asked, case_id, state, done, steps, gaps, reason)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, 0, 0, '')";
    GET = columns!("WHERE id = ?1");
    LIST = columns!("WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
    WAITING = columns!("WHERE state = 'waiting' AND case_id IS NULL ORDER BY id LIMIT ?1");
    REPORT = "SELECT report FROM drill WHERE id = ?1 AND report IS NOT NULL";
    PROGRESS = "UPDATE drill SET done = ?2, steps = ?3 WHERE id = ?1 AND state = 'waiting'";
    HELD = "UPDATE drill SET state = 'held', ended = ?2, gaps = ?3, report = ?4, record = ?5
        WHERE id = ?1 AND state = 'waiting'";
    FAILED = "UPDATE drill SET state = 'failed', ended = ?2, reason = ?3 WHERE id = ?1 AND state = 'waiting'";
}

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scenario {
    /// A flaw of a component in releases on sale is exploited.
    ExploitedComponent,
    /// Strangers guess passwords of many units.
    MassGuessing,
    /// A key that signs updates was stolen.
    StolenUpdateKey,
    /// A report is due, and the reporting platform cannot be reached.
    PlatformDown,
    /// Somebody who must confirm is not there.
    ApproverAbsent,
    /// A source of advisories has not answered for days.
    FeedDown,
    /// On a Saturday night a list names a flaw, and then the fleet shows it exploited; people play it themselves.
    SaturdayNight,
}

words!(
    Scenario,
    "scenario of a drill",
    ExploitedComponent = "exploited-component",
    MassGuessing = "mass-guessing",
    StolenUpdateKey = "stolen-update-key",
    PlatformDown = "platform-down",
    ApproverAbsent = "approver-absent",
    FeedDown = "feed-down",
    SaturdayNight = "saturday-night"
);

/// How far a drill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DrillState {
    /// It waits, or is being held.
    Waiting,
    /// It was held.
    Held,
    /// It could not be held.
    Failed,
}

words!(DrillState, "state of a drill", Waiting = "waiting", Held = "held", Failed = "failed");

/// A drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// Its id.
    pub id: Id<kinds::Drill>,
    /// What is tried.
    pub scenario: Scenario,
    /// The flaw that was named; empty: the drill chooses one.
    pub flaw: String,
    /// The case that people play themselves; nothing: it is played on a copy.
    pub case: Option<Id<kinds::Case>>,
    /// Who asked for it.
    pub person: Option<Id<kinds::Person>>,
    /// When.
    pub asked: Time,
    /// How far it is.
    pub state: DrillState,
    /// Steps that are over.
    pub done: i64,
    /// Steps that there are.
    pub steps: i64,
    /// When it was over.
    pub ended: Option<Time>,
    /// How many gaps it found.
    pub gaps: i64,
    /// Its record.
    pub record: Option<Id<kinds::Record>>,
    /// Why it could not be held.
    pub reason: String,
}

/// What is kept of a drill that was held.
#[derive(Clone, Debug)]
pub struct HeldDrill {
    /// When it was over.
    pub ended: Time,
    /// How many gaps it found.
    pub gaps: i64,
    /// The report's bytes.
    pub report: String,
    /// The record that names their digest.
    pub record: Id<kinds::Record>,
}

fn read(row: &Row<'_>) -> Result<Drill, StoreError> {
    Ok(Drill {
        id: row.get(0)?,
        scenario: row.get::<String>(1)?.parse()?,
        flaw: row.get(2)?,
        person: row.get(3)?,
        asked: row.get(4)?,
        state: row.get::<String>(5)?.parse()?,
        done: row.get(6)?,
        steps: row.get(7)?,
        ended: row.get(8)?,
        gaps: row.get(9)?,
        record: row.get(10)?,
        reason: row.get(11)?,
        case: row.get(12)?,
    })
}

impl Tx<'_> {
    /// Asks for a drill.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drill_insert(&mut self, new: &Drill) -> Result<(), StoreError> {
        let (scenario, flaw, case) = (new.scenario.as_str().into(), (&new.flaw).into(), new.case.into());
        let values: [Value<'_>; 6] = [new.id.into(), scenario, flaw, new.person.into(), new.asked.into(), case];
        self.execute(INSERT, &values).map(drop)
    }

    /// A drill.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drill(&mut self, id: Id<kinds::Drill>) -> Result<Option<Drill>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` drills before one, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drills(&mut self, before: Option<Id<kinds::Drill>>, limit: i64) -> Result<Vec<Drill>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], read)
    }

    /// Up to `limit` drills that wait to be played on a copy, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drills_waiting(&mut self, limit: i64) -> Result<Vec<Drill>, StoreError> {
        self.rows(WAITING, &[limit.into()], read)
    }

    /// The report of a drill that was held.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drill_report(&mut self, id: Id<kinds::Drill>) -> Result<Option<String>, StoreError> {
        self.optional(REPORT, &[id.into()], |row| row.get(0))
    }

    /// Says how far a drill is.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drill_progress(&mut self, id: Id<kinds::Drill>, done: i64, steps: i64) -> Result<(), StoreError> {
        self.execute(PROGRESS, &[id.into(), done.into(), steps.into()]).map(drop)
    }

    /// Keeps how a drill went; false where it was over already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drill_held(&mut self, id: Id<kinds::Drill>, held: &HeldDrill) -> Result<bool, StoreError> {
        let (report, record) = ((&held.report).into(), held.record.into());
        let values = [id.into(), held.ended.into(), held.gaps.into(), report, record];
        Ok(self.execute(HELD, &values)? > 0)
    }

    /// Keeps why a drill could not be held; false where it was over already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drill_failed(&mut self, id: Id<kinds::Drill>, reason: &str, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(FAILED, &[id.into(), now.into(), reason.into()])? > 0)
    }
}
