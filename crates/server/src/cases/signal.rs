//! Signals: what makes somebody look. Each starts a time to assess by and the safe clock at once; one that comes after the
//! decision that nothing is to be reported, or after the end, opens the case again.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steadfast_store::{Case, CaseSignal, CaseState, EntryKind, Id, SignalKind, Time, Tx, kinds};

use super::clocks::assess_by;
use super::error::CaseError;
use super::fields::{ABOUT, Fields, RECEIVED, SIGNAL};
use super::known::{self, Basis};
use super::read;
use super::step::{self, Step, Told};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::monitoring::read::NamedAlert;
use crate::ringing;

type CaseId = Id<kinds::Case>;

/// A signal as somebody notes it.
#[derive(Clone, Debug, Default)]
pub struct WantedSignal {
    /// `kev`, `finder`, `customer`, `authority` or `other`.
    pub kind: String,
    /// When it arrived; nothing: just now.
    pub received: Option<Time>,
    /// What it says.
    pub about: String,
    /// Where it can be looked up.
    pub reference: String,
}

/// A signal that is taken.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) kind: SignalKind,
    pub(super) received: Time,
    pub(super) alert: Option<Id<kinds::Alert>>,
    pub(super) about: String,
    pub(super) reference: String,
    /// What is known when it is noted.
    pub(super) basis: Basis,
}

impl WantedSignal {
    /// What of it is taken; what is known is not looked for yet.
    pub(super) fn read(&self, fields: &mut Fields, now: Time) -> Option<Taken> {
        let kind = fields.word(&self.kind, SIGNAL);
        fields.must(kind != Some(SignalKind::Alert), SIGNAL);
        let received = fields.over(self.received, now, RECEIVED);
        let (about, reference) = (fields.words(&self.about, ABOUT), fields.reference(&self.reference));
        Some(Taken { kind: kind?, received, alert: None, about, reference, basis: Basis::default() })
    }
}

impl Taken {
    /// An alert: it arrived when it was raised, whatever the units' clocks say.
    pub(super) fn alert(named: &NamedAlert, now: Time, basis: Basis) -> Self {
        Self {
            kind: SignalKind::Alert,
            received: named.alert.id.made().min(now),
            alert: Some(named.alert.id),
            about: String::new(),
            reference: String::new(),
            basis,
        }
    }
}

/// A signal that was noted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Noted {
    /// Its number in the case.
    pub number: i64,
    /// Whether it opened the case again, or asks for another assessment.
    pub anew: bool,
}

/// Notes a signal.
///
/// # Errors
/// When something is not taken, there is no such case, or it is not allowed.
pub async fn note(app: &App, ask: Ask, id: CaseId, wanted: WantedSignal) -> Result<Noted, CaseError> {
    let mut fields = Fields::default();
    let taken = wanted.read(&mut fields, app.ambient.now());
    let (mut taken, person) = (fields.taken(taken)?, ask.by.person());
    taken.basis = basis(app, id, None).await?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::case(tx, id)?;
        let noted = take(tx, &Step { person, at: *at }, &mut case, &taken)?;
        Ok((noted.clone(), told(&case, &taken, &noted)))
    });
    Ok(done.await?.answer)
}

/// Makes an alert a signal of a case. Nothing happens where it is one already.
///
/// # Errors
/// When the alert is part of another case, something is not there, or it is not allowed.
pub async fn join(app: &App, ask: Ask, id: CaseId, alert: Id<kinds::Alert>) -> Result<Noted, CaseError> {
    let person = ask.by.person();
    let basis = basis(app, id, Some(alert)).await?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::case(tx, id)?;
        let named = read::alert(tx, alert)?.ok_or(CaseError::NotFound("alert"))?;
        free(tx, alert)?;
        let taken = Taken::alert(&named, at.now, basis.clone());
        let noted = take(tx, &Step { person, at: *at }, &mut case, &taken)?;
        Ok((noted.clone(), told(&case, &taken, &noted)))
    });
    match done.await {
        Ok(done) => Ok(done.answer),
        Err(CaseError::HasCase(other)) if other == id => already(app, id, alert).await,
        Err(error) => Err(error),
    }
}

