//! What finders are told.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use steadfast_store::{StoreError, Time};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::reports::settings::{self, Disclosure, ends_soon};

/// What finders are told, and until when `security.txt` is good.
#[derive(Serialize, ToSchema)]
pub(super) struct DisclosureShown {
    #[serde(flatten)]
    disclosure: Disclosure,
    /// Nothing: nobody published one.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires: Option<Time>,
    /// Whether that is within thirty days, or over.
    ends_soon: bool,
}

/// Reads what finders are told.
#[utoipa::path(
    get, path = "/disclosure", tag = "reports",
    responses((status = 200, body = DisclosureShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn read(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<DisclosureShown>, Problem> {
    by.may(Action::DisclosureChange)?;
    let kept = app.store.read::<_, StoreError, _>(settings::kept).await?;
    let ends_soon = kept.expires.is_some_and(|at| ends_soon(at, app.ambient.now()));
    Ok(Json(DisclosureShown { disclosure: kept.disclosure, expires: kept.expires, ends_soon }))
}

/// Decides what finders are told. What is left out becomes what it was in the beginning.
#[utoipa::path(
    put, path = "/disclosure", tag = "reports", request_body = Disclosure,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<Disclosure>,
) -> Result<StatusCode, Problem> {
    by.may(Action::DisclosureChange)?;
    settings::change(&app, Ask::new(by.caller, Action::DisclosureChange).once(once), body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Until when `security.txt` is good.
#[derive(Serialize, ToSchema)]
pub(super) struct SecurityTxtRenewed {
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
}

/// Publishes `security.txt`, or says again that what it says holds.
#[utoipa::path(
    post, path = "/disclosure/renew", tag = "reports",
    responses(
        (status = 200, body = SecurityTxtRenewed), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn renew(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<Json<SecurityTxtRenewed>, Problem> {
    by.may(Action::DisclosureChange)?;
    let expires = settings::renew(&app, Ask::new(by.caller, Action::DisclosureChange).once(once)).await?;
    Ok(Json(SecurityTxtRenewed { expires }))
}
