//! Which units a flaw hits, and which flaws hit a unit.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Serialize;
use steadfast_store::UnitFlaw;
use utoipa::ToSchema;

use super::shape::{CountsShown, HitShown, UnitFlawShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::fleet::affected::{self as service, HitPlace};
use crate::fleet::error::FleetError;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// How many units a flaw hits, and a page of them.
#[derive(Serialize, ToSchema)]
pub(super) struct HitsShown {
    counts: CountsShown,
    /// Affected units, release by release.
    units: Page<HitShown>,
}

fn not_of_this_list() -> Problem {
    Problem::invalid("cursor is none of this list's")
}

/// How many units a flaw hits, and the serial numbers of those affected, page by page.
#[utoipa::path(
    get, path = "/flaws/{flaw}/units", tag = "fleet",
    params(("flaw" = String, Path, description = "Its number or an id"), PageQuery),
    responses(
        (status = 200, body = HitsShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn units(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(flaw): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<HitsShown>, Problem> {
    by.may(Action::UnitRead)?;
    let limit = page.limit()?;
    let read = |text: &str| HitPlace::read(text).ok_or_else(not_of_this_list);
    let after = page.cursor.as_deref().map(read).transpose()?;
    let hits = service::hits(&app, flaw, after, limit + 1).await?;
    let cursor = |hit: &service::HitUnit| HitPlace { release: hit.by.release, unit: hit.unit.number }.cursor();
    Ok(Json(HitsShown { counts: hits.counts.into(), units: Page::of(hits.units, limit, cursor, HitShown::from) }))
}

/// Flaws that a unit has, or may have, by what it runs or was last known to run; what comes first first.
#[utoipa::path(
    get, path = "/units/{id}/flaws", tag = "fleet", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<UnitFlawShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn flaws(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<UnitFlawShown>>, Problem> {
    by.may(Action::UnitRead)?;
    let (limit, own) = (page.limit()?, by.may(Action::OwnFlawRead).is_ok());
    let after = page.cursor.as_deref().map(place).transpose()?;
    let found = service::flaws(&app, id.parse().map_err(FleetError::from)?, after, limit + 1).await?;
    let cursor = |flaw: &UnitFlaw| format!("{}.{}", flaw.rank, flaw.number);
    Ok(Json(Page::of(found, limit, cursor, |flaw| UnitFlawShown::of(flaw, own))))
}

fn place(text: &str) -> Result<(i64, i64), Problem> {
    let (rank, number) = text.split_once('.').ok_or_else(not_of_this_list)?;
    let read = |text: &str| text.parse().map_err(|_| not_of_this_list());
    Ok((read(rank)?, read(number)?))
}
