//! One's own second factors: the authenticator app and recovery codes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::factors;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

pub(super) fn ask(by: SignedIn) -> Ask {
    Ask::new(by.caller, Action::AccountFactor)
}

/// A secret for an authenticator app.
#[derive(Serialize, ToSchema)]
pub(crate) struct AppShown {
    /// To type: base32.
    secret: String,
    /// To scan: `otpauth://…`.
    uri: String,
}

/// Begins to add an authenticator app. It counts once a code of it was given.
#[utoipa::path(
    post, path = "/me/app", tag = "account",
    responses((status = 200, body = AppShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn propose_app(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<Json<AppShown>, Problem> {
    let enrolment = factors::propose_app(&app, ask(by).once(once), "Steadfast").await?;
    Ok(Json(AppShown { secret: enrolment.typed, uri: enrolment.uri }))
}

/// A code of the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRequest {
    /// Six digits.
    code: String,
}

/// Recovery codes, shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodesShown {
    /// Empty where there are some already.
    pub(super) recovery_codes: Vec<String>,
}

/// Ends adding an authenticator app with its first code.
#[utoipa::path(
    put, path = "/me/app", tag = "account", request_body = CodeRequest,
    responses(
        (status = 200, body = CodesShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn confirm_app(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<CodeRequest>,
) -> Result<Json<CodesShown>, Problem> {
    let recovery_codes = factors::confirm_app(&app, ask(by).once(once), &body.code).await?;
    Ok(Json(CodesShown { recovery_codes }))
}

/// Takes the authenticator app away.
#[utoipa::path(
    delete, path = "/me/app", tag = "account",
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn remove_app(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    factors::remove_app(&app, ask(by).once(once)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes ten new recovery codes. The earlier ones end.
#[utoipa::path(
    post, path = "/me/recovery-codes", tag = "account",
    responses(
        (status = 200, body = CodesShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn new_codes(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<Json<CodesShown>, Problem> {
    Ok(Json(CodesShown { recovery_codes: factors::new_codes(&app, ask(by).once(once)).await? }))
}
