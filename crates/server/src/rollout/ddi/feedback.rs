//! What a device says about an update. Clients say more than is read here, and some say it in their own ways: whatever is
//! understood is taken, nothing is refused for what surrounds it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use steadfast_store::{ActionState, Id, Tx, Unit, kinds};

use super::authority::Known;
use super::links::hal;
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::report::{Report, take};

pub(super) async fn deployment(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, action)): Path<(String, String, i64)>,
    Json(said): Json<Value>,
) -> Result<Response, Problem> {
    let report = of_deployment(&said);
    taken(&app, known.unit, action, report).await
}

pub(super) async fn cancel(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, action)): Path<(String, String, i64)>,
    Json(said): Json<Value>,
) -> Result<Response, Problem> {
    match of_cancel(&said) {
        Some(report) => taken(&app, known.unit, action, report).await,
        None => Ok(hal(json!({}))),
    }
}

async fn taken(app: &App, unit: Unit, number: i64, report: Report) -> Result<Response, Problem> {
    let (event, now) = (app.ambient.id::<kinds::UnitEvent>(), app.ambient.now());
    let write = move |tx: &mut Tx<'_>| {
        tx.unit_seen(unit.number, now)?;
        answer(tx, &unit, number, &report, event, now)
    };
    let ended = app.store.write::<_, RolloutError, _>(write).await?;
    app.wake.notify_one();
    match ended {
        Ended::Taken => Ok(hal(json!({}))),
        Ended::Waiting => Err(Problem::not_found("this update waits for the owner of the device")),
        Ended::Over => Err(Problem::over("this update is over; nothing more is taken about it")),
    }
}

enum Ended {
    Taken,
    Waiting,
    Over,
}

/// A client says the same twice where it did not hear the answer: that is taken as said.
fn answer(
    tx: &mut Tx<'_>,
    unit: &Unit,
    number: i64,
    report: &Report,
    event: Id<kinds::UnitEvent>,
    now: steadfast_store::Time,
) -> Result<Ended, RolloutError> {
    let Some(action) = tx.rollout_action(unit.number, number)? else { return Ok(Ended::Over) };
    if take(tx, unit, &action, report, event, now)? {
        return Ok(Ended::Taken);
    }
    Ok(match (action.state, report) {
        (ActionState::Declined, _) => Ended::Waiting,
        (ActionState::Proven | ActionState::Unproven, Report::Installed(_) | Report::Running(_))
        | (ActionState::Failed, Report::Failed(_))
        | (ActionState::Cancelled, Report::Cancelled(_)) => Ended::Taken,
        _ => Ended::Over,
    })
}

fn of_deployment(said: &Value) -> Report {
    let (execution, finished) = words(said);
    let detail = detail(said);
    match (execution, finished) {
        ("closed", "failure") => Report::Failed(detail),
        ("closed", _) => Report::Installed(detail),
        ("canceled", _) => Report::Cancelled(detail),
        _ => Report::Running(detail),
    }
}

fn of_cancel(said: &Value) -> Option<Report> {
    let (execution, finished) = words(said);
    match (execution, finished) {
        ("closed", "failure") => Some(Report::Failed(detail(said))),
        ("closed", _) => Some(Report::Cancelled(detail(said))),
        ("rejected", _) => Some(Report::CannotStop(detail(said))),
        _ => None,
    }
}

fn words(said: &Value) -> (&str, &str) {
    let status = &said["status"];
    let execution = status["execution"].as_str().unwrap_or_default();
    (execution, status["result"]["finished"].as_str().unwrap_or_default())
}

/// The last line that is not empty: clients send their whole log.
fn detail(said: &Value) -> String {
    let lines = said["status"]["details"].as_array().map(Vec::as_slice).unwrap_or_default();
    let last = lines.iter().rev().filter_map(Value::as_str).find(|line| !line.trim().is_empty());
    last.unwrap_or_default().trim().to_owned()
}
