//! `GET /api/v1/drills/{id}/bundle`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::drills::bundle;
use crate::drills::error::DrillError;
use crate::http::problem::Problem;

/// The report with the proof of the record that names its digest, as a file that `steadfast verify` checks offline.
#[utoipa::path(
    get, path = "/drills/{id}/bundle", tag = "drills", params(("id" = String, Path)),
    responses(
        (status = 200, description = "A bundle: one line of JSON", content_type = "application/json", body = String),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, description = "It was not held, or its record has no number yet", body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn bundle(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::DrillRead)?;
    let id = text.parse().map_err(DrillError::Id)?;
    let text = bundle::bundle(&app, id).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
