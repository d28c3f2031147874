//! The fleet as a whole, and after how many days a unit counts as silent.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Id, StoreError, kinds};
use utoipa::{IntoParams, ToSchema};

use super::numbers::FleetShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::patience;
use crate::fleet::statements::lately;
use crate::http::command::Command;
use crate::http::problem::Problem;

/// Releases that are told of at most.
const MOST_RELEASES: i64 = 200;

/// Of which product.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// `prd_…`: of this product alone.
    product: Option<String>,
}

/// How many units there are, where, and what they run.
#[utoipa::path(
    get, path = "/fleet", tag = "fleet", params(Whose),
    responses((status = 200, body = FleetShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn fleet(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(whose): Query<Whose>,
) -> Result<Json<FleetShown>, Problem> {
    by.may(Action::UnitRead)?;
    let product: Option<Id<kinds::Product>> =
        whose.product.map(|id| id.parse()).transpose().map_err(FleetError::from)?;
    let now = app.ambient.now();
    let shown = app.store.read::<_, StoreError, _>(move |tx| {
        let (tally, markets) = (tx.unit_tally(product)?, tx.unit_markets(product)?);
        let stated = (tx.unit_tests(product)?, tx.units_erased(product, lately(now))?);
        Ok(FleetShown::of(tally, markets, tx.release_shares(product, MOST_RELEASES)?, stated))
    });
    Ok(Json(shown.await?))
}

/// After how many days a unit counts as silent.
#[derive(Serialize, ToSchema)]
pub(super) struct SilenceShown {
    days: i64,
    /// Whether somebody said so for this product.
    stated: bool,
}

/// After how many days a unit of a product counts as silent.
#[utoipa::path(
    get, path = "/products/{id}/silence", tag = "fleet", params(("id" = String, Path)),
    responses(
        (status = 200, body = SilenceShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn silence(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<SilenceShown>, Problem> {
    by.may(Action::UnitRead)?;
    let (days, stated) = patience::of(&app, id.parse().map_err(FleetError::from)?).await?;
    Ok(Json(SilenceShown { days, stated }))
}

/// After how many days a unit is to count as silent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SilenceRequest {
    /// 1 to 3650; left out: as long as the program says.
    days: Option<i64>,
}

/// Says after how many days a unit of a product counts as silent. Units are looked at within ten minutes.
#[utoipa::path(
    put, path = "/products/{id}/silence", tag = "fleet", request_body = SilenceRequest, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn set_silence(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<SilenceRequest>,
) -> Result<StatusCode, Problem> {
    let ask = Ask::new(by.caller, Action::CatalogueChange).once(once);
    patience::set(&app, ask, id.parse().map_err(FleetError::from)?, body.days).await?;
    Ok(StatusCode::NO_CONTENT)
}
