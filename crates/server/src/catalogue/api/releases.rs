//! Releases: list, make, read, change.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::shape::{ReleaseMade, ReleaseShown, WholeRelease};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::bills::{self, FILE, SBOM};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::releases::{self as service, NewRelease, Wanted};
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::http::upload::Upload;

/// Which releases.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `prd_…`: of this product.
    product: Option<String>,
    /// `draft`, `gated`, `on-sale` or `withdrawn`.
    state: Option<String>,
}

/// Releases in the order they were entered, the newest first.
#[utoipa::path(
    get, path = "/releases", tag = "catalogue", params(Which, PageQuery),
    responses(
        (status = 200, body = Page<ReleaseShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ReleaseShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let product = which.product.map(|id| id.parse()).transpose().map_err(CatalogueError::from)?;
    let state = which.state.map(|word| word.parse()).transpose();
    let state = state.map_err(|_| Problem::invalid("state is draft, gated, on-sale or withdrawn"))?;
    let limit = page.limit()?;
    let found = service::list(&app, product, state, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |one| one.id.to_string(), ReleaseShown::from)))
}

/// A new release.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReleaseRequest {
    /// `prt_…`: of this part.
    part: String,
    /// Its version as people write it.
    version: String,
    /// Its place in the order, from 1 on; the next one where nothing is said.
    sequence: Option<i64>,
    /// Its day; today where nothing is said.
    #[serde(default)]
    released: String,
    /// Units (or deployments) in the field.
    units: Option<i64>,
}

/// A new release with its files: `release` is the same as JSON.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes a form, which is read field by field")]
pub(super) struct ReleaseForm {
    release: ReleaseRequest,
    /// Its bill of materials: CycloneDX, SPDX or Cargo.lock, at most 64 MiB.
    #[schema(value_type = Option<String>, format = Binary)]
    sbom: Option<Vec<u8>>,
    /// Its product file, steadfast.toml: the policy of the release check.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
}

/// Enters a release. Files are kept as they come; one that cannot be read changes nothing.
#[utoipa::path(
    post, path = "/releases", tag = "catalogue",
    request_body(content((ReleaseRequest = "application/json"), (ReleaseForm = "multipart/form-data"))),
    responses(
        (status = 201, body = ReleaseMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    request: Request,
) -> Result<(StatusCode, Json<ReleaseMade>), Problem> {
    by.may(Action::ReleaseChange)?;
    let Upload { body, form, once } =
        Upload::<ReleaseRequest>::take(&app.blobs, request, "release", &[SBOM, FILE]).await?;
    let part = body.part.parse().map_err(CatalogueError::from)?;
    let bill = match form.file(SBOM.field) {
        Some(sbom) => Some(bills::bill(&app, sbom).await?),
        None => None,
    };
    let policy = match form.file(FILE.field) {
        Some(file) => Some(bills::policy(&app, file).await?),
        None => None,
    };
    let shown = bill.as_ref().map(Into::into);
    let ReleaseRequest { version: label, sequence, released, units, .. } = body;
    let wanted = NewRelease { label, sequence, released, units };
    let ask = Ask::new(by.caller, Action::ReleaseChange).once(once);
    let id = service::make(&app, ask, part, wanted, bill, policy).await?.to_string();
    Ok((StatusCode::CREATED, Json(ReleaseMade { id, bill: shown })))
}

/// One release with what the release check says of it.
#[utoipa::path(
    get, path = "/releases/{id}", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = WholeRelease), (status = 401, body = Problem), (status = 403, body = Problem),
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
    let whole = service::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let headers = [(header::ETAG, tag(whole.release.version))];
    Ok((headers, Json(WholeRelease::from(whole))).into_response())
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReleaseChange {
    version: Option<String>,
    released: Option<String>,
}

/// Changes what a release is called and its day.
#[utoipa::path(
    patch, path = "/releases/{id}", tag = "catalogue", request_body = ReleaseChange,
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
    Command { body, once }: Command<ReleaseChange>,
) -> Result<Response, Problem> {
    by.may(Action::ReleaseChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let wanted = Wanted { label: body.version, released: body.released };
    let ask = Ask::new(by.caller, Action::ReleaseChange).once(once);
    let version = service::change(&app, ask, id, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// How many there are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitsRequest {
    /// Nothing where it is not known.
    units: Option<i64>,
}

/// States how many units (or deployments) of a release are in the field.
#[utoipa::path(
    put, path = "/releases/{id}/units", tag = "catalogue", params(("id" = String, Path)), request_body = UnitsRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn units(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<UnitsRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReleaseChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(by.caller, Action::ReleaseChange).once(once);
    service::set_units(&app, ask, id, body.units).await?;
    Ok(StatusCode::NO_CONTENT)
}
