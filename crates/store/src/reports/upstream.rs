//! Reports to those who make or maintain a component (Article 13(6)).

use super::{UpstreamAnswer, UpstreamState, UpstreamWay};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// The columns of one.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, case_id, number, component, purl, contact, state, words, facts, drafted, drafter, sent, sender, \
             way, answered, answer FROM upstream_report ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM upstream_report WHERE case_id = ?1";
    INSERT = "INSERT INTO upstream_report (id, case_id, number, component, purl, contact, state, words, facts, drafted,
        drafter) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    CHANGE = "UPDATE upstream_report SET state = ?2, sent = ?3, sender = ?4, way = ?5, answered = ?6, answer = ?7
        WHERE id = ?1";
    GET = columns!("WHERE id = ?1");
    OF_CASE = columns!("WHERE case_id = ?1 ORDER BY number");
}

/// A report to a maintainer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// Its id.
    pub id: Id<kinds::Upstream>,
    /// The case that it belongs to.
    pub case: Id<kinds::Case>,
    /// Its number there, from 1 on.
    pub number: i64,
    /// The component, as the bill of materials calls it.
    pub component: String,
    /// Its package URL; empty without one.
    pub purl: String,
    /// Where its maintainer can be reached; empty: not known.
    pub contact: String,
    /// How far it is.
    pub state: UpstreamState,
    /// What is told, for people.
    pub words: String,
    /// What is told, for machines: JSON.
    pub facts: String,
    /// When it was written.
    pub drafted: Time,
    /// By whom.
    pub drafter: Option<Id<kinds::Person>>,
    /// When it was sent.
    pub sent: Option<Time>,
    /// By whom.
    pub sender: Option<Id<kinds::Person>>,
    /// How.
    pub way: Option<UpstreamWay>,
    /// When the maintainer answered.
    pub answered: Option<Time>,
    /// What.
    pub answer: Option<UpstreamAnswer>,
}

fn read(row: &Row<'_>) -> Result<Upstream, StoreError> {
    Ok(Upstream {
        id: row.get(0)?,
        case: row.get(1)?,
        number: row.get(2)?,
        component: row.get(3)?,
        purl: row.get(4)?,
        contact: row.get(5)?,
        state: row.get::<String>(6)?.parse()?,
        words: row.get(7)?,
        facts: row.get(8)?,
        drafted: row.get(9)?,
        drafter: row.get(10)?,
        sent: row.get(11)?,
        sender: row.get(12)?,
        way: row.get::<Option<String>>(13)?.map(|word| word.parse()).transpose()?,
        answered: row.get(14)?,
        answer: row.get::<Option<String>>(15)?.map(|word| word.parse()).transpose()?,
    })
}

impl Tx<'_> {
    /// The number that the next report upstream of a case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn upstream_next(&mut self, case: Id<kinds::Case>) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[case.into()], |row| row.get(0))?.unwrap_or(1))
    }

    /// Keeps a draft.
    ///
    /// # Errors
    /// When there is one with its number, or the database fails.
    pub fn upstream_insert(&mut self, new: &Upstream) -> Result<(), StoreError> {
        let values: [Value<'_>; 11] = [
            new.id.into(),
            new.case.into(),
            new.number.into(),
            (&new.component).into(),
            (&new.purl).into(),
            (&new.contact).into(),
            new.state.as_str().into(),
            (&new.words).into(),
            (&new.facts).into(),
            new.drafted.into(),
            new.drafter.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Writes what became of one. What it tells never changes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn upstream_change(&mut self, changed: &Upstream) -> Result<(), StoreError> {
        let values: [Value<'_>; 7] = [
            changed.id.into(),
            changed.state.as_str().into(),
            changed.sent.into(),
            changed.sender.into(),
            changed.way.map(UpstreamWay::as_str).into(),
            changed.answered.into(),
            changed.answer.map(UpstreamAnswer::as_str).into(),
        ];
        self.execute(CHANGE, &values).map(drop)
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn upstream(&mut self, id: Id<kinds::Upstream>) -> Result<Option<Upstream>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Those of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn upstreams(&mut self, case: Id<kinds::Case>) -> Result<Vec<Upstream>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }
}
