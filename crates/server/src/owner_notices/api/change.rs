//! Writing a notice, sending it, recalling it.

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
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::command::{Bare, Command};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::owner_notices::content::{Content, Scope};
use crate::owner_notices::{draft as drafting, edit as editing, send as sending};

/// A notice that is to be begun.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerNoticeRequest {
    /// The notice in whose place it comes: `onn_…`, of the same case, and sent before.
    corrects: Option<String>,
}

/// A notice that was begun.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnerNoticeDrafted {
    /// `onn_…`.
    id: String,
}

/// Begins a notice to owners with what the case knows.
#[utoipa::path(
    post, path = "/cases/{id}/owner-notices", tag = "owner notices", request_body = OwnerNoticeRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = OwnerNoticeDrafted), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn tell(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<OwnerNoticeRequest>,
) -> Result<Response, Problem> {
    by.may(Action::OwnerNoticeWrite)?;
    let case = text.parse().map_err(CaseError::Id)?;
    let corrects = body.corrects.as_deref().map(id).transpose()?;
    let ask = Ask::new(by.caller, Action::OwnerNoticeWrite).once(once);
    let id = drafting::draft(&app, ask, case, corrects).await?.to_string();
    Ok((StatusCode::CREATED, Json(OwnerNoticeDrafted { id })).into_response())
}

/// What a notice is to say, and whom it is for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerNoticeContentRequest {
    content: Content,
    scope: Scope,
}

/// Says what a draft says, and whom it is for.
#[utoipa::path(
    post, path = "/owner-notices/{id}/content", tag = "owner notices", request_body = OwnerNoticeContentRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn edit(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<OwnerNoticeContentRequest>,
) -> Result<Response, Problem> {
    by.may(Action::OwnerNoticeWrite)?;
    let ask = Ask::new(by.caller, Action::OwnerNoticeWrite).once(once);
    let at = (id(&text)?, if_match.version()?);
    let version = editing::edit(&app, ask, at, body.content, body.scope).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// How many units somebody saw before they sent it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnerNoticeSendRequest {
    /// The units that were in its scope when somebody looked: where there are more by now, nothing is sent.
    units: i64,
}

/// A notice that was sent.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnerNoticeSent {
    /// How many units it is for.
    units: i64,
}

/// Sends a notice to the units that are in its scope now.
#[utoipa::path(
    post, path = "/owner-notices/{id}/send", tag = "owner notices", request_body = OwnerNoticeSendRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 200, body = OwnerNoticeSent), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn send(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<OwnerNoticeSendRequest>,
) -> Result<Json<OwnerNoticeSent>, Problem> {
    by.may(Action::OwnerNoticeSend)?;
    let ask = Ask::new(by.caller, Action::OwnerNoticeSend).once(once);
    let units = sending::send(&app, ask, (id(&text)?, if_match.version()?), body.units).await?;
    Ok(Json(OwnerNoticeSent { units }))
}

/// Recalls a notice: it is told to nobody more. A correction is a new notice.
#[utoipa::path(
    post, path = "/owner-notices/{id}/recall", tag = "owner notices",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn recall(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Bare { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::OwnerNoticeSend)?;
    let ask = Ask::new(by.caller, Action::OwnerNoticeSend).once(once);
    sending::recall(&app, ask, (id(&text)?, if_match.version()?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drops a draft.
#[utoipa::path(
    post, path = "/owner-notices/{id}/drop", tag = "owner notices",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn discard(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Bare { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::OwnerNoticeWrite)?;
    let ask = Ask::new(by.caller, Action::OwnerNoticeWrite).once(once);
    editing::discard(&app, ask, (id(&text)?, if_match.version()?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
