//! What waits for the owner, where a device can ask them by itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use steadfast_store::{StoreError, Tx, UnitStatement, WishSource, kinds};
use steadfast_trust::hash::sha256;

use super::authority::Known;
use super::deployment::body;
use super::links::{Links, hal};
use super::poll::{Heard, hear};
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::offer::consent_of;
use crate::rollout::owner::{Decision, decide, facts};
use crate::rollout::plan::{Consent, Wish};
use crate::rollout::{RolloutError, manage};

pub(super) async fn base(State(app): State<Arc<App>>, known: Known) -> Result<Response, Problem> {
    let number = known.unit.number;
    let consent = app.store.read::<_, StoreError, _>(move |tx| consent_of(tx, number)).await?;
    let links = match hear(&app, known.unit.clone(), app.ambient.now()).await? {
        Heard::Confirmation(action) => {
            Links::default().with("confirmationBase", format!("{}/confirmationBase/{}", known.base, action.number))
        }
        _ => Links::default(),
    };
    let (word, other) = match consent.automatic {
        true => ("deactivateAutoConfirm", "deactivateAutoConfirm"),
        false => ("activateAutoConfirm", "activateAutoConfirm"),
    };
    let links = links.with(word, format!("{}/confirmationBase/{other}", known.base));
    Ok(hal(json!({ "autoConfirm": { "active": consent.automatic }, "_links": links.value() })))
}

pub(super) async fn show(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, action)): Path<(String, String, i64)>,
) -> Result<Response, Problem> {
    match hear(&app, known.unit.clone(), app.ambient.now()).await? {
        Heard::Confirmation(heard) if heard.number == action => {
            Ok(hal(body(&app, &known, &heard, "confirmation").await?))
        }
        _ => Err(Problem::not_found("nothing waits for the owner under this number")),
    }
}

pub(super) async fn feedback(
    State(app): State<Arc<App>>,
    known: Known,
    Path((_, _, action)): Path<(String, String, i64)>,
    Json(said): Json<Value>,
) -> Result<Response, Problem> {
    let wish = match said["confirmation"].as_str() {
        Some("confirmed") => Wish::Agreed,
        Some("denied") => Wish::Refused,
        _ => return Err(Problem::invalid("\"confirmation\" is confirmed or denied")),
    };
    let unit = known.unit.number;
    let read = move |tx: &mut Tx<'_>| {
        let action = tx.rollout_action(unit, action)?.ok_or(RolloutError::NoUpdate)?;
        manage::of(tx, action.rollout)
    };
    let rollout = app.store.read::<_, RolloutError, _>(read).await?;
    decided(&app, known, Decision::On(rollout.release, wish)).await
}

pub(super) async fn activate(State(app): State<Arc<App>>, known: Known) -> Result<Response, Problem> {
    always(&app, known, true).await
}

pub(super) async fn deactivate(State(app): State<Arc<App>>, known: Known) -> Result<Response, Problem> {
    always(&app, known, false).await
}

async fn always(app: &App, known: Known, automatic: bool) -> Result<Response, Problem> {
    let number = known.unit.number;
    let before = app.store.read::<_, StoreError, _>(move |tx| consent_of(tx, number)).await?;
    decided(app, known, Decision::Always(Consent { automatic, ..before })).await
}

/// Keeps what the device says that its owner decided, for the ledger too.
async fn decided(app: &App, known: Known, decision: Decision) -> Result<Response, Problem> {
    let (event, id, now) = (app.ambient.id(), app.ambient.id::<kinds::UnitStatement>(), app.ambient.now());
    let unit = known.unit;
    let said = json!({ "unit": unit.id.to_string(), "decision": facts(decision), "time": now.to_string() });
    let content = said.to_string().into_bytes();
    let write = move |tx: &mut Tx<'_>| {
        decide(tx, &unit, decision, WishSource::Unit, event, now)?;
        let (kind, digest) = ("owner-decided".to_owned(), sha256(&[&content]));
        let statement = UnitStatement { id, unit: unit.number, kind, content: content.clone(), digest, told: None };
        Ok(tx.unit_statement_insert(&statement).map(drop)?)
    };
    app.store.write::<_, RolloutError, _>(write).await?;
    Ok(hal(json!({})))
}
