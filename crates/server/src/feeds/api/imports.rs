//! Files that are handed in.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shape::ImportShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::{Ask, Once};
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::hand_in::{self, Handed};
use crate::http::command::{self, Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// What is said of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Said {
    /// What it is called: the index knows its records by this name, and a later file of the same name replaces it.
    #[serde(default)]
    name: String,
    /// As of when it is; without it, the newest date in it counts.
    fetched: Option<String>,
    /// Whether it is taken although it is much smaller than what it replaces.
    #[serde(default)]
    anew: bool,
}

/// A file that waits to be taken.
#[derive(Serialize, ToSchema)]
pub(super) struct HandedIn {
    /// `imp_…`.
    id: String,
}

/// Hands in a file of advisories: an OSV export, KEV, EPSS, EUVD, CSAF, CVE or NVD records, as an archive or a single
/// file. It is told apart by content, and taken soon; read the import to learn what became of it.
#[utoipa::path(
    post, path = "/advisories/imports", tag = "advisories", params(Said),
    request_body(content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 202, body = HandedIn), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem), (status = 507, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    by: SignedIn,
    uri: Uri,
    Query(said): Query<Said>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<HandedIn>), Problem> {
    let action = if said.anew { Action::FeedDecide } else { Action::FeedImport };
    by.may(action)?;
    let key = command::key(&headers)?;
    let handed = Handed::read(&app, &said.name, said.fetched.as_deref(), said.anew)?;
    let put = hand_in::keep(&app, hand_in::pieces(body)).await?;
    let once = key.map(|key| Once::new(&key, &[b"POST", uri.to_string().as_bytes(), &put.hash.0]));
    let id = hand_in::hand_in(&app, Ask::new(by.caller, action).once(once), handed, put).await?;
    Ok((StatusCode::ACCEPTED, Json(HandedIn { id: id.to_string() })))
}

/// Files that were handed in, the newest first. They are kept for some weeks after they were taken or refused.
#[utoipa::path(
    get, path = "/advisories/imports", tag = "advisories", params(PageQuery),
    responses((status = 200, body = Page<ImportShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn imports(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ImportShown>>, Problem> {
    by.may(Action::FeedRead)?;
    let limit = page.limit()?;
    let found = hand_in::list(&app, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |import| import.id.to_string(), ImportShown::from)))
}

/// One file, and what became of it.
#[utoipa::path(
    get, path = "/advisories/imports/{id}", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 200, body = ImportShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn import(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<ImportShown>, Problem> {
    by.may(Action::FeedRead)?;
    let found = hand_in::one(&app, id.parse().map_err(FeedError::from)?).await?;
    Ok(Json(found.into()))
}

/// Takes a file that is held back, although it is much smaller than what it replaces.
#[utoipa::path(
    post, path = "/advisories/imports/{id}/take", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn take(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    decide(&app, by, &id, Command { body: None, once }, true).await
}

/// Leaves a file that is held back: nothing of it is taken.
#[utoipa::path(
    post, path = "/advisories/imports/{id}/leave", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    decide(&app, by, &id, Command { body: None, once }, false).await
}

async fn decide(app: &App, by: SignedIn, id: &str, bare: Bare, take: bool) -> Result<StatusCode, Problem> {
    let ask = Ask::new(by.caller, Action::FeedDecide).once(bare.once);
    hand_in::decide(app, ask, id.parse().map_err(FeedError::from)?, take).await?;
    Ok(StatusCode::ACCEPTED)
}
