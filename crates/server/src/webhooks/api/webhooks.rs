//! Webhooks: list, make, read, change, remove.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shape::{SecretShown, WebhookShown, WholeWebhook};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::webhooks::error::WebhookError;
use crate::webhooks::manage::{self, Wanted};

/// Webhooks, the newest first.
#[utoipa::path(
    get, path = "/webhooks", tag = "webhooks", params(PageQuery),
    responses((status = 200, body = Page<WebhookShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<WebhookShown>>, Problem> {
    by.may(Action::WebhookRead)?;
    let limit = page.limit()?;
    let found = manage::list(&app, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |webhook| webhook.id.to_string(), WebhookShown::from)))
}

/// What a webhook is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookRequest {
    /// What people call it.
    name: String,
    /// Where deliveries go: `https`, into the world.
    url: String,
    /// The kinds of records it hears of; an empty list, or none, means every kind.
    #[serde(default)]
    kinds: Vec<String>,
}

/// Makes a webhook; its secret is shown this once.
#[utoipa::path(
    post, path = "/webhooks", tag = "webhooks", request_body = WebhookRequest,
    responses(
        (status = 201, body = SecretShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<WebhookRequest>,
) -> Result<(StatusCode, Json<SecretShown>), Problem> {
    let wanted = Wanted { name: Some(body.name), url: Some(body.url), kinds: Some(body.kinds) };
    let ask = Ask::new(by.caller, Action::WebhookChange).once(once);
    Ok((StatusCode::CREATED, Json(manage::make(&app, ask, wanted).await?.into())))
}

/// One webhook.
#[utoipa::path(
    get, path = "/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)),
    responses(
        (status = 200, body = WholeWebhook), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::WebhookRead)?;
    let (webhook, waiting) = manage::one(&app, id.parse().map_err(WebhookError::from)?).await?;
    let headers = [(header::ETAG, tag(webhook.version))];
    Ok((headers, Json(WholeWebhook { webhook: webhook.into(), waiting })).into_response())
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookChange {
    name: Option<String>,
    url: Option<String>,
    kinds: Option<Vec<String>>,
}

/// Changes a webhook. Deliveries that wait go to the new address.
#[utoipa::path(
    patch, path = "/webhooks/{id}", tag = "webhooks", request_body = WebhookChange,
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
    Command { body, once }: Command<WebhookChange>,
) -> Result<Response, Problem> {
    by.may(Action::WebhookChange)?;
    let id = id.parse().map_err(WebhookError::from)?;
    let wanted = Wanted { name: body.name, url: body.url, kinds: body.kinds };
    let ask = Ask::new(by.caller, Action::WebhookChange).once(once);
    let version = manage::change(&app, ask, id, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// Removes a webhook with its deliveries.
#[utoipa::path(
    delete, path = "/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)),
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
    let id = id.parse().map_err(WebhookError::from)?;
    manage::remove(&app, Ask::new(by.caller, Action::WebhookChange).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
