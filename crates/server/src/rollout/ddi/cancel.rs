//! A device is asked to stop.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::json;
use steadfast_store::{ActionState, StoreError};

use super::authority::Known;
use super::links::hal;
use crate::app::App;
use crate::http::problem::Problem;

pub(super) async fn show(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, action)): Path<(String, String, i64)>,
) -> Result<Response, Problem> {
    let unit = known.unit.number;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.rollout_action(unit, action)).await?;
    let asked = found.filter(|action| action.state == ActionState::Cancelling);
    let asked = asked.ok_or_else(|| Problem::not_found("nothing is to be stopped under this number"))?;
    let number = asked.number.to_string();
    Ok(hal(json!({ "id": number, "cancelAction": { "stopId": number } })))
}
