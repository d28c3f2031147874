//! `GET /api/v1/records/{id}/proof`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, kinds};

use super::one::absent;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::proof;

/// A record with its proof, as a file that `steadfast verify` checks offline.
#[utoipa::path(
    get, path = "/records/{id}/proof", tag = "ledger", params(("id" = String, Path)),
    responses(
        (status = 200, description = "A bundle: one line of JSON", content_type = "application/json", body = String),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, description = "It has no number yet; ask again in a moment", body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn proof(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::RecordRead)?;
    let content = by.may(Action::RecordContent).is_ok();
    let id: Id<kinds::Record> = id.parse().map_err(|_| absent())?;
    let text = proof::bundle(&app, id, content).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
