//! `GET /api/v1/products/{id}/dossier`.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::conformity::dossier::make;
use crate::conformity::error::ConformityError;
use crate::http::problem::Problem;

/// Which dossier.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Of this release; without it, of the newest one on sale.
    release: Option<String>,
}

/// The dossier of a release: papers, register, evidence and records with their proofs, in one file that `steadfast verify` checks
/// offline. What is missing stands in it as missing.
#[utoipa::path(
    get, path = "/products/{id}/dossier", tag = "conformity", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn dossier(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    by.may(Action::DossierRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let release = which.release.as_deref().map(str::parse).transpose().map_err(ConformityError::from)?;
    let made = make(&app, product, release).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"dossier.zip\"")),
    ];
    Ok((headers, made.bytes).into_response())
}
