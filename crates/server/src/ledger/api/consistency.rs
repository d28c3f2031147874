//! `POST /api/v1/ledger/consistency`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::ledger::proof;

/// An older checkpoint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Older {
    /// The signed note, as it was kept.
    checkpoint: String,
}

/// The proof that an older checkpoint is the beginning of the newest, as a file that `steadfast verify` checks.
#[utoipa::path(
    post, path = "/ledger/consistency", tag = "ledger", request_body = Older,
    responses(
        (status = 200, description = "A bundle: one line of JSON", content_type = "application/json", body = String),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn consistency(
    State(app): State<Arc<App>>,
    by: SignedIn,
    command: Command<Older>,
) -> Result<Response, Problem> {
    by.may(Action::RecordRead)?;
    let text = proof::consistency(&app, command.body.checkpoint).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
