//! `GET /api/v1/products/{id}/conformity`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::IntoParams;

use super::shape::RegisterRead;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{self, Found};
use crate::http::problem::Problem;

/// Of which release something is asked.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Of this release; without it, of the newest one on sale.
    pub(super) release: Option<String>,
}

/// What the facts say about each requirement of Annex I, computed from the ledger's records alone.
#[utoipa::path(
    get, path = "/products/{id}/conformity", tag = "conformity", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = RegisterRead), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn register(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<RegisterRead>, Problem> {
    by.may(Action::ConformityRead)?;
    Ok(Json(RegisterRead::of(&found(&app, &id, which.release.as_deref()).await?)))
}

pub(super) async fn found(app: &App, product: &str, release: Option<&str>) -> Result<Found, ConformityError> {
    let release = release.map(str::parse).transpose()?;
    read::register(app, product.parse()?, release, None).await
}
