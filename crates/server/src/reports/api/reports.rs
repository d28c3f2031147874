//! The list of reports, one of them, what came with it, and how fast staff are.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::StoreError;
use utoipa::IntoParams;

use super::id;
use super::shape::{ReportShown, ReportSummary, ReportsMeasured};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::pages::taken_out;
use crate::reports::read::{self, Which, opened};
use crate::reports::settings;

/// Which reports.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WhichReports {
    /// `open` (somebody has something to do), or one state; all of them otherwise.
    state: Option<String>,
}

/// Reports of finders, the newest first, without a word that these wrote.
#[utoipa::path(
    get, path = "/reports", tag = "reports", params(PageQuery, WhichReports),
    responses(
        (status = 200, body = Page<ReportSummary>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichReports>,
) -> Result<Json<Page<ReportSummary>>, Problem> {
    by.may(Action::ReportOpen)?;
    let which = Which::read(which.state.as_deref().unwrap_or_default());
    let which = which.map_err(|_| Problem::invalid("state is open, or one that a report has"))?;
    let lost = |_| Problem::invalid("cursor is none of this list's");
    let before = page.cursor.as_ref().map(|text| text.parse().map_err(lost)).transpose()?;
    let limit = page.limit()?;
    let found = app.store.read::<_, StoreError, _>(move |tx| read::list(tx, which, before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |report| report.number.to_string(), ReportSummary::from)))
}

/// How fast staff acknowledged, of the last ninety days; what nobody meant is left out.
#[utoipa::path(
    get, path = "/reports/measured", tag = "reports",
    responses((status = 200, body = ReportsMeasured), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn measured(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<ReportsMeasured>, Problem> {
    by.may(Action::ReportOpen)?;
    let now = app.ambient.now();
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        Ok((read::measure(tx, now)?, settings::kept(tx)?.disclosure.acknowledge_days))
    });
    let (measured, days) = found.await?;
    Ok(Json(ReportsMeasured::new(measured, days)))
}

/// One report, with what its finder wrote.
#[utoipa::path(
    get, path = "/reports/{id}", tag = "reports", params(("id" = String, Path)),
    responses(
        (status = 200, body = ReportShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<ReportShown>, Problem> {
    by.may(Action::ReportOpen)?;
    let (id, vault) = (id(&text)?, app.vault.clone());
    let found = app.store.read::<_, ReportError, _>(move |tx| opened(tx, &vault, id)).await?;
    Ok(Json(found.into()))
}

/// An attachment as it came: bytes without a name. Nobody looked into it.
#[utoipa::path(
    get, path = "/reports/{id}/attachments/{number}", tag = "reports",
    params(("id" = String, Path), ("number" = i64, Path)),
    responses(
        (status = 200, content_type = "application/octet-stream"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn attachment(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((text, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    by.may(Action::ReportOpen)?;
    let number = number.parse().map_err(|_| Problem::invalid("an attachment is named by its number"))?;
    taken_out(&app, id(&text)?, number).await
}
