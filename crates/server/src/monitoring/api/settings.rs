//! What staff decide about monitoring.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use steadfast_store::StoreError;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::monitoring::settings::{self, Settings};

/// What holds now.
#[utoipa::path(
    get, path = "/monitoring/settings", tag = "monitoring",
    responses((status = 200, body = Settings), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn read(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<Settings>, Problem> {
    by.may(Action::MonitoringRead)?;
    Ok(Json(app.store.read::<_, StoreError, _>(settings::settings).await?))
}

/// Changes all of it; what is left out is as it was delivered.
#[utoipa::path(
    put, path = "/monitoring/settings", tag = "monitoring", request_body = Settings,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<Settings>,
) -> Result<StatusCode, Problem> {
    by.may(Action::MonitoringChange)?;
    let ask = Ask::new(by.caller, Action::MonitoringChange).once(once);
    settings::change(&app, ask, body).await?;
    Ok(StatusCode::NO_CONTENT)
}
