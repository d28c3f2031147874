//! The decision about the duty to report, and when reasonable certainty was reached. Both are on top of what was read, both
//! take reasons, and what was decided before stays in the timeline.

use serde_json::Value;
use steadfast_store::{Case, CaseAssessment, CaseKind, CaseShare, CaseState, EntryKind, Id, Time, Tx, kinds};

use super::error::CaseError;
use super::fields::{ASSESSMENT, AWARE, Fields, KIND, NOT_REPORTABLE, REASON};
use super::share;
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;

type CaseId = Id<kinds::Case>;

/// A decision as somebody makes it.
#[derive(Clone, Debug, Default)]
pub struct WantedAssessment {
    /// `unknown`, `reportable` or `not-reportable`.
    pub assessment: String,
    /// Why.
    pub reason: String,
    /// `vulnerability` or `incident`, where it turned out to be the other; nothing: as it is.
    pub kind: Option<String>,
    /// Of what is reportable: when reasonable certainty was reached. It may lie before now.
    pub aware: Option<Time>,
}

/// A decision that is taken.
#[derive(Clone, Debug)]
struct Decision {
    assessment: CaseAssessment,
    reason: String,
    kind: Option<CaseKind>,
    aware: Option<Time>,
}

impl WantedAssessment {
    fn read(&self, now: Time) -> Result<Decision, CaseError> {
        let mut fields = Fields::default();
        let assessment = fields.word(&self.assessment, ASSESSMENT);
        let reason = fields.words(&self.reason, REASON);
        let kind = self.kind.as_deref().and_then(|word| fields.word(word, KIND));
        let is_reportable = assessment == Some(CaseAssessment::Reportable);
        fields.must(!is_reportable || self.aware.is_some(), AWARE);
        fields.must(is_reportable || self.aware.is_none(), NOT_REPORTABLE);
        fields.over(self.aware, now, AWARE);
        let decision = assessment.map(|assessment| Decision { assessment, reason, kind, aware: self.aware });
        fields.taken(decision)
    }
}

/// Decides; the case's new version.
///
/// # Errors
/// When something is not taken, the case changed meanwhile or is closed, or it is not allowed.
pub async fn assess(app: &App, ask: Ask, id: CaseId, seen: i64, wanted: WantedAssessment) -> Result<i64, CaseError> {
    let (decision, person) = (wanted.read(app.ambient.now())?, ask.by.person());
    let share = counted(app, id).await?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = open(tx, id, seen)?;
        if let Some(share) = share {
            tx.case_share_put(id, &CaseShare { time: at.now, decided: true, ..share })?;
        }
        let step = Step { person, at: *at };
        step.tell(tx, id, told(&case, &decision))?;
        let fact = fact(&case, &decision);
        case.kind = decision.kind.unwrap_or(case.kind);
        (case.assessment, case.aware) = (Some(decision.assessment), decision.aware);
        (case.assessed, case.assessor) = (Some(at.now), person);
        step.keep(tx, &mut case)?;
        Ok((case.version, fact))
    });
    Ok(done.await?.answer)
}

/// What the units of a case run, for the decision: counted before, since nobody else can write while that is done.
async fn counted(app: &App, id: CaseId) -> Result<Option<CaseShare>, CaseError> {
    let now = app.ambient.now();
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let case = step::case(tx, id)?;
        Ok(share::counted(tx, &case, now)?)
    });
    found.await
}

/// Says anew when reasonable certainty was reached; the case's new version.
///
/// # Errors
/// When it is not reportable, the time is not over, the case changed meanwhile or is closed, or it is not allowed.
pub async fn correct_awareness(
    app: &App,
    ask: Ask,
    id: CaseId,
    seen: i64,
    (aware, reason): (Option<Time>, String),
) -> Result<i64, CaseError> {
    let mut fields = Fields::default();
    fields.must(aware.is_some(), AWARE);
    let (aware, reason) = (fields.over(aware, app.ambient.now(), AWARE), fields.words(&reason, REASON));
    let ((), person) = (fields.taken(Some(()))?, ask.by.person());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = open(tx, id, seen)?;
        if case.assessment != Some(CaseAssessment::Reportable) {
            return Err(NOT_REPORTABLE.into());
        }
        let (step, before) = (Step { person, at: *at }, moment(case.aware));
        let told = Told { corrects: standing(tx, id)?, ..Told::new(EntryKind::Awareness).note(&reason) };
        step.tell(tx, id, told.with("before", before.clone()).with("aware", aware.to_string()))?;
        case.aware = Some(aware);
        step.keep(tx, &mut case)?;
        let fact = step::about(Fact::new("case-awareness-corrected", &id), &case);
        Ok((case.version, fact.with("before", before).with("aware", aware.to_string())))
    });
    Ok(done.await?.answer)
}

/// A case that is open and still as it was read.
fn open(tx: &mut Tx<'_>, id: CaseId, seen: i64) -> Result<Case, CaseError> {
    let case = step::unchanged(tx, id, seen)?;
    if case.state == CaseState::Open { Ok(case) } else { Err(CaseError::Closed) }
}

/// The entry that says when it was, until now.
fn standing(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<i64>, CaseError> {
    let assessed = tx.case_entry_last(id, EntryKind::Assessed)?;
    let corrected = tx.case_entry_last(id, EntryKind::Awareness)?;
    Ok(assessed.into_iter().chain(corrected).map(|entry| entry.number).max())
}

fn moment(time: Option<Time>) -> Value {
    time.map_or(Value::Null, |time| time.to_string().into())
}

fn former(case: &Case) -> Value {
    case.assessment.map_or(Value::Null, |assessment| assessment.as_str().into())
}

fn told(case: &Case, decision: &Decision) -> Told {
    Told::new(EntryKind::Assessed)
        .note(&decision.reason)
        .with("assessment", decision.assessment.as_str())
        .with("before", former(case))
        .with("aware", moment(decision.aware))
        .with("aware_before", moment(case.aware))
        .with("kind", decision.kind.unwrap_or(case.kind).as_str())
        .with("kind_before", case.kind.as_str())
}

/// The reasons may name people, and stay out of the ledger.
fn fact(case: &Case, decision: &Decision) -> Fact {
    step::about(Fact::new("case-assessed", &case.id), case)
        .with("kind", decision.kind.unwrap_or(case.kind).as_str())
        .with("assessment", decision.assessment.as_str())
        .with("before", former(case))
        .with("aware", moment(decision.aware))
        .with("safe_from", moment(case.safe_from))
}
