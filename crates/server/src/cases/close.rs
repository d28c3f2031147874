//! The end of a case, and its return.

use steadfast_store::{CaseAssessment, CaseState, EntryKind, Id, kinds};

use super::error::CaseError;
use super::fields::{Fields, REASON};
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;

type CaseId = Id<kinds::Case>;

/// Closes a case on which somebody decided; its new version.
///
/// # Errors
/// When nobody decided, the case changed meanwhile or is closed, or it is not allowed.
pub async fn close(app: &App, ask: Ask, id: CaseId, seen: i64, reason: String) -> Result<i64, CaseError> {
    turn(app, ask, (id, seen), CaseState::Closed, reason).await
}

/// Opens a case again. What was decided stands until somebody decides otherwise.
///
/// # Errors
/// When the case changed meanwhile or is open, or it is not allowed.
pub async fn reopen(app: &App, ask: Ask, id: CaseId, seen: i64, reason: String) -> Result<i64, CaseError> {
    turn(app, ask, (id, seen), CaseState::Open, reason).await
}

async fn turn(app: &App, ask: Ask, (id, seen): (CaseId, i64), to: CaseState, reason: String) -> Result<i64, CaseError> {
    let mut fields = Fields::default();
    let (reason, person) = (fields.words(&reason, REASON), ask.by.person());
    fields.taken(Some(()))?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::unchanged(tx, id, seen)?;
        if case.state == to {
            return Err(CaseError::Already);
        }
        let is_decided = matches!(case.assessment, Some(CaseAssessment::Reportable | CaseAssessment::NotReportable));
        if to == CaseState::Closed && !is_decided {
            return Err(CaseError::Undecided);
        }
        let (kind, fact) = match to {
            CaseState::Closed => (EntryKind::Closed, Fact::new("case-closed", &id)),
            CaseState::Open => (EntryKind::Reopened, Fact::new("case-reopened", &id)),
        };
        let step = Step { person, at: *at };
        step.tell(tx, id, Told::new(kind).note(&reason))?;
        (case.state, case.closed) = (to, (to == CaseState::Closed).then_some(at.now));
        step.keep(tx, &mut case)?;
        Ok((case.version, step::about(fact, &case)))
    });
    Ok(done.await?.answer)
}
