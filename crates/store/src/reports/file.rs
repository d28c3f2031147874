//! The reports themselves.

use super::{Credit, ReportState};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A report's columns; what is sealed is read apart.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.number, r.received, r.acknowledge_by, r.acknowledged, r.state, r.product, r.case_id, \
             r.credit, r.shown, r.waits, r.erased FROM report r ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM report";
    INSERT = "INSERT INTO report (id, number, token, received, acknowledge_by, state, product, credit, sealed)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    CHANGE = "UPDATE report SET acknowledged = ?2, state = ?3, product = ?4, case_id = ?5, credit = ?6, shown = ?7,
        waits = ?8, erased = ?9 WHERE id = ?1";
    SEALED = "SELECT sealed FROM report WHERE id = ?1";
    RESEAL = "UPDATE report SET sealed = ?2 WHERE id = ?1";
    GET = columns!("WHERE r.id = ?1");
    OF_TOKEN = columns!("WHERE r.token = ?1");
    LIST = columns!("WHERE r.number < ?1 AND (r.state = ?2 OR ?2 = '') ORDER BY r.number DESC LIMIT ?3");
    OPEN = columns!("WHERE r.number < ?1 AND r.state IN ('new', 'acknowledged', 'in-work')
        ORDER BY r.number DESC LIMIT ?2");
    DUE = columns!("WHERE r.acknowledged IS NULL AND r.state = 'new' ORDER BY r.acknowledge_by LIMIT ?1");
    WAITING = columns!("WHERE r.waits IS NOT NULL AND r.acknowledged IS NOT NULL ORDER BY r.waits LIMIT ?1");
    SHOWN = columns!("WHERE r.shown IS NOT NULL ORDER BY r.shown DESC, r.number DESC LIMIT ?1");
    OF_CASE = columns!("WHERE r.case_id = ?1 ORDER BY r.number");
    TIMES = "SELECT received, acknowledged FROM report WHERE received > ?1 AND state <> 'spam' ORDER BY received DESC
        LIMIT ?2";
    SINCE = "SELECT CAST(COUNT(*) AS INT8) FROM report WHERE received > ?1";
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: Id<kinds::Report>,
    /// Its number, from 1 on: what people call it.
    pub number: i64,
    /// When it came in.
    pub received: Time,
    /// Until when somebody should have acknowledged it.
    pub acknowledge_by: Time,
    /// When somebody did.
    pub acknowledged: Option<Time>,
    /// How far it is.
    pub state: ReportState,
    /// The product; it may not be there any more.
    pub product: Option<Id<kinds::Product>>,
    /// The case that it is part of.
    pub case: Option<Id<kinds::Case>>,
    /// How its finder wants to be thanked.
    pub credit: Credit,
    /// Since when they are.
    pub shown: Option<Time>,
    /// Since when the finder waits for an answer.
    pub waits: Option<Time>,
    /// When what the finder wrote was erased.
    pub erased: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<Report, StoreError> {
    Ok(Report {
        id: row.get(0)?,
        number: row.get(1)?,
        received: row.get(2)?,
        acknowledge_by: row.get(3)?,
        acknowledged: row.get(4)?,
        state: row.get::<String>(5)?.parse()?,
        product: row.get(6)?,
        case: row.get(7)?,
        credit: row.get::<String>(8)?.parse()?,
        shown: row.get(9)?,
        waits: row.get(10)?,
        erased: row.get(11)?,
    })
}

impl Tx<'_> {
    /// The number that the next report gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_next(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1))
    }

    /// Keeps a new report with what its finder wrote, sealed, and the digest of what opens their page.
    ///
    /// # Errors
    /// When its id, number or token is another one's, or the database fails.
    pub fn report_insert(&mut self, new: &Report, token: &[u8; 32], sealed: &[u8]) -> Result<(), StoreError> {
        let values: [Value<'_>; 9] = [
            new.id.into(),
            new.number.into(),
            token.as_slice().into(),
            new.received.into(),
            new.acknowledge_by.into(),
            new.state.as_str().into(),
            new.product.into(),
            new.credit.as_str().into(),
            sealed.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Writes what became of a report. Number, token and times of arrival never change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_change(&mut self, changed: &Report) -> Result<(), StoreError> {
        let values: [Value<'_>; 9] = [
            changed.id.into(),
            changed.acknowledged.into(),
            changed.state.as_str().into(),
            changed.product.into(),
            changed.case.into(),
            changed.credit.as_str().into(),
            changed.shown.into(),
            changed.waits.into(),
            changed.erased.into(),
        ];
        self.execute(CHANGE, &values).map(drop)
    }

    /// What a finder wrote, sealed; nothing: erased.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_sealed(&mut self, id: Id<kinds::Report>) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.optional(SEALED, &[id.into()], |row| row.get::<Option<Vec<u8>>>(0))?.flatten())
    }

    /// Puts other sealed words in their place, or none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_reseal(&mut self, id: Id<kinds::Report>, sealed: Option<&[u8]>) -> Result<(), StoreError> {
        self.execute(RESEAL, &[id.into(), sealed.into()]).map(drop)
    }

    /// One report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report(&mut self, id: Id<kinds::Report>) -> Result<Option<Report>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The report that a digest opens.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_of_token(&mut self, token: &[u8; 32]) -> Result<Option<Report>, StoreError> {
        self.optional(OF_TOKEN, &[token.as_slice().into()], read)
    }

    /// Up to `limit` reports with numbers below `before`, the newest first; of one state where one is named.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_list(
        &mut self,
        state: Option<ReportState>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Report>, StoreError> {
        let state = state.map_or("", ReportState::as_str);
        self.rows(LIST, &[before.unwrap_or(i64::MAX).into(), state.into(), limit.into()], read)
    }

    /// The same of those with which somebody has something to do.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_open(&mut self, before: Option<i64>, limit: i64) -> Result<Vec<Report>, StoreError> {
        self.rows(OPEN, &[before.unwrap_or(i64::MAX).into(), limit.into()], read)
    }

    /// Up to `limit` reports that nobody acknowledged, the most urgent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_due(&mut self, limit: i64) -> Result<Vec<Report>, StoreError> {
        self.rows(DUE, &[limit.into()], read)
    }

    /// Up to `limit` acknowledged reports whose finders wait for an answer, the longest waiting first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_waiting(&mut self, limit: i64) -> Result<Vec<Report>, StoreError> {
        self.rows(WAITING, &[limit.into()], read)
    }

    /// Up to `limit` reports whose finders are thanked in public, the last first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_shown(&mut self, limit: i64) -> Result<Vec<Report>, StoreError> {
        self.rows(SHOWN, &[limit.into()], read)
    }

    /// The reports that are part of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_of_case(&mut self, case: Id<kinds::Case>) -> Result<Vec<Report>, StoreError> {
        self.rows(OF_CASE, &[case.into()], read)
    }

    /// When reports came in and were acknowledged, of the last `limit` since then; without what nobody meant.
    ///
    /// # Errors
    /// When the database fails.
    pub fn report_times(&mut self, since: Time, limit: i64) -> Result<Vec<(Time, Option<Time>)>, StoreError> {
        self.rows(TIMES, &[since.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many came in since then.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reports_since(&mut self, since: Time) -> Result<i64, StoreError> {
        Ok(self.optional(SINCE, &[since.into()], |row| row.get(0))?.unwrap_or(0))
    }
}