/// What is known now of what a case is about.
async fn basis(app: &App, id: CaseId, alert: Option<Id<kinds::Alert>>) -> Result<Basis, CaseError> {
    let known = app.store.read(move |tx| {
        let flaw = step::case(tx, id)?.flaw;
        known::basis(tx, &flaw, alert)
    });
    known.await
}

async fn already(app: &App, id: CaseId, alert: Id<kinds::Alert>) -> Result<Noted, CaseError> {
    let signal = app.store.read::<_, CaseError, _>(move |tx| Ok(tx.case_signal_of_alert(alert)?)).await?;
    let number = signal.filter(|signal| signal.case == id).map(|signal| signal.number);
    Ok(Noted { number: number.ok_or(CaseError::NotFound("signal"))?, anew: false })
}

/// An alert that is part of no case.
pub(super) fn free(tx: &mut Tx<'_>, alert: Id<kinds::Alert>) -> Result<(), CaseError> {
    match tx.case_signal_of_alert(alert)? {
        Some(signal) => Err(CaseError::HasCase(signal.case)),
        None => Ok(()),
    }
}

/// Adds a signal to a case that is there, with what is known now.
pub(super) fn take(tx: &mut Tx<'_>, step: &Step, case: &mut Case, taken: &Taken) -> Result<Noted, CaseError> {
    let former = case.assessment.filter(|_| asks_anew(case));
    let was_closed = case.state == CaseState::Closed;
    let anew = asks_anew(case);
    if anew {
        begin_anew(tx, step, case)?;
    }
    let number = insert(tx, step, case, taken)?;
    let told = Told::new(EntryKind::Signal)
        .with("signal", number)
        .with("kind", taken.kind.as_str())
        .with("received", taken.received.to_string())
        .with("reopened", was_closed)
        .with("assessed_before", former.map_or(Value::Null, |former| former.as_str().into()));
    step.tell(tx, case.id, told)?;
    step.keep(tx, case)?;
    Ok(Noted { number, anew })
}

/// Whether another signal asks for another assessment.
fn asks_anew(case: &Case) -> bool {
    case.state == CaseState::Closed || case.assessment == Some(steadfast_store::CaseAssessment::NotReportable)
}

/// Another round: what was decided is history, and the clocks run from the new signal.
fn begin_anew(tx: &mut Tx<'_>, step: &Step, case: &mut Case) -> Result<(), CaseError> {
    tx.case_signals_settle(case.id, step.at.now)?;
    (case.state, case.closed) = (CaseState::Open, None);
    (case.assessment, case.assessed, case.assessor, case.aware) = (None, None, None, None);
    case.measure = None;
    Ok(())
}

/// Keeps a signal with what is known now; its number.
pub(super) fn insert(tx: &mut Tx<'_>, step: &Step, case: &Case, taken: &Taken) -> Result<i64, CaseError> {
    let number = tx.case_signal_next(case.id)?;
    tx.case_signal_insert(&CaseSignal {
        case: case.id,
        number,
        kind: taken.kind,
        received: taken.received,
        noted: step.at.now,
        assess_by: assess_by(taken.received),
        settled: None,
        person: step.person,
        alert: taken.alert,
        reference: taken.reference.clone(),
        about: Some(taken.about.clone()),
        basis: taken.basis.to_string(),
    })?;
    ringing::work::ask(tx, step.at.now)?;
    Ok(number)
}

pub(super) fn told(case: &Case, taken: &Taken, noted: &Noted) -> Fact {
    let alert = taken.alert.map_or(Value::Null, |alert| alert.to_string().into());
    step::about(Fact::new("case-signal", &case.id), case)
        .with("signal", noted.number)
        .with("signal_kind", taken.kind.as_str())
        .with("received", taken.received.to_string())
        .with("alert", alert)
        .with("anew", noted.anew)
}
