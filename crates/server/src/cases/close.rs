//! The end of a case, and its return.

use steadfast_store::{Case, CaseAssessment, CaseState, EntryKind, Id, Tx, kinds};

use super::error::CaseError;
use super::fields::{DESPITE_DUE, Fields, REASON};
use super::settle;
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;

type CaseId = Id<kinds::Case>;

/// Why a case ends.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    /// In somebody's words.
    pub reason: String,
    /// Whether it ends although a report is due.
    pub despite_due: bool,
}

/// Closes a case on which somebody decided; its new version. Where a report is due, somebody must say that it ends all the
/// same, and why stands in the record.
///
/// # Errors
/// When nobody decided, a report is due and nobody said otherwise, the case changed meanwhile or is closed, or it is not allowed.
pub async fn close(app: &App, ask: Ask, id: CaseId, seen: i64, ending: Ending) -> Result<i64, CaseError> {
    let (reason, person) = (words(&ending.reason)?, ask.by.person());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::unchanged(tx, id, seen)?;
        let due = due(tx, &case)?;
        may_close(&case, &due, ending.despite_due)?;
        let step = Step { person, at: *at };
        step.tell(tx, id, Told::new(EntryKind::Closed).note(&reason).with("due", due.clone()))?;
        (case.state, case.closed) = (CaseState::Closed, Some(at.now));
        step.keep(tx, &mut case)?;
        tx.case_take_back(id)?;
        let fact = step::about(Fact::new("case-closed", &id), &case).with("due", due.clone());
        Ok((case.version, if due.is_empty() { fact } else { fact.with("reason", reason.as_str()) }))
    });
    Ok(done.await?.answer)
}

fn words(reason: &str) -> Result<String, CaseError> {
    let mut fields = Fields::default();
    let reason = fields.words(reason, REASON);
    fields.taken(Some(reason))
}

/// The reports that are due now.
fn due(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<&'static str>, CaseError> {
    let signals = tx.case_signals(case.id)?;
    let clocks = settle::running(tx, case, &signals)?;
    Ok(clocks.stages.iter().map(|clock| clock.stage.as_str()).collect())
}

fn may_close(case: &Case, due: &[&str], despite_due: bool) -> Result<(), CaseError> {
    let is_decided = matches!(case.assessment, Some(CaseAssessment::Reportable | CaseAssessment::NotReportable));
    match case.state {
        CaseState::Closed => Err(CaseError::Already),
        CaseState::Open if !is_decided => Err(CaseError::Undecided),
        CaseState::Open if !due.is_empty() && !despite_due => Err(DESPITE_DUE.into()),
        CaseState::Open => Ok(()),
    }
}

/// Opens a case again. What was decided stands until somebody decides otherwise.
///
/// # Errors
/// When the case changed meanwhile or is open, or it is not allowed.
pub async fn reopen(app: &App, ask: Ask, id: CaseId, seen: i64, reason: String) -> Result<i64, CaseError> {
    let (reason, person) = (words(&reason)?, ask.by.person());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::unchanged(tx, id, seen)?;
        if case.state == CaseState::Open {
            return Err(CaseError::Already);
        }
        let step = Step { person, at: *at };
        step.tell(tx, id, Told::new(EntryKind::Reopened).note(&reason))?;
        (case.state, case.closed) = (CaseState::Open, None);
        step.keep(tx, &mut case)?;
        Ok((case.version, step::about(Fact::new("case-reopened", &id), &case)))
    });
    Ok(done.await?.answer)
}
