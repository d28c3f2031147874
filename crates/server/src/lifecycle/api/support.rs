//! Support periods, and when devices were placed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::product;
use super::shape::SupportShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::http::command::Command;
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::lifecycle::read;
use crate::lifecycle::support::{self, Considered, WantedPromise};

/// Until when devices of a product are supported, by the day of their placing, and what that rests on (Article 13(8)).
#[utoipa::path(
    get, path = "/products/{id}/support", tag = "lifecycle", params(("id" = String, Path)),
    responses(
        (status = 200, body = SupportShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn support(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::CatalogueRead)?;
    let (id, now) = (product(&text)?, app.ambient.now());
    let found = app.store.read::<_, CatalogueError, _>(move |tx| read::support(tx, id, now)).await?;
    let version = found.reasons.as_ref().map_or(0, |reasons| reasons.version);
    Ok(([(header::ETAG, tag(version))], Json(SupportShown::new(found))).into_response())
}

/// Says what a support period rests on, criterion by criterion.
#[utoipa::path(
    put, path = "/products/{id}/support/considered", tag = "lifecycle", request_body = Considered,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag of the support")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn consider(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<Considered>,
) -> Result<Response, Problem> {
    by.may(Action::SupportChange)?;
    let ask = Ask::new(by.caller, Action::SupportChange).once(once);
    let version = support::consider(&app, ask, product(&text)?, if_match.version()?, body).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// An end of support.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PromiseRequest {
    /// For devices that are placed from this day on; empty: for those before any other promise.
    #[serde(default)]
    placed_from: String,
    /// The last day of support. It is never earlier than what was promised for devices that were placed already.
    ends: String,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// Promises support until a day, for devices that are placed from a day on.
#[utoipa::path(
    post, path = "/products/{id}/support/promises", tag = "lifecycle", request_body = PromiseRequest,
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn promise(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<PromiseRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::SupportChange)?;
    let PromiseRequest { placed_from, ends, reason } = body;
    let ask = Ask::new(by.caller, Action::SupportChange).once(once);
    support::promise(&app, ask, product(&text)?, WantedPromise { placed_from, ends, reason }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A day of placing.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacedRequest {
    /// The day on which the device was placed on the market: 2027-12-11.
    day: String,
}

/// Says when a device was placed on the market. Factory lists say so in the column `placed`.
#[utoipa::path(
    put, path = "/units/{id}/placed", tag = "lifecycle", request_body = PlacedRequest, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn placed(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<PlacedRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::UnitChange)?;
    let id = text.parse().map_err(CatalogueError::from)?;
    support::placed(&app, Ask::new(by.caller, Action::UnitChange).once(once), id, body.day).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Until when one device is supported.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitSupportShown {
    /// The day on which it was placed on the market; nothing where nobody has said.
    placed: Option<String>,
    /// The last day of support; nothing where it is not known.
    ends: Option<String>,
}

/// Until when one device is supported: by the day of its placing; not known where that matters and nobody has said it.
#[utoipa::path(
    get, path = "/units/{id}/support", tag = "lifecycle", params(("id" = String, Path)),
    responses(
        (status = 200, body = UnitSupportShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn unit_support(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<UnitSupportShown>, Problem> {
    by.may(Action::UnitRead)?;
    let id = text.parse().map_err(CatalogueError::from)?;
    let read = app.store.read::<_, CatalogueError, _>(move |tx| {
        let unit = tx.unit(id)?.ok_or(CatalogueError::NotFound("device"))?;
        let product = tx.product(unit.product)?.ok_or(CatalogueError::NotFound("product"))?;
        Ok(read::of_unit(tx, unit.number, &product)?)
    });
    let (placed, ends) = read.await?;
    Ok(Json(UnitSupportShown { placed: placed.map(|day| day.to_string()), ends: ends.map(|day| day.to_string()) }))
}
