//! Deciding on exposures: assess, say that it still holds, withdraw.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use steadfast_store::{Assessment, FlawRow, Id, Known, Open, Time, Tx, kinds};

use super::error::TriageError;
use super::settle::settle;
use super::standing::{Basis, reaches};
use super::wanted::{Decision, Wanted, nothing_there};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::exposure;

type AssessmentId = Id<kinds::Assessment>;

/// A decision that was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decided {
    /// Its id.
    pub id: AssessmentId,
    /// How many exposures it is about today.
    pub exposures: usize,
}

/// How often a flaw was decided on: it rises with each decision, and with each that ends. Whoever decides says on top of
/// which number, so that two who do so at once notice.
#[must_use]
pub fn version(decided: &[Assessment]) -> i64 {
    let ended = decided.iter().filter(|one| one.ended.is_some()).count();
    i64::try_from(decided.len() + ended).unwrap_or(i64::MAX)
}

/// Decides on a flaw, on top of what was decided when it was read.
///
/// # Errors
/// When something is not taken, it reaches nothing, somebody decided meanwhile, or it is not allowed.
pub async fn assess(app: &App, ask: Ask, flaw: i64, seen: i64, wanted: Wanted) -> Result<Decided, TriageError> {
    let (decision, id, person) = (wanted.read()?, app.ambient.id(), ask.by.person());
    let done = app.act::<_, TriageError, _>(ask, move |tx, at| {
        let row = tx.flaw_row(flaw)?.ok_or(TriageError::NotFound("flaw"))?;
        unchanged(tx, flaw, seen)?;
        let maker = Maker { id, person, source: None, time: at.now };
        let exposures = decide(tx, &row, &decision, &maker)?;
        Ok((Decided { id, exposures }, told(id, &row, &decision, exposures)))
    });
    let decided = done.await?.answer;
    app.wake.notify_one();
    Ok(decided)
}

/// Says that an assessment still holds, on the facts of today.
///
/// # Errors
/// When it does not stand any more, somebody decided meanwhile, or it is not allowed.
pub async fn renew(app: &App, ask: Ask, former: AssessmentId, flaw: i64, seen: i64) -> Result<Decided, TriageError> {
    let (id, person) = (app.ambient.id(), ask.by.person());
    let done = app.act::<_, TriageError, _>(ask, move |tx, at| {
        let row = tx.flaw_row(flaw)?.ok_or(TriageError::NotFound("flaw"))?;
        unchanged(tx, flaw, seen)?;
        let kept = tx.assessment(former)?.ok_or(TriageError::NotFound("assessment"))?;
        if kept.ended.is_some() || !tx.assessment_flaws(former)?.contains(&flaw) {
            return Err(TriageError::Ended);
        }
        let decision = Decision::of(kept);
        let exposures = decide(tx, &row, &decision, &Maker { id, person, source: None, time: at.now })?;
        Ok((Decided { id, exposures }, told(id, &row, &decision, exposures).with("renewed", former.to_string())))
    });
    let decided = done.await?.answer;
    app.wake.notify_one();
    Ok(decided)
}

