//! Parts of products, and the releases of each.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shape::{Made, PartShown, ReleaseShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::{parts, releases as service};
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

/// A new part.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartRequest {
    name: String,
    /// `device`: device software; `application`: desktop, mobile, game; `remote`: remote data processing.
    kind: String,
}

/// Enters a part of a product.
#[utoipa::path(
    post, path = "/products/{id}/parts", tag = "catalogue", params(("id" = String, Path)), request_body = PartRequest,
    responses(
        (status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn make_part(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<PartRequest>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    by.may(Action::CatalogueChange)?;
    let product = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    let id = parts::make(&app, ask, product, &body.name, &body.kind).await?.to_string();
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// One part.
#[utoipa::path(
    get, path = "/parts/{id}", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = PartShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueRead)?;
    let part = parts::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    Ok(([(header::ETAG, tag(part.version))], Json(PartShown::from(part))).into_response())
}

/// What changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartChange {
    name: String,
}

/// Calls a part otherwise.
#[utoipa::path(
    patch, path = "/parts/{id}", tag = "catalogue", request_body = PartChange,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<PartChange>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    let version = parts::rename(&app, ask, id, if_match.version()?, &body.name).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// Releases of a part by their sequence, the newest first. `next` is the sequence that the next page lies below.
#[utoipa::path(
    get, path = "/parts/{id}/releases", tag = "catalogue", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<ReleaseShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn releases(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ReleaseShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let (part, limit) = (id.parse().map_err(CatalogueError::from)?, page.limit()?);
    let below = page.cursor.as_deref().map(str::parse).transpose();
    let below = below.map_err(|_| Problem::invalid("cursor is none of this list's"))?;
    let found = service::of_part(&app, part, below, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |one| one.sequence.to_string(), ReleaseShown::from)))
}
