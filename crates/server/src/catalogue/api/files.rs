//! The files of a release: its bill of materials and its product file, handed in and taken out as they came.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::BlobHash;
use utoipa::IntoParams;

use super::shape::BillRead;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::bills::{self, FILE, SBOM};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::releases as service;
use crate::http::problem::Problem;
use crate::http::upload;

/// What the file is called.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// For whoever takes it out again.
    name: Option<String>,
}

/// Gives a release a bill of materials, or another one: CycloneDX, SPDX or Cargo.lock, at most 64 MiB.
#[utoipa::path(
    put, path = "/releases/{id}/sbom", tag = "catalogue", params(("id" = String, Path), Named),
    request_body(content((Vec<u8> = "application/octet-stream"))),
    responses(
        (status = 200, body = BillRead), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn put_sbom(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(named): Query<Named>,
    request: Request,
) -> Result<Json<BillRead>, Problem> {
    by.may(Action::ReleaseChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    upload::key_of(&request)?;
    service::one(&app, id).await?;
    let (received, once) = upload::raw(&app.blobs, request, &named.name.unwrap_or_default(), &SBOM).await?;
    let bill = bills::bill(&app, &received).await?;
    let shown = BillRead::from(&bill);
    service::set_bill(&app, Ask::new(by.caller, Action::ReleaseChange).once(once), id, bill).await?;
    Ok(Json(shown))
}

/// Gives a release a product file, or another one: steadfast.toml with the policy of the release check.
#[utoipa::path(
    put, path = "/releases/{id}/file", tag = "catalogue", params(("id" = String, Path)),
    request_body(content((Vec<u8> = "application/octet-stream"))),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn put_file(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReleaseChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    upload::key_of(&request)?;
    service::one(&app, id).await?;
    let (received, once) = upload::raw(&app.blobs, request, "steadfast.toml", &FILE).await?;
    let file = bills::policy(&app, &received).await?;
    service::set_policy(&app, Ask::new(by.caller, Action::ReleaseChange).once(once), id, file).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The bill of materials of a release, as it came.
#[utoipa::path(
    get, path = "/releases/{id}/sbom", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn sbom(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueRead)?;
    let whole = service::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let (hash, name) = whole.release.sbom.ok_or(CatalogueError::NotFound("bill of materials"))?;
    download(&app, hash, &name).await
}

/// The product file of a release, as it came.
#[utoipa::path(
    get, path = "/releases/{id}/file", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn file(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueRead)?;
    let whole = service::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let (hash, _) = whole.release.file.ok_or(CatalogueError::NotFound("product file"))?;
    download(&app, hash, "steadfast.toml").await
}

/// Content as a file that a browser keeps and never shows; one that is damaged breaks off.
pub(crate) async fn download(app: &App, hash: BlobHash, name: &str) -> Result<Response, Problem> {
    let reading = app.blobs.get(hash).await.map_err(CatalogueError::from)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_LENGTH, HeaderValue::from(reading.length)),
        (header::CONTENT_DISPOSITION, attachment(name)),
    ];
    Ok((headers, Body::from_stream(reading.content)).into_response())
}

/// Letters that no program takes for anything else.
fn attachment(name: &str) -> HeaderValue {
    let harmless = |letter: char| letter.is_ascii_alphanumeric() || "._-+".contains(letter);
    let name: String = name.chars().map(|letter| if harmless(letter) { letter } else { '_' }).collect();
    let words = format!("attachment; filename=\"{}\"", name.trim_start_matches('.'));
    HeaderValue::from_str(&words).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_name_cannot_end_its_header_or_leave_its_folder() {
        assert_eq!(attachment("a\"; x=\"b"), "attachment; filename=\"a___x__b\"");
        assert_eq!(attachment("..\u{202e}gnp.json"), "attachment; filename=\"_gnp.json\"");
        assert_eq!(attachment("bom.cdx.json"), "attachment; filename=\"bom.cdx.json\"");
    }
}
