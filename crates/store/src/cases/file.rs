//! What is decided and known of a case today.

use super::{CaseAssessment, CaseKind, CaseState};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::notices::NoticeStage;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A case's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.number, c.kind, c.title, c.product, c.product_name, c.flaw, c.opened, c.state, c.closed, \
             c.assessment, c.assessed, c.assessor, c.aware, c.assess_by, c.safe_from, c.due, c.place, c.version, c.measure, c.stage \
             FROM case_file c ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM case_file";
    INSERT = "INSERT INTO case_file (id, number, kind, title, product, product_name, flaw, opened, state, closed,
        assessment, assessed, assessor, aware, assess_by, safe_from, due, place, version, measure, stage) VALUES
        (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
    CHANGE = "UPDATE case_file SET kind = ?3, state = ?4, closed = ?5, assessment = ?6, assessed = ?7, assessor = ?8,
        aware = ?9, assess_by = ?10, safe_from = ?11, due = ?12, place = ?13, measure = ?14, stage = ?15,
        version = version + 1
        WHERE id = ?1 AND version = ?2";
    GET = columns!("WHERE c.id = ?1");
    OF_NUMBER = columns!("WHERE c.number = ?1");
    LIST = columns!("WHERE (c.place, c.number) > (?1, ?2) AND (c.state = ?3 OR ?3 = '')
        AND (c.product = ?4 OR ?4 IS NULL) ORDER BY c.place, c.number LIMIT ?5");
    OF_PRODUCT = columns!("WHERE c.product = ?4 AND (c.place, c.number) > (?1, ?2) AND (c.state = ?3 OR ?3 = '')
        ORDER BY c.place, c.number LIMIT ?5");
    DUE = columns!("WHERE c.due IS NOT NULL AND c.state = 'open' ORDER BY c.place, c.number LIMIT ?1");
    DUE_COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM case_file WHERE due IS NOT NULL AND state = 'open'";
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: Id<kinds::Case>,
    /// Its number, from 1 on: what people call it.
    pub number: i64,
    /// What it is about.
    pub kind: CaseKind,
    /// In one line.
    pub title: String,
    /// The product; it may not be there any more.
    pub product: Option<Id<kinds::Product>>,
    /// What that was called when the case opened; empty without one.
    pub product_name: String,
    /// The flaw, by a name; empty without one.
    pub flaw: String,
    /// When it opened.
    pub opened: Time,
    /// Whether it is being handled.
    pub state: CaseState,
    /// When it was closed.
    pub closed: Option<Time>,
    /// What was decided; nothing: nobody has since the last signal asked for it.
    pub assessment: Option<CaseAssessment>,
    /// When.
    pub assessed: Option<Time>,
    /// By whom.
    pub assessor: Option<Id<kinds::Person>>,
    /// When reasonable certainty was reached.
    pub aware: Option<Time>,
    /// Until when somebody should have assessed it, where nobody has.
    pub assess_by: Option<Time>,
    /// Since when a clock runs as if a signal were awareness, where one does.
    pub safe_from: Option<Time>,
    /// By when the next thing is to be done.
    pub due: Option<Time>,
    /// What comes first: the least.
    pub place: i64,
    /// Rises with each signal and each decision, not with notes and tasks.
    pub version: i64,
    /// Since when a corrective or mitigating measure is available, where somebody said so.
    pub measure: Option<Time>,
    /// What is to be reported next, where something is.
    pub stage: Option<NoticeStage>,
}

/// Which cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// In this state.
    pub state: Option<CaseState>,
    /// Of this product.
    pub product: Option<Id<kinds::Product>>,
}

/// A place in the list of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CasePlace {
    /// What comes first.
    pub place: i64,
    /// The case's number.
    pub number: i64,
}

impl CasePlace {
    /// In front of all.
    pub const FIRST: Self = Self { place: i64::MIN, number: 0 };
}

