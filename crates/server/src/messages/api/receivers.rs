//! Receivers: list, make, read, change, remove.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::{ReceiverRequest, ReceiverShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::messages::error::MessageError;
use crate::messages::manage;

/// Receivers, the newest first.
#[utoipa::path(
    get, path = "/receivers", tag = "messages", params(PageQuery),
    responses((status = 200, body = Page<ReceiverShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ReceiverShown>>, Problem> {
    by.may(Action::ReceiverRead)?;
    let limit = page.limit()?;
    let found = manage::list(&app, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |(receiver, ..)| receiver.id.to_string(), ReceiverShown::from)))
}

/// A receiver that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct ReceiverMade {
    /// `rcv_…`.
    id: String,
}

/// Makes a receiver: it hears of what happens from now on.
#[utoipa::path(
    post, path = "/receivers", tag = "messages", request_body = ReceiverRequest,
    responses(
        (status = 201, body = ReceiverMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<ReceiverRequest>,
) -> Result<(StatusCode, Json<ReceiverMade>), Problem> {
    by.may(Action::ReceiverChange)?;
    let ask = Ask::new(by.caller, Action::ReceiverChange).once(once);
    let id = manage::make(&app, ask, body.into()).await?.to_string();
    Ok((StatusCode::CREATED, Json(ReceiverMade { id })))
}

/// One receiver.
#[utoipa::path(
    get, path = "/receivers/{id}", tag = "messages", params(("id" = String, Path)),
    responses(
        (status = 200, body = ReceiverShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::ReceiverRead)?;
    let found = manage::one(&app, id.parse().map_err(MessageError::from)?, None, None, 0).await?;
    let headers = [(header::ETAG, tag(found.receiver.version))];
    let shown = ReceiverShown::from((found.receiver, found.address, found.waiting));
    Ok((headers, Json(shown)).into_response())
}

/// Changes all of a receiver but how it is reached and whose it is; what is left out is as for a new one. What waits is tried at
/// once.
#[utoipa::path(
    put, path = "/receivers/{id}", tag = "messages", request_body = ReceiverRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<ReceiverRequest>,
) -> Result<Response, Problem> {
    by.may(Action::ReceiverChange)?;
    let id = id.parse().map_err(MessageError::from)?;
    let ask = Ask::new(by.caller, Action::ReceiverChange).once(once);
    let version = manage::change(&app, ask, id, if_match.version()?, body.into()).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// Removes a receiver with its messages.
#[utoipa::path(
    delete, path = "/receivers/{id}", tag = "messages", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(MessageError::from)?;
    manage::remove(&app, Ask::new(by.caller, Action::ReceiverChange).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
