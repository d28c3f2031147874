//! From the fix to the end of a case: the releases that were named as its fix, what its units ran since, and whether its end
//! was proposed.

use super::file::Case;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

type CaseId = Id<kinds::Case>;

statements! {
    FIX_PUT = "INSERT INTO case_fix (case_id, release, named, person) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (case_id, release) DO NOTHING";
    FIX_REMOVE = "DELETE FROM case_fix WHERE case_id = ?1 AND release = ?2";
    FIXES = "SELECT release, named, person FROM case_fix WHERE case_id = ?1 ORDER BY named, release";
    SHARE_PUT = "INSERT INTO case_share (case_id, time, decided, affected, fixed, other, unknown, silent)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    SHARE_REMOVE = "DELETE FROM case_share WHERE case_id = ?1 AND time = ?2";
    SHARES = "SELECT time, decided, affected, fixed, other, unknown, silent FROM case_share WHERE case_id = ?1
        ORDER BY time DESC LIMIT ?2";
    DECIDED = "SELECT time, decided, affected, fixed, other, unknown, silent FROM case_share
        WHERE case_id = ?1 AND decided = 1 ORDER BY time DESC LIMIT 1";
    PROPOSED = "SELECT facts, proposed FROM case_closing WHERE case_id = ?1";
    PROPOSE = "INSERT INTO case_closing (case_id, facts, proposed) VALUES (?1, ?2, ?3)
        ON CONFLICT (case_id) DO UPDATE SET facts = excluded.facts, proposed = excluded.proposed";
    TAKE_BACK = "DELETE FROM case_closing WHERE case_id = ?1";
    CLOSABLE = "SELECT c.id, c.number, c.title, k.proposed FROM case_closing k JOIN case_file c ON c.id = k.case_id
        WHERE c.state = 'open' ORDER BY k.proposed, c.number LIMIT ?1";
    ADVISORIES = "SELECT name, released FROM advisory WHERE case_id = ?1 AND revision > 0 AND tlp = 'white' ORDER BY number";
}

/// A release that was named as the fix of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseFix {
    /// Which.
    pub release: Id<kinds::Release>,
    /// Since when.
    pub named: Time,
    /// By whom.
    pub person: Option<Id<kinds::Person>>,
}

/// What the units in use of a case ran at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseShare {
    /// When they were counted.
    pub time: Time,
    /// Whether that was for a decision.
    pub decided: bool,
    /// An affected release.
    pub affected: i64,
    /// A newer one, which is not exposed.
    pub fixed: i64,
    /// Another one, which is not exposed.
    pub other: i64,
    /// Nobody can tell.
    pub unknown: i64,
    /// Among these: not heard of for too long.
    pub silent: i64,
}

impl CaseShare {
    /// Whether the same was counted, whenever that was.
    #[must_use]
    pub fn is_as(&self, other: &Self) -> bool {
        let counts = |share: &Self| (share.affected, share.fixed, share.other, share.unknown, share.silent);
        counts(self) == counts(other)
    }
}

/// A case whose end is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosableCase {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Since when.
    pub proposed: Time,
}

fn share(row: &crate::value::Row<'_>) -> Result<CaseShare, StoreError> {
    Ok(CaseShare {
        time: row.get(0)?,
        decided: row.get(1)?,
        affected: row.get(2)?,
        fixed: row.get(3)?,
        other: row.get(4)?,
        unknown: row.get(5)?,
        silent: row.get(6)?,
    })
}

impl Tx<'_> {
    /// Names a release as the fix of a case; false where it was named before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_fix_put(&mut self, case: CaseId, fix: &CaseFix) -> Result<bool, StoreError> {
        let values = [case.into(), fix.release.into(), fix.named.into(), fix.person.into()];
        Ok(self.execute(FIX_PUT, &values)? == 1)
    }

    /// A release is not the fix of a case after all; false where it was not named.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_fix_remove(&mut self, case: CaseId, release: Id<kinds::Release>) -> Result<bool, StoreError> {
        Ok(self.execute(FIX_REMOVE, &[case.into(), release.into()])? == 1)
    }

    /// The releases that were named as the fix of a case, the first first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_fixes(&mut self, case: CaseId) -> Result<Vec<CaseFix>, StoreError> {
        self.rows(FIXES, &[case.into()], |row| {
            Ok(CaseFix { release: row.get(0)?, named: row.get(1)?, person: row.get(2)? })
        })
    }

    /// Keeps what was counted for a case at a time; what was counted then is replaced.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_share_put(&mut self, case: CaseId, share: &CaseShare) -> Result<(), StoreError> {
        self.case_share_remove(case, share.time)?;
        let counts = [share.affected, share.fixed, share.other, share.unknown, share.silent];
        let mut values = vec![case.into(), share.time.into(), share.decided.into()];
        values.extend(counts.map(Into::into));
        self.execute(SHARE_PUT, &values).map(drop)
    }

    /// Forgets what was counted for a case at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_share_remove(&mut self, case: CaseId, time: Time) -> Result<(), StoreError> {
        self.execute(SHARE_REMOVE, &[case.into(), time.into()]).map(drop)
    }

    /// What was counted for a case, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_shares(&mut self, case: CaseId, limit: i64) -> Result<Vec<CaseShare>, StoreError> {
        self.rows(SHARES, &[case.into(), limit.into()], share)
    }

    /// What was counted for the last decision on a case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_share_decided(&mut self, case: CaseId) -> Result<Option<CaseShare>, StoreError> {
        self.optional(DECIDED, &[case.into()], share)
    }

    /// By which facts the end of a case was proposed, and since when; nothing: it is not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_proposed(&mut self, case: CaseId) -> Result<Option<(String, Time)>, StoreError> {
        self.optional(PROPOSED, &[case.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Proposes the end of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_propose(&mut self, case: CaseId, facts: &str, now: Time) -> Result<(), StoreError> {
        self.execute(PROPOSE, &[case.into(), facts.into(), now.into()]).map(drop)
    }

    /// The facts do not allow the end of a case any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_take_back(&mut self, case: CaseId) -> Result<(), StoreError> {
        self.execute(TAKE_BACK, &[case.into()]).map(drop)
    }

    /// Up to `limit` open cases whose end is proposed, the oldest proposal first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cases_closable(&mut self, limit: i64) -> Result<Vec<ClosableCase>, StoreError> {
        self.rows(CLOSABLE, &[limit.into()], |row| {
            Ok(ClosableCase { id: row.get(0)?, number: row.get(1)?, title: row.get(2)?, proposed: row.get(3)? })
        })
    }

    /// The advisories of a case that anybody may read: name, and when the newest version was published.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_advisories(&mut self, case: &Case) -> Result<Vec<(String, Option<Time>)>, StoreError> {
        self.rows(ADVISORIES, &[case.id.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
