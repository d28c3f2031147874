//! Feeds: list, add, read, change.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::FeedShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::manage::{self, Wanted};
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

/// Feeds, by name. There are never more than fit on one page.
#[utoipa::path(
    get, path = "/feeds", tag = "advisories", params(PageQuery),
    responses((status = 200, body = Page<FeedShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<FeedShown>>, Problem> {
    by.may(Action::FeedRead)?;
    page.limit()?;
    let found = manage::list(&app).await?;
    let now = app.ambient.now();
    Ok(Json(Page { items: found.into_iter().map(|feed| FeedShown::of(feed, now)).collect(), next: None }))
}

/// What a feed is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedRequest {
    /// What it is called; it never changes.
    name: String,
    /// `osv`, `cve`, `nvd`, `csaf`, `euvd`, `kev` or `epss`.
    kind: String,
    /// Where it is fetched: `https`, into the world. For `csaf` the provider's `provider-metadata.json`, or the folder
    /// with its `changes.csv`.
    url: String,
    /// Hours between two fetches, 1 to 168.
    every_hours: u64,
}

/// A feed that was added.
#[derive(Serialize, ToSchema)]
pub(super) struct Added {
    /// `fed_…`.
    id: String,
}

/// Adds a feed; it is fetched at once.
#[utoipa::path(
    post, path = "/feeds", tag = "advisories", request_body = FeedRequest,
    responses(
        (status = 201, body = Added), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn add(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<FeedRequest>,
) -> Result<(StatusCode, Json<Added>), Problem> {
    let wanted = Wanted {
        name: Some(body.name),
        kind: Some(body.kind),
        url: Some(body.url),
        every_hours: Some(body.every_hours),
    };
    let id = manage::add(&app, Ask::new(by.caller, Action::FeedChange).once(once), wanted).await?;
    Ok((StatusCode::CREATED, Json(Added { id: id.to_string() })))
}

/// One feed.
#[utoipa::path(
    get, path = "/feeds/{id}", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 200, body = FeedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::FeedRead)?;
    let feed = manage::one(&app, id.parse().map_err(FeedError::from)?).await?;
    let version = [(header::ETAG, tag(feed.version))];
    Ok((version, Json(FeedShown::of(feed, app.ambient.now()))).into_response())
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedChange {
    url: Option<String>,
    every_hours: Option<u64>,
}

/// Changes where and how often a feed is fetched. From another address everything is fetched anew.
#[utoipa::path(
    patch, path = "/feeds/{id}", tag = "advisories", request_body = FeedChange,
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
    Command { body, once }: Command<FeedChange>,
) -> Result<Response, Problem> {
    by.may(Action::FeedChange)?;
    let id = id.parse().map_err(FeedError::from)?;
    let wanted = Wanted { url: body.url, every_hours: body.every_hours, ..Wanted::default() };
    let ask = Ask::new(by.caller, Action::FeedChange).once(once);
    let version = manage::change(&app, ask, id, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}
