//! `POST /api/v1/releases/{id}/modification`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::modification::{WantedModification, state};
use crate::http::command::Command;
use crate::http::problem::Problem;

/// Whether a release is a substantial modification.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ModificationRequest {
    /// Whether it is one (Art. 3(30)).
    substantial: bool,
    /// Why, or why not.
    words: String,
    /// From which day on the release is placed, as `2028-01-31`; without it, from today on.
    #[serde(default)]
    day: String,
}

/// States whether a release is a substantial modification of what was placed before: products that were placed before 11 December
/// 2027 are bound by more than Article 14 only if they are (Art. 69(2)). `GET /releases/{id}/difference` says what changed.
#[utoipa::path(
    post, path = "/releases/{id}/modification", tag = "conformity", params(("id" = String, Path)),
    request_body = ModificationRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn modification(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<ModificationRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ModificationState)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let ModificationRequest { substantial, words, day } = body;
    let ask = Ask::new(by.caller, Action::ModificationState).once(once);
    state(&app, ask, id, WantedModification { substantial, words, day }).await?;
    Ok(StatusCode::NO_CONTENT)
}
