//! `POST /api/v1/drills`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::drills::{WantedDrill, ask};
use crate::http::command::Command;
use crate::http::problem::Problem;

/// A drill as somebody wants it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DrillRequest {
    /// `exploited-component`, `mass-guessing`, `stolen-update-key`, `platform-down`, `approver-absent` or `feed-down`.
    scenario: String,
    /// The flaw that is exploited tonight, by a name such as `CVE-2026-1234`; without it the most urgent one that a
    /// release on sale has.
    #[serde(default)]
    advisory: String,
}

/// Asks for a drill: it is held on a copy of everything, from which nothing goes out.
#[utoipa::path(
    post, path = "/drills", tag = "drills", request_body = DrillRequest,
    responses(
        (status = 202, description = "The drill's `id`; it is being held"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hold(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<DrillRequest>,
) -> Result<Response, Problem> {
    by.may(Action::DrillHold)?;
    let wanted = WantedDrill { scenario: body.scenario, advisory: body.advisory };
    let id = ask(&app, Ask::new(by.caller, Action::DrillHold).once(once), wanted).await?;
    Ok((StatusCode::ACCEPTED, Json(json!({ "id": id.to_string() }))).into_response())
}
