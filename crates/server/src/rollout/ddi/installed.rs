//! The update that a device had last.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use steadfast_store::{ActionState, StoreError};

use super::authority::Known;
use super::deployment::body;
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
    let had = found.filter(|action| matches!(action.state, ActionState::Proven | ActionState::Unproven));
    let had = had.ok_or_else(|| Problem::not_found("this device had no such update"))?;
    Ok(hal(body(&app, &known, &had, "deployment").await?))
}
