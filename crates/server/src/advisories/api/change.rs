//! Drafting, editing and publishing an advisory.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::advisories::content::Content;
use crate::advisories::draft::{self, Wanted};
use crate::advisories::error::AdvisoryError;
use crate::advisories::{edit, publish};
use crate::app::App;
use crate::http::command::Command;
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

/// What an advisory is to be about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftRequest {
    /// `prd_…`; left out: the case's.
    product: Option<String>,
    /// `cas_…`.
    case: Option<String>,
    /// The flaw, by a name such as `CVE-2026-1234`; left out: the case's.
    #[serde(default)]
    flaw: String,
    /// Releases with the fix: `rel_…`.
    #[serde(default)]
    fixed: Vec<String>,
}

/// An advisory that was begun.
#[derive(Serialize, ToSchema)]
pub(super) struct DraftedShown {
    /// `adv_…`.
    id: String,
}

/// Begins an advisory with what is known of a flaw, and what was decided on the releases that have it.
#[utoipa::path(
    post, path = "/own-advisories", tag = "own advisories", request_body = DraftRequest,
    responses(
        (status = 201, body = DraftedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn draft(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<DraftRequest>,
) -> Result<Response, Problem> {
    by.may(Action::AdvisoryDraft)?;
    let wanted = wanted(&body)?;
    let ask = Ask::new(by.caller, Action::AdvisoryDraft).once(once);
    let id = draft::draft(&app, ask, wanted).await?.to_string();
    Ok((StatusCode::CREATED, Json(DraftedShown { id })).into_response())
}

fn wanted(body: &DraftRequest) -> Result<Wanted, AdvisoryError> {
    let fixed: Result<Vec<_>, _> = body.fixed.iter().map(|id| id.parse()).collect();
    Ok(Wanted {
        product: body.product.as_ref().map(|id| id.parse()).transpose()?,
        case: body.case.as_ref().map(|id| id.parse()).transpose()?,
        flaw: body.flaw.clone(),
        fixed: fixed?,
    })
}

/// Says what the next version is to say. What is published stays.
#[utoipa::path(
    post, path = "/own-advisories/{id}/content", tag = "own advisories", request_body = Content,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn edit(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<Content>,
) -> Result<Response, Problem> {
    by.may(Action::AdvisoryDraft)?;
    let ask = Ask::new(by.caller, Action::AdvisoryDraft).once(once);
    let version = edit::edit(&app, ask, id(&text)?, if_match.version()?, body).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// What changed with a version.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PublishRequest {
    /// In one line; it stands in the document's history.
    summary: String,
}

/// A version that was published.
#[derive(Serialize, ToSchema)]
pub(super) struct PublishedShown {
    /// Its number.
    revision: i64,
}

/// Publishes what an advisory says as its next version. Refused where the document breaks a mandatory test of the standard.
#[utoipa::path(
    post, path = "/own-advisories/{id}/publish", tag = "own advisories", request_body = PublishRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 200, body = PublishedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn publish(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<PublishRequest>,
) -> Result<Json<PublishedShown>, Problem> {
    by.may(Action::AdvisoryPublish)?;
    let ask = Ask::new(by.caller, Action::AdvisoryPublish).once(once);
    let revision = publish::publish(&app, ask, id(&text)?, if_match.version()?, &body.summary).await?;
    Ok(Json(PublishedShown { revision }))
}

/// Whether a second person publishes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FourEyesRequest {
    /// Whether whoever changed an advisory last may not publish it.
    four_eyes: bool,
}

/// Says whether a second person publishes advisories.
#[utoipa::path(
    post, path = "/own-advisories/policy", tag = "own advisories", request_body = FourEyesRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn four_eyes(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<FourEyesRequest>,
) -> Result<Response, Problem> {
    by.may(Action::AdvisoryPolicy)?;
    let ask = Ask::new(by.caller, Action::AdvisoryPolicy).once(once);
    edit::set_four_eyes(&app, ask, body.four_eyes).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
