//! Files of releases.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use steadfast_store::BlobHash;

use super::shape::{ArtifactShown, FileShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::rollout::repository::files;

/// Files of releases, the newest first.
#[utoipa::path(
    get, path = "/artifacts", tag = "updates", params(PageQuery),
    responses((status = 200, body = Page<ArtifactShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ArtifactShown>>, Problem> {
    by.may(Action::RepositoryRead)?;
    let limit = page.limit()?;
    let found = files::list(&app, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |promised| promised.artifact.id.to_string(), ArtifactShown::from)))
}

/// Files of a release, as they were published.
#[utoipa::path(
    get, path = "/releases/{id}/artifacts", tag = "updates", params(("id" = String, Path)),
    responses((status = 200, body = Vec<ArtifactShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn release_files(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Vec<ArtifactShown>>, Problem> {
    by.may(Action::RepositoryRead)?;
    let id = id.parse().map_err(|error: steadfast_store::IdError| Problem::invalid(error.to_string()))?;
    let found = files::of_release(&app, id).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// Hands in a file of a release as it is, at most 16 GiB. It is kept for a day, and for as long as the law asks once
/// signed metadata names it.
#[utoipa::path(
    post, path = "/artifacts", tag = "updates",
    request_body(content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 201, body = FileShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 507, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn take(
    State(app): State<Arc<App>>,
    by: SignedIn,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<FileShown>), Problem> {
    by.may(Action::ReleasePublish)?;
    let key = command::key(&headers)?;
    let file = files::take(&app, Ask::new(by.caller, Action::ReleasePublish), key, body).await?;
    Ok((StatusCode::CREATED, Json(file.into())))
}

/// A file by its SHA-256: whether it arrived, and when it was last proved to be what it was.
#[utoipa::path(
    get, path = "/artifacts/{sha256}", tag = "updates", params(("sha256" = String, Path)),
    responses(
        (status = 200, body = FileShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(sha256): Path<String>,
) -> Result<Json<FileShown>, Problem> {
    by.may(Action::RepositoryRead)?;
    let bytes = steadfast_trust::encoding::from_hex(&sha256).and_then(|bytes| bytes.try_into().ok());
    let blob = bytes.map(BlobHash).ok_or_else(|| Problem::invalid("a SHA-256 has 64 hexadecimal digits"))?;
    Ok(Json(files::one(&app, blob).await?.into()))
}
