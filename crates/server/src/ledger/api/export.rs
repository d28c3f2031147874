//! `GET /api/v1/ledger/export`.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::export;

/// The whole ledger, as a file of JSON lines that `steadfast verify` checks offline.
#[utoipa::path(
    get, path = "/ledger/export", tag = "ledger",
    responses(
        (status = 200, description = "A header, one line per record, the checkpoint", content_type = "application/jsonl", body = String),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn export(State(app): State<Arc<App>>, by: SignedIn) -> Result<Response, Problem> {
    by.may(Action::RecordExport)?;
    export::response(app).await
}
