//! The end of an owner's time with a unit, the end of the unit, and what it says of itself until then.

use super::{EndedBy, ErasedFor, TestVerdict};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    /// What staff say is final, also of a unit that went out of use by its own word before.
    END = "UPDATE unit SET state = 'decommissioned', silent = 1, contact = NULL, version = version + 1, tested = NULL,
        ended = CASE WHEN state = 'decommissioned' THEN ended ELSE CAST(?3 AS INT8) END, ended_by = ?2
        WHERE number = ?1 AND (state <> 'decommissioned' OR (ended_by = 'unit' AND ?2 = 'staff'))";
    REVIVE = "UPDATE unit SET state = 'active', silent = 0, ended = NULL, ended_by = NULL, version = version + 1
        WHERE number = ?1 AND state = 'decommissioned' AND ended_by = 'unit'";
    FORGET = "UPDATE unit SET contact = NULL, version = version + 1, erased = ?2, erased_for = ?3 WHERE number = ?1";
    TESTED = "UPDATE unit SET tested = ?2 WHERE number = ?1";
    TESTS = "SELECT tested, CAST(COUNT(*) AS INT8) FROM unit WHERE tested IS NOT NULL AND state <> 'decommissioned'
        AND (product = ?1 OR ?1 IS NULL) GROUP BY tested ORDER BY tested";
    ERASURES = "SELECT erased_for, CAST(COUNT(*) AS INT8) FROM unit WHERE erased >= ?1
        AND (product = ?2 OR ?2 IS NULL) GROUP BY erased_for ORDER BY erased_for";
}

/// How many units in use have which self-test behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestTally {
    /// Everything was as it should be.
    pub passed: i64,
    /// Something was not.
    pub failed: i64,
    /// Something could not be looked at.
    pub unknown: i64,
}

/// How many units were erased lately, each by what its last erasure was for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErasedTally {
    /// They begin anew.
    pub reset: i64,
    /// They went to somebody else.
    pub handover: i64,
    /// They went out of use.
    pub end_of_life: i64,
    /// They could not say.
    pub unknown: i64,
}

impl ErasedTally {
    /// All of them.
    #[must_use]
    pub const fn all(&self) -> i64 {
        self.reset + self.handover + self.end_of_life + self.unknown
    }
}

impl Tx<'_> {
    /// Takes a unit out of use: the row stays; contact, secrets, what it runs, what its owner chose and the events that they
    /// shared are forgotten, and no update is on its way to it any more. False where it was so.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_decommission(&mut self, number: i64, by: EndedBy, now: Time) -> Result<bool, StoreError> {
        let values = [number.into(), by.as_str().into(), now.into()];
        let done = self.covering(number, |tx| tx.execute(END, &values))? == 1;
        self.unit_secrets_erase(number)?;
        self.unit_fresh_code_erase(number)?;
        self.unit_last_ran_keep(number)?;
        self.unit_runs_erase(number)?;
        self.unit_choices_erase(number)?;
        self.unit_policy_erase(number)?;
        self.owner_contacts_erase(number)?;
        self.unit_events_erase(number)?;
        self.alerts_forget(number)?;
        self.rollout_actions_end(number, now)?;
        Ok(done)
    }

    /// A unit that went out of use by its own word is in use again; false elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_revive(&mut self, number: i64) -> Result<bool, StoreError> {
        let is_back = self.covering(number, |tx| tx.execute(REVIVE, &[number.into()]))? == 1;
        if is_back {
            self.unit_last_ran_forget(number)?;
        }
        Ok(is_back)
    }

    /// Forgets what the owner of a unit left here, since the unit states that it did so too: contact, choices, the events
    /// that they shared, and what was concluded from them. Codes are the caller's.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_owner_erase(&mut self, number: i64, what_for: ErasedFor, now: Time) -> Result<(), StoreError> {
        self.execute(FORGET, &[number.into(), now.into(), what_for.as_str().into()])?;
        self.unit_choices_erase(number)?;
        self.unit_policy_erase(number)?;
        self.unit_fresh_code_erase(number)?;
        self.owner_notices_again(number)?;
        self.owner_contacts_erase(number)?;
        self.unit_log_refuse(number, None)?;
        self.unit_events_erase(number)?;
        self.alerts_forget(number).map(drop)
    }

    /// Keeps what the last self-test of a unit came to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_set_tested(&mut self, number: i64, verdict: TestVerdict) -> Result<(), StoreError> {
        self.execute(TESTED, &[number.into(), verdict.as_str().into()]).map(drop)
    }

    /// How the last self-tests of units in use ended, of one product or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_tests(&mut self, product: Option<Id<kinds::Product>>) -> Result<TestTally, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<String>(0)?.parse()?, row.get(1)?));
        let counts: Vec<(TestVerdict, i64)> = self.rows(TESTS, &[product.into()], read)?;
        let of = |wanted| counts.iter().find(|(verdict, _)| *verdict == wanted).map_or(0, |(_, count)| *count);
        let [passed, failed, unknown] = [TestVerdict::Passed, TestVerdict::Failed, TestVerdict::Unknown].map(of);
        Ok(TestTally { passed, failed, unknown })
    }

    /// How many units stated since `since` that everything of their owners' was erased, of one product or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units_erased(
        &mut self,
        product: Option<Id<kinds::Product>>,
        since: Time,
    ) -> Result<ErasedTally, StoreError> {
        let read = |row: &Row<'_>| Ok((row.get::<String>(0)?.parse()?, row.get(1)?));
        let counts: Vec<(ErasedFor, i64)> = self.rows(ERASURES, &[since.into(), product.into()], read)?;
        let of = |wanted| counts.iter().find(|(purpose, _)| *purpose == wanted).map_or(0, |(_, count)| *count);
        Ok(ErasedTally {
            reset: of(ErasedFor::Reset),
            handover: of(ErasedFor::Handover),
            end_of_life: of(ErasedFor::EndOfLife),
            unknown: of(ErasedFor::Unknown),
        })
    }
}
