//! Codes and tokens of units: made here, shown once.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::Time;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::secrets as service;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// How long a code is to open.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeRequest {
    /// Days, 1 to 366; 30 unless said otherwise.
    days: Option<i64>,
}

/// A code, shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct CodeMade {
    /// Four groups of four letters and digits.
    code: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Time>,
}

/// Makes a code by which a unit enrols, once. The code before it is void.
#[utoipa::path(
    post, path = "/units/{id}/code", tag = "fleet", request_body = Option<CodeRequest>, params(("id" = String, Path)),
    responses(
        (status = 201, body = CodeMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn code(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<Option<CodeRequest>>,
) -> Result<(StatusCode, Json<CodeMade>), Problem> {
    let ask = Ask::new(by.caller, Action::UnitEnrol).once(once);
    let days = body.unwrap_or_default().days;
    let made = service::enrol_code(&app, ask, id.parse().map_err(FleetError::from)?, days).await?;
    Ok((StatusCode::CREATED, Json(CodeMade { code: made.text, expires: made.expires })))
}

/// A token, shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitTokenMade {
    /// Thirty-two letters and digits: the unit sends it as `Authorization: TargetToken`.
    token: String,
}

/// Makes the token of a unit for the hawkBit door. The token before it is void.
#[utoipa::path(
    post, path = "/units/{id}/token", tag = "fleet", params(("id" = String, Path)),
    responses(
        (status = 201, body = UnitTokenMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn token(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<(StatusCode, Json<UnitTokenMade>), Problem> {
    let ask = Ask::new(by.caller, Action::UnitEnrol).once(once);
    let made = service::token(&app, ask, id.parse().map_err(FleetError::from)?).await?;
    Ok((StatusCode::CREATED, Json(UnitTokenMade { token: made.text })))
}

/// An owner's code, shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnerCodeMade {
    /// Four groups of four letters and digits, for the unit's next owner.
    code: String,
}

/// What was checked before.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FreshCodeRequest {
    /// By what staff made sure that whoever asks owns the unit.
    checked: service::Checked,
}

/// A code that opens once, shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct FreshCodeMade {
    /// Four groups of four letters and digits, for the owners' page.
    code: String,
    /// Until when it opens.
    expires: String,
}

/// Makes a code by which the owner of a unit sees what is held of it, once and within an hour. Units that speak for themselves
/// show such codes on their own pages: of those it is refused.
#[utoipa::path(
    post, path = "/units/{id}/fresh-code", tag = "fleet", params(("id" = String, Path)), request_body = FreshCodeRequest,
    responses(
        (status = 201, body = FreshCodeMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn fresh_code(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<FreshCodeRequest>,
) -> Result<(StatusCode, Json<FreshCodeMade>), Problem> {
    by.may(Action::UnitFreshCode)?;
    let ask = Ask::new(by.caller, Action::UnitFreshCode).once(once);
    let made = service::fresh_code(&app, ask, id.parse().map_err(FleetError::from)?, body.checked).await?;
    let expires = made.expires.map(|expires| expires.to_string()).unwrap_or_default();
    Ok((StatusCode::CREATED, Json(FreshCodeMade { code: made.text, expires })))
}

/// Makes another code for the owner of a unit, as after it was sold on. The code before it, on its label too, is void.
#[utoipa::path(
    post, path = "/units/{id}/owner-code", tag = "fleet", params(("id" = String, Path)),
    responses(
        (status = 201, body = OwnerCodeMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn owner_code(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<(StatusCode, Json<OwnerCodeMade>), Problem> {
    let ask = Ask::new(by.caller, Action::UnitEnrol).once(once);
    let made = service::owner_code(&app, ask, id.parse().map_err(FleetError::from)?).await?;
    Ok((StatusCode::CREATED, Json(OwnerCodeMade { code: made.text })))
}
