//! `POST /api/v1/releases/{id}/reviews`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::review::{WantedReview, record};
use crate::http::command::Command;
use crate::http::problem::Problem;

/// A review.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewRequest {
    /// The entry of Annex I: `I.1.2.k`.
    requirement: String,
    /// `met`, `not-met` or `open`.
    says: String,
    /// What was looked at, and why it is so.
    words: String,
    /// The id of evidence that the product file expects of a review.
    #[serde(default)]
    evidence: String,
    /// The last day on which it counts, as `2028-01-31`; without it, a year from now.
    #[serde(default)]
    until: String,
}

/// Records what somebody reviewed of a release: a statement, which the register never takes for a fact.
#[utoipa::path(
    post, path = "/releases/{id}/reviews", tag = "conformity", params(("id" = String, Path)),
    request_body = ReviewRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn review(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<ReviewRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReviewRecord)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let ReviewRequest { requirement, says, words, evidence, until } = body;
    let wanted = WantedReview { requirement, says, words, evidence, until };
    record(&app, Ask::new(by.caller, Action::ReviewRecord).once(once), id, wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}
