//! Opening a case: from an alert in one step, or by hand.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steadfast_store::{Case, CaseKind, CaseState, EntryKind, Id, Time, Tx, kinds};

use super::error::CaseError;
use super::fields::{Fields, KIND, LONGEST_TITLE, PRODUCT, TITLE};
use super::settle;
use super::signal::{self, Taken, WantedSignal};
use super::step::{self, Step, Told};
use super::words;
use super::{known, read};
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::web::Texts;

/// A case as somebody opens it by hand.
#[derive(Clone, Debug, Default)]
pub struct WantedCase {
    /// `vulnerability` or `incident`.
    pub kind: String,
    /// In one line.
    pub title: String,
    /// `prd_…`; nothing: none, or not known yet.
    pub product: Option<String>,
    /// The flaw, by a name such as `CVE-2026-1234`; empty without one.
    pub flaw: String,
    /// How somebody came to know of it.
    pub signal: WantedSignal,
}

/// A case that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its id.
    pub id: Id<kinds::Case>,
    /// What people call it.
    pub number: i64,
    /// Whether it was opened just now.
    pub is_new: bool,
}

/// Makes an alert a case. Where it is one, that one: whoever comes second is led there, and nothing changes.
///
/// # Errors
/// When there is no such alert, or it is not allowed.
pub async fn from_alert(app: &App, ask: Ask, alert: Id<kinds::Alert>, texts: Texts) -> Result<Opened, CaseError> {
    let (id, person) = (app.ambient.id(), ask.by.person());
    let basis = app.store.read(move |tx| known::basis(tx, "", Some(alert))).await?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let named = read::alert(tx, alert)?.ok_or(CaseError::NotFound("alert"))?;
        signal::free(tx, alert)?;
        let new = Case {
            title: words::title(texts, &named).chars().take(LONGEST_TITLE).collect(),
            product: Some(named.alert.product),
            product_name: named.product.clone(),
            ..empty(id, CaseKind::Incident, at.now)
        };
        open(tx, &Step { person, at: *at }, new, &Taken::alert(&named, at.now, basis.clone()))
    });
    match done.await {
        Ok(done) => Ok(done.answer),
        Err(CaseError::HasCase(case)) => there(app, case).await,
        Err(error) => Err(error),
    }
}

async fn there(app: &App, id: Id<kinds::Case>) -> Result<Opened, CaseError> {
    let case = app.store.read::<_, CaseError, _>(move |tx| step::case(tx, id)).await?;
    Ok(Opened { id, number: case.number, is_new: false })
}

/// Opens a case by hand, with the signal by which somebody came to know of it.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn by_hand(app: &App, ask: Ask, wanted: WantedCase) -> Result<Opened, CaseError> {
    let (id, person, now) = (app.ambient.id(), ask.by.person(), app.ambient.now());
    let mut fields = Fields::default();
    let kind = fields.word(&wanted.kind, KIND);
    let (title, flaw) = (fields.line(&wanted.title, TITLE), fields.flaw(&wanted.flaw));
    let product = wanted.product.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let product = product.map(|text| fields.word::<Id<kinds::Product>>(text, PRODUCT));
    let taken = wanted.signal.read(&mut fields, now);
    let (kind, mut taken) = fields.taken(kind.zip(taken))?;
    let named = flaw.clone();
    taken.basis = app.store.read(move |tx| known::basis(tx, &named, None)).await?;
    let new = Case { title, flaw, product: product.flatten(), ..empty(id, kind, now) };
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let product_name = product_name(tx, new.product)?;
        let new = Case { product_name, opened: at.now, ..new.clone() };
        open(tx, &Step { person, at: *at }, new, &taken)
    });
    Ok(done.await?.answer)
}

/// A case that a finder's report becomes.
pub(crate) struct FromFinder {
    pub(crate) id: Id<kinds::Case>,
    pub(crate) title: String,
    pub(crate) product: Option<Id<kinds::Product>>,
    pub(crate) flaw: String,
    pub(crate) received: Time,
    pub(crate) about: String,
    pub(crate) reference: String,
}

/// Opens a case inside the transaction that marks its report.
///
/// # Errors
/// When something is not taken, or the database fails.
pub(crate) fn from_finder(
    tx: &mut Tx<'_>,
    (person, at): (Option<Id<kinds::Person>>, At),
    from: FromFinder,
) -> Result<(Opened, Fact), CaseError> {
    let mut fields = Fields::default();
    let (title, flaw) = (fields.line(&from.title, TITLE), fields.flaw(&from.flaw));
    let (kind, received) = ("finder".to_owned(), Some(from.received));
    let signal = WantedSignal { kind, received, about: from.about, reference: from.reference };
    let taken = signal.read(&mut fields, at.now);
    let taken = fields.taken(taken)?;
    let (product, product_name) = (from.product, product_name(tx, from.product)?);
    let new = Case { title, flaw, product, product_name, ..empty(from.id, CaseKind::Vulnerability, at.now) };
    open(tx, &Step { person, at }, new, &taken)
}

fn product_name(tx: &mut Tx<'_>, id: Option<Id<kinds::Product>>) -> Result<String, CaseError> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(tx.product(id)?.ok_or(PRODUCT)?.name)
}

pub(super) fn empty(id: Id<kinds::Case>, kind: CaseKind, now: Time) -> Case {
    Case {
        id,
        number: 0,
        kind,
        title: String::new(),
        product: None,
        product_name: String::new(),
        flaw: String::new(),
        opened: now,
        state: CaseState::Open,
        closed: None,
        assessment: None,
        assessed: None,
        assessor: None,
        aware: None,
        assess_by: None,
        safe_from: None,
        due: None,
        place: 0,
        version: 1,
        measure: None,
        stage: None,
    }
}

pub(super) fn open(tx: &mut Tx<'_>, step: &Step, new: Case, taken: &Taken) -> Result<(Opened, Fact), CaseError> {
    let mut case = Case { number: tx.case_next()?, ..new };
    signal::insert(tx, step, &case, taken)?;
    let signals = tx.case_signals(case.id)?;
    settle::settle(tx, &mut case, &signals)?;
    tx.case_insert(&case)?;
    let told = Told::new(EntryKind::Opened)
        .with("signal", 1)
        .with("kind", taken.kind.as_str())
        .with("received", taken.received.to_string());
    step.tell(tx, case.id, told)?;
    let alert = taken.alert.map_or(Value::Null, |alert| alert.to_string().into());
    let fact = step::about(Fact::new("case-opened", &case.id), &case)
        .with("signal_kind", taken.kind.as_str())
        .with("received", taken.received.to_string())
        .with("alert", alert);
    Ok((Opened { id: case.id, number: case.number, is_new: true }, fact))
}
