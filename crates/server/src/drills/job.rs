//! The job that holds drills: one after the other, each on a copy of its own.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use steadfast_cra::member_state::MemberState;
use steadfast_store::{Drill, HeldDrill, StoreError, Time};
use steadfast_trust::encoding::hex;

use super::clock::saturday_night;
use super::copy::{Copy, sweep};
use super::error::DrillError;
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
    let text = serde_json::to_string(report).map_err(|error| WorkError::Fault(error.to_string()))?;
    let (id, gaps, steps) = (drill.id, report.gaps, report.in_short());
    let fact = Fact::new("drill-held", &id)
        .with("scenario", drill.scenario.as_str())
        .with("flaw", report.flaw.as_str())
        .with("begins", report.begins.as_str())
        .with("steps", steps)
        .with("gaps", gaps)
        .with("report_sha256", hex(&Sha256::digest(text.as_bytes())));
    let kept = work.act(move |tx, at| {
        let held = HeldDrill { ended: at.now, gaps, report: text.clone(), record: at.record };
        if tx.drill_held(id, &held)? { Ok(((), fact.clone())) } else { Err(WorkError::Already) }
    });
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