/// Takes an assessment back: what it decided waits again, or what reaches further decides it.
///
/// # Errors
/// When it does not stand any more, or it is not allowed.
pub async fn withdraw(app: &App, ask: Ask, id: AssessmentId) -> Result<(), TriageError> {
    app.act::<_, TriageError, _>(ask, move |tx, at| {
        tx.assessment(id)?.ok_or(TriageError::NotFound("assessment"))?;
        if !tx.assessment_end(id, at.now)? {
            return Err(TriageError::Ended);
        }
        let flaws = tx.assessment_flaws(id)?;
        settled(tx, &flaws, at.now)?;
        Ok(((), Fact::new("assessment-withdrawn", &id)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

impl Decision {
    /// What an assessment says.
    pub(super) fn of(kept: Assessment) -> Self {
        Self {
            status: kept.status,
            justification: kept.justification,
            statement: kept.statement,
            action: kept.action,
            reach: kept.reach,
            product: kept.product,
            release: kept.release,
            component: kept.component,
        }
    }

    /// Whether it is about the very same as another one, whose place it takes.
    fn replaces(&self, other: &Assessment) -> bool {
        self.reach == other.reach
            && (self.product, self.release) == (other.product, other.release)
            && self.component == other.component
    }
}

/// Who decides, and when.
#[derive(Clone, Debug)]
pub(super) struct Maker {
    pub(super) id: AssessmentId,
    pub(super) person: Option<Id<kinds::Person>>,
    /// The document that it was read from.
    pub(super) source: Option<String>,
    pub(super) time: Time,
}

fn unchanged(tx: &mut Tx<'_>, flaw: i64, seen: i64) -> Result<(), TriageError> {
    let decided = tx.assessments_of(flaw)?;
    if version(&decided) == seen {
        return Ok(());
    }
    let newest = decided.first().map_or_else(String::new, |newest| {
        let why = newest.justification.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
        format!("{}{why}, by {} {}", newest.status, newest.reach, newest.id)
    });
    Err(TriageError::Changed(newest))
}

/// Writes a decision down, ends the one whose place it takes, and settles the flaw. How many exposures it is about.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    flaw: &FlawRow,
    decision: &Decision,
    maker: &Maker,
) -> Result<usize, TriageError> {
    let Some(written) = write(tx, flaw, decision, maker)? else { return Err(nothing_there(decision.reach)) };
    settled(tx, &written.flaws.iter().copied().collect::<Vec<_>>(), maker.time)?;
    Ok(written.exposures)
}

/// What was written down.
pub(super) struct Written {
    /// How many exposures it is about.
    pub(super) exposures: usize,
    /// The flaws to be settled: where one was split, the decision that ended was about both.
    pub(super) flaws: BTreeSet<i64>,
}

/// Writes a decision down, and ends the one whose place it takes; whoever calls this settles the flaws. Nothing is written
/// where it is about no exposure.
pub(super) fn write(
    tx: &mut Tx<'_>,
    flaw: &FlawRow,
    decision: &Decision,
    maker: &Maker,
) -> Result<Option<Written>, TriageError> {
    let known = tx.settle_known(flaw.number)?.ok_or(TriageError::NotFound("flaw"))?;
    let mut new = assessment(flaw, decision, maker);
    let open = tx.settle_open(flaw.number)?;
    let reached: Vec<&Open> = open.iter().filter(|open| reaches(&new, open)).collect();
    if reached.is_empty() {
        return Ok(None);
    }
    let mut flaws = BTreeSet::from([flaw.number]);
    let fixed = tx.settle_fixed(flaw.number)?;
    new.component_versions = Some(versions(&reached));
    new.basis = basis(&known, &reached, &fixed);
    for former in tx.assessments_of(flaw.number)?.into_iter().filter(|former| former.ended.is_none()) {
        if decision.replaces(&former) {
            tx.assessment_end(former.id, maker.time)?;
            flaws.extend(tx.assessment_flaws(former.id)?);
        }
    }
    tx.assessment_insert(&new)?;
    Ok(Some(Written { exposures: reached.len(), flaws }))
}

/// What follows from a decision: who waits, and verdicts to be looked at again.
pub(super) fn settled(tx: &mut Tx<'_>, flaws: &[i64], now: Time) -> Result<(), TriageError> {
    settle(tx, flaws, now)?;
    flaws.iter().try_for_each(|flaw| tx.verdict_doubt_flaw(*flaw))?;
    Ok(exposure::request(tx, now)?)
}

fn assessment(flaw: &FlawRow, decision: &Decision, maker: &Maker) -> Assessment {
    let decision = decision.clone();
    let ids = if flaw.ids.is_empty() { vec![flaw.name.clone()] } else { flaw.ids.clone() };
    Assessment {
        id: maker.id,
        ids,
        reach: decision.reach,
        product: decision.product,
        release: decision.release,
        component: decision.component,
        component_versions: None,
        status: decision.status,
        justification: decision.justification,
        statement: decision.statement,
        action: decision.action,
        basis: String::new(),
        person: maker.person,
        source: maker.source.clone(),
        time: maker.time,
        ended: None,
    }
}

/// The versions of the component that are decided on, as a JSON array.
fn versions(reached: &[&Open]) -> String {
    let versions: BTreeSet<String> = reached.iter().map(|open| open.version.clone().unwrap_or_default()).collect();
    serde_json::Value::from_iter(versions).to_string()
}

fn basis(known: &Known, reached: &[&Open], fixed: &[(i64, Vec<String>)]) -> String {
    let found: BTreeSet<String> = reached.iter().map(|open| open.found.clone()).collect();
    let components: BTreeSet<i64> = reached.iter().map(|open| open.component).collect();
    let mends =
        fixed.iter().filter(|(component, _)| components.contains(component)).flat_map(|(_, mends)| mends.clone());
    let basis = Basis {
        severity: known.severity,
        exploited: known.exploited.is_some(),
        modified: known.modified,
        found: found.into_iter().collect(),
        fixed: mends.collect::<BTreeSet<String>>().into_iter().collect(),
    };
    // Text, numbers and lists: there is nothing in it that could fail to become JSON.
    serde_json::to_string(&basis).unwrap_or_default()
}

fn told(id: AssessmentId, flaw: &FlawRow, decision: &Decision, exposures: usize) -> Fact {
    let fact = Fact::new("exposure-assessed", &id)
        .with("flaw", flaw.name.clone())
        .with("status", decision.status.as_str())
        .with("reach", decision.reach.as_str())
        .with("exposures", exposures);
    match &decision.justification {
        Some(justification) => fact.with("justification", justification.clone()),
        None => fact,
    }
}
