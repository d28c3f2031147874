//! What takes two people: proposals, and what one person did alone.

use std::fmt;
use std::str::FromStr;

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO approval (id, action, subject, proposal, proposer, reason, state, made)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', ?7)";
    GET = "SELECT id, action, subject, proposal, proposer, reason, state, made, alone, due, decider, decision, decided
        FROM approval WHERE id = ?1";
    LIST = "SELECT id, action, subject, proposal, proposer, reason, state, made, alone, due, decider, decision, decided
        FROM approval WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    OPEN = "SELECT id, action, subject, proposal, proposer, reason, state, made, alone, due, decider, decision, decided
        FROM approval WHERE state IN ('waiting', 'alone') ORDER BY id LIMIT ?1";
    DECIDED = "SELECT id, action, subject, proposal, proposer, reason, state, made, alone, due, decider, decision, decided
        FROM approval WHERE decided IS NOT NULL AND (decided, id) < (?1, ?2) ORDER BY decided DESC, id DESC LIMIT ?3";
    DECIDE = "UPDATE approval SET state = ?3, decider = ?4, decision = ?5, decided = ?6 WHERE id = ?1 AND state = ?2";
    OVERDUE = "SELECT id, action, subject, proposal, proposer, reason, state, made, alone, due, decider, decision, decided
        FROM approval WHERE state = 'alone' AND due < ?1 AND overdue IS NULL ORDER BY id LIMIT ?2";
    NOTE_OVERDUE = "UPDATE approval SET overdue = ?2 WHERE id = ?1 AND state = 'alone' AND due < ?2 AND overdue IS NULL";
    ALONE = "UPDATE approval SET state = 'alone', alone = ?2, due = ?3, reason = ?4 WHERE id = ?1 AND state = 'waiting'";
}

/// Where an approval stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// For a second person; nothing was done.
    Waiting,
    /// A second person agreed, and it was done.
    Approved,
    /// A second person refused; nothing was done.
    Refused,
    /// The proposer took it back; nothing was done.
    Withdrawn,
    /// The proposer did it alone; a second person must look at it.
    Alone,
    /// It was done alone, and a second person found it right.
    Confirmed,
    /// It was done alone, and a second person objected.
    Objected,
}

impl ApprovalState {
    const ALL: [Self; 7] =
        [Self::Waiting, Self::Approved, Self::Refused, Self::Withdrawn, Self::Alone, Self::Confirmed, Self::Objected];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Alone => "alone",
            Self::Confirmed => "confirmed",
            Self::Objected => "objected",
        }
    }
}

impl fmt::Display for ApprovalState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ApprovalState {
    type Err = StoreError;

    fn from_str(word: &str) -> Result<Self, StoreError> {
        let unknown = || StoreError::UnknownWord { what: "state of an approval", found: word.to_owned() };
        Self::ALL.into_iter().find(|state| state.as_str() == word).ok_or_else(unknown)
    }
}

/// An action that takes two people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Its id.
    pub id: Id<kinds::Approval>,
    /// The action's name.
    pub action: String,
    /// The id of what it is about.
    pub subject: String,
    /// What is to be done, as JSON.
    pub proposal: String,
    /// Who proposed it.
    pub proposer: Id<kinds::Person>,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: ApprovalState,
    /// Since when.
    pub made: Time,
    /// When the proposer did it alone.
    pub alone: Option<Time>,
    /// Until when a second person must look at what was done alone.
    pub due: Option<Time>,
    /// Who decided.
    pub decider: Option<Id<kinds::Person>>,
    /// In their words.
    pub decision: Option<String>,
    /// When.
    pub decided: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<Approval, StoreError> {
    Ok(Approval {
        id: row.get(0)?,
        action: row.get(1)?,
        subject: row.get(2)?,
        proposal: row.get(3)?,
        proposer: row.get(4)?,
        reason: row.get(5)?,
        state: row.get::<String>(6)?.parse()?,
        made: row.get(7)?,
        alone: row.get(8)?,
        due: row.get(9)?,
        decider: row.get(10)?,
        decision: row.get(11)?,
        decided: row.get(12)?,
    })
}

impl Tx<'_> {
    /// Keeps a proposal, which waits.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_insert(&mut self, new: &Approval) -> Result<(), StoreError> {
        let (action, subject) = ((&new.action).into(), (&new.subject).into());
        let (proposal, reason) = ((&new.proposal).into(), (&new.reason).into());
        self.execute(INSERT, &[new.id.into(), action, subject, proposal, new.proposer.into(), reason, new.made.into()])
            .map(drop)
    }

    /// An approval.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval(&mut self, id: Id<kinds::Approval>) -> Result<Option<Approval>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Approvals, newest first, older than `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_list(
        &mut self,
        before: Option<Id<kinds::Approval>>,
        limit: i64,
    ) -> Result<Vec<Approval>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], read)
    }

    /// What waits for a second person, before or after it was done; oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_open(&mut self, limit: i64) -> Result<Vec<Approval>, StoreError> {
        self.rows(OPEN, &[limit.into()], read)
    }

    /// Decided ones, the newest decision first, older than that on `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_decided(
        &mut self,
        before: Option<Id<kinds::Approval>>,
        limit: i64,
    ) -> Result<Vec<Approval>, StoreError> {
        let earlier = before.map(|id| self.approval(id)).transpose()?.flatten();
        let place = earlier.and_then(|approval| Some((approval.decided?, approval.id)));
        let (decided, id) = place.unwrap_or((Time(i64::MAX), Id::from_bytes([0xff; 16])));
        self.rows(DECIDED, &[decided.into(), id.into(), limit.into()], read)
    }

    /// Moves an approval from one state to a decided one; false where it was in another state.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_decide(
        &mut self,
        id: Id<kinds::Approval>,
        from: ApprovalState,
        to: ApprovalState,
        decider: Id<kinds::Person>,
        decision: &str,
        now: Time,
    ) -> Result<bool, StoreError> {
        let states = (from.as_str().into(), to.as_str().into());
        let values = [id.into(), states.0, states.1, decider.into(), decision.into(), now.into()];
        Ok(self.execute(DECIDE, &values)? == 1)
    }

    /// Notes that its proposer did it alone, why, and until when a second person must look; false where it did not wait.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_alone(
        &mut self,
        id: Id<kinds::Approval>,
        now: Time,
        due: Time,
        reason: &str,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(ALONE, &[id.into(), now.into(), due.into(), reason.into()])? == 1)
    }

    /// Up to `limit` approvals at which nobody looked in time after they were done alone, and of which that was not noted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_overdue(&mut self, now: Time, limit: i64) -> Result<Vec<Approval>, StoreError> {
        self.rows(OVERDUE, &[now.into(), limit.into()], read)
    }

    /// Notes that nobody looked in time; true once per approval.
    ///
    /// # Errors
    /// When the database fails.
    pub fn approval_note_overdue(&mut self, id: Id<kinds::Approval>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(NOTE_OVERDUE, &[id.into(), now.into()])? == 1)
    }
}
