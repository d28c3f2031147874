//! Legal manufacturers.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::shape::{Made, ManufacturerShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::manufacturers::{self, Wanted};
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

/// Manufacturers, the newest first.
#[utoipa::path(
    get, path = "/manufacturers", tag = "catalogue", params(PageQuery),
    responses((status = 200, body = Page<ManufacturerShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ManufacturerShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let limit = page.limit()?;
    let found = manufacturers::list(&app, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |one| one.id.to_string(), ManufacturerShown::from)))
}

/// A new manufacturer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ManufacturerRequest {
    name: String,
    /// Its postal address.
    #[serde(default)]
    address: String,
    /// An e-mail or web address.
    #[serde(default)]
    contact: String,
}

/// Enters a manufacturer.
#[utoipa::path(
    post, path = "/manufacturers", tag = "catalogue", request_body = ManufacturerRequest,
    responses(
        (status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<ManufacturerRequest>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    by.may(Action::CatalogueChange)?;
    let wanted = Wanted { name: Some(body.name), address: Some(body.address), contact: Some(body.contact) };
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    let id = manufacturers::make(&app, ask, wanted).await?.to_string();
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// One manufacturer.
#[utoipa::path(
    get, path = "/manufacturers/{id}", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = ManufacturerShown), (status = 401, body = Problem), (status = 403, body = Problem),
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
    let found = manufacturers::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let headers = [(header::ETAG, tag(found.version))];
    Ok((headers, Json(ManufacturerShown::from(found))).into_response())
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ManufacturerChange {
    name: Option<String>,
    address: Option<String>,
    contact: Option<String>,
}

/// Changes a manufacturer.
#[utoipa::path(
    patch, path = "/manufacturers/{id}", tag = "catalogue", request_body = ManufacturerChange,
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
    Command { body, once }: Command<ManufacturerChange>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let wanted = Wanted { name: body.name, address: body.address, contact: body.contact };
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    let version = manufacturers::change(&app, ask, id, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}
