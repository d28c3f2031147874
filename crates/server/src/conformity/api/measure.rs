//! `POST /api/v1/products/{id}/conformity/measure`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::measure::now;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// Counts now what the product shows, as is done once a day by itself, and records it.
#[utoipa::path(
    post, path = "/products/{id}/conformity/measure", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn measure(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::ConformityMeasure)?;
    let id = id.parse().map_err(ConformityError::from)?;
    now(&app, Ask::new(by.caller, Action::ConformityMeasure).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
