//! The job that holds drills: one after the other, each on a copy of its own.

use std::sync::Arc;

use steadfast_cra::member_state::MemberState;
use steadfast_store::{Drill, StoreError, Time, Tx};

use super::clock::{off_after, saturday_night};
use super::copy::{Copy, sweep};
use super::error::DrillError;
use super::keep::Held;
use super::report::DrillReport;
use super::run::{Beginning, Run};
use super::scenario;
use crate::act::Fact;
use crate::app::App;
use crate::jobs::work::{Work, WorkError};
use crate::notices::readiness;

/// Drills of one attempt.
const AT_ONCE: i64 = 5;
/// Characters of a reason that are kept.
const REASON: usize = 500;

/// Holds what was asked for.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let waiting = work.app().store.read::<_, StoreError, _>(|tx| tx.drills_waiting(AT_ONCE)).await?;
    for drill in waiting {
        match held(work, &drill).await {
            Ok(report) => keep(work, &drill, &report).await?,
            Err(DrillError::Stopped) => return Err(WorkError::Stopped),
            Err(error) => failed(work, &drill, &error).await?,
        }
    }
    Ok(())
}

async fn held(work: &Work, drill: &Drill) -> Result<DrillReport, DrillError> {
    let live = work.shared();
    let copied = live.ambient.now();
    let state = live.store.read::<_, StoreError, _>(readiness::readiness).await?.chosen();
    let (at, holiday) = night(copied, state);
    let (begin, name) = (live.ambient.steady(), drill.id.to_string());
    let copy = copy(Arc::clone(&live), name, at).await?;
    let took = live.ambient.steady().saturating_sub(begin);
    let from = Beginning {
        copy,
        live: work.clone(),
        drill: drill.clone(),
        copied: (copied, took),
        holiday,
        total: scenario::steps(drill.scenario),
    };
    let mut run = Run::begin(from).await?;
    let played = scenario::play(&mut run, drill.scenario).await;
    // The copy goes with the run: its database is closed, which waits.
    let report = tokio::task::spawn_blocking(move || run.report()).await.map_err(|_| DrillError::Thread)?;
    played.map(|()| report)
}

/// The public holiday of the coordinator's Member State on one of the two days after a time, as a date; empty without one.
pub(super) fn holiday(tx: &mut Tx<'_>, at: Time) -> Result<String, StoreError> {
    let state = readiness::readiness(tx)?.chosen();
    Ok(state.and_then(|state| off_after(state, at)).map(|day| day.to_string()).unwrap_or_default())
}

fn night(now: Time, state: Option<MemberState>) -> (Time, String) {
    let (at, day) = saturday_night(now, state);
    (at, day.map(|day| day.to_string()).unwrap_or_default())
}

async fn copy(live: Arc<App>, name: String, at: Time) -> Result<Copy, DrillError> {
    let made = tokio::task::spawn_blocking(move || {
        sweep(&live.config.data)?;
        Copy::of(&live, &name, at)
    });
    made.await.map_err(|_| DrillError::Thread)?
}

/// The report and its record, once: who comes second changes nothing.
async fn keep(work: &Work, drill: &Drill, report: &DrillReport) -> Result<(), WorkError> {
    let held = Held::of(drill, report).map_err(|error| WorkError::Fault(error.to_string()))?;
    let id = drill.id;
    let kept =
        work.act(
            move |tx, at| {
                if tx.drill_held(id, &held.row(at))? { Ok(((), held.fact.clone())) } else { Err(WorkError::Already) }
            },
        );
    already_is_well(kept.await)
}

async fn failed(work: &Work, drill: &Drill, error: &DrillError) -> Result<(), WorkError> {
    tracing::warn!(drill = %drill.id, %error, "a drill could not be held");
    let (id, scenario) = (drill.id, drill.scenario);
    let reason: String = error.to_string().chars().take(REASON).collect();
    let kept = work.act(move |tx, at| {
        let fact = Fact::new("drill-failed", &id).with("scenario", scenario.as_str());
        if tx.drill_failed(id, &reason, at.now)? { Ok(((), fact)) } else { Err(WorkError::Already) }
    });
    already_is_well(kept.await)
}

fn already_is_well(kept: Result<(), WorkError>) -> Result<(), WorkError> {
    match kept {
        Err(WorkError::Already) => Ok(()),
        other => other,
    }
}
