//! The units of a case.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};

use super::id;
use super::shape::CaseUnitShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::units::{self, Concerned, Place};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// The units of a case: those of its alerts, then those that its flaw hits.
#[utoipa::path(
    get, path = "/cases/{id}/units", tag = "cases", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<CaseUnitShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn units(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<CaseUnitShown>>, Problem> {
    by.may(Action::CaseRead)?;
    by.may(Action::UnitRead)?;
    let lost = || Problem::invalid("cursor is none of this list's");
    let from = page.cursor.as_ref().map(|text| Place::read(text).ok_or_else(lost)).transpose()?.unwrap_or_default();
    let (id, limit) = (id(&text)?, page.limit()?);
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let case = tx.case(id)?.ok_or(CaseError::NotFound("case"))?;
        Ok(units::page(tx, &case, from, limit + 1)?)
    });
    Ok(Json(Page::of(found.await?, limit, Concerned::cursor, CaseUnitShown::from)))
}
