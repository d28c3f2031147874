//! Who is on duty.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use steadfast_store::StoreError;
use utoipa::ToSchema;

use super::shape::DutyShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::ringing::{manage, read as view};

/// Who is on duty, what rings, and how.
#[utoipa::path(
    get, path = "/duty", tag = "duty",
    responses((status = 200, body = DutyShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn read(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<DutyShown>, Problem> {
    by.may(Action::DutyRead)?;
    let now = app.ambient.now();
    let found = app.store.read::<_, StoreError, _>(move |tx| view::overview(tx, now)).await?;
    Ok(Json(DutyShown::of(found, now)))
}

/// Who is to be on duty.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DutyRequest {
    /// The first on duty, then the deputies in their order: `usr_…`; empty: everybody who may assess.
    people: Vec<String>,
}

/// Sets who is on duty.
#[utoipa::path(
    put, path = "/duty", tag = "duty", request_body = DutyRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn set(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<DutyRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::DutyChange)?;
    let ask = Ask::new(by.caller, Action::DutyChange).once(once);
    manage::set(&app, ask, body.people).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// To whom a duty goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandOverRequest {
    /// `usr_…`; where they are on duty already, both change places.
    to: String,
}

/// Hands one's own duty over.
#[utoipa::path(
    post, path = "/duty/hand-over", tag = "duty", request_body = HandOverRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hand_over(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<HandOverRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::DutyHandOver)?;
    let ask = Ask::new(by.caller, Action::DutyHandOver).once(once);
    manage::hand_over(&app, ask, &body.to).await?;
    Ok(StatusCode::NO_CONTENT)
}