fn read(row: &Row<'_>) -> Result<Case, StoreError> {
    Ok(Case {
        id: row.get(0)?,
        number: row.get(1)?,
        kind: row.get::<String>(2)?.parse()?,
        title: row.get(3)?,
        product: row.get(4)?,
        product_name: row.get(5)?,
        flaw: row.get(6)?,
        opened: row.get(7)?,
        state: row.get::<String>(8)?.parse()?,
        closed: row.get(9)?,
        assessment: row.get::<Option<String>>(10)?.map(|word| word.parse()).transpose()?,
        assessed: row.get(11)?,
        assessor: row.get(12)?,
        aware: row.get(13)?,
        assess_by: row.get(14)?,
        safe_from: row.get(15)?,
        due: row.get(16)?,
        place: row.get(17)?,
        version: row.get(18)?,
        measure: row.get(19)?,
        stage: row.get::<Option<String>>(20)?.map(|word| word.parse()).transpose()?,
    })
}

impl Tx<'_> {
    /// The number that the next case gets.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_next(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(NEXT, &[], |row| row.get(0))?.unwrap_or(1))
    }

    /// Opens a case under a number of [`Tx::case_next`].
    ///
    /// # Errors
    /// When its id or number is another one's, or the database fails.
    pub fn case_insert(&mut self, new: &Case) -> Result<(), StoreError> {
        let values: [Value<'_>; 21] = [
            new.id.into(),
            new.number.into(),
            new.kind.as_str().into(),
            (&new.title).into(),
            new.product.into(),
            (&new.product_name).into(),
            (&new.flaw).into(),
            new.opened.into(),
            new.state.as_str().into(),
            new.closed.into(),
            new.assessment.map(CaseAssessment::as_str).into(),
            new.assessed.into(),
            new.assessor.into(),
            new.aware.into(),
            new.assess_by.into(),
            new.safe_from.into(),
            new.due.into(),
            new.place.into(),
            new.version.into(),
            new.measure.into(),
            new.stage.map(NoticeStage::as_str).into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// Writes what is decided and what follows from it, where `changed.version` is still the newest; false elsewhere. Title,
    /// product and flaw never change.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_change(&mut self, changed: &Case) -> Result<bool, StoreError> {
        let values: [Value<'_>; 15] = [
            changed.id.into(),
            changed.version.into(),
            changed.kind.as_str().into(),
            changed.state.as_str().into(),
            changed.closed.into(),
            changed.assessment.map(CaseAssessment::as_str).into(),
            changed.assessed.into(),
            changed.assessor.into(),
            changed.aware.into(),
            changed.assess_by.into(),
            changed.safe_from.into(),
            changed.due.into(),
            changed.place.into(),
            changed.measure.into(),
            changed.stage.map(NoticeStage::as_str).into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// One case.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case(&mut self, id: Id<kinds::Case>) -> Result<Option<Case>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The case with a number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_of_number(&mut self, number: i64) -> Result<Option<Case>, StoreError> {
        self.optional(OF_NUMBER, &[number.into()], read)
    }

    /// Up to `limit` cases behind a place: what is due first, then open ones that are not, then closed ones.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_list(&mut self, filter: CaseFilter, after: CasePlace, limit: i64) -> Result<Vec<Case>, StoreError> {
        let state = filter.state.map_or("", CaseState::as_str);
        let values = [after.place.into(), after.number.into(), state.into(), filter.product.into(), limit.into()];
        self.rows(if filter.product.is_some() { OF_PRODUCT } else { LIST }, &values, read)
    }

    /// Up to `limit` open cases of which something is due, the most urgent first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cases_due(&mut self, limit: i64) -> Result<Vec<Case>, StoreError> {
        self.rows(DUE, &[limit.into()], read)
    }

    /// How many those are.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cases_due_count(&mut self) -> Result<i64, StoreError> {
        Ok(self.optional(DUE_COUNT, &[], |row| row.get(0))?.unwrap_or(0))
    }
}
