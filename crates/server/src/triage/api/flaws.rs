//! Flaws: the queue, and one of them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::QueueFilter;
use utoipa::IntoParams;

use super::shape::{QueuedFlaw, WholeFlaw};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::tag;
use crate::http::problem::Problem;
use crate::triage::assess::version;
use crate::triage::error::TriageError;
use crate::triage::read;

/// Which flaws.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Of one product line: `prd_…`.
    product: Option<String>,
    /// `critical`, `high`, `medium`, `low`, `none` or `unrated`.
    severity: Option<String>,
    /// Only exploited ones.
    #[serde(default)]
    exploited: bool,
    /// Only those with an assessment that is to be looked at again.
    #[serde(default)]
    revisit: bool,
    /// Only those of which nobody can tell whether something that waits is affected.
    #[serde(default)]
    unknown: bool,
    /// Those too on which everything is decided.
    #[serde(default)]
    decided: bool,
}

impl Which {
    fn filter(&self) -> Result<QueueFilter, Problem> {
        let product = self.product.as_deref().map(|id| id.parse().map_err(TriageError::from)).transpose()?;
        let severity = self.severity.as_deref().map(read::severity).transpose()?;
        let Self { exploited, revisit, unknown, decided, .. } = *self;
        Ok(QueueFilter { product, severity, exploited, revisit, unknown, decided })
    }
}

/// Flaws that somebody has to decide on, what comes first first.
#[utoipa::path(
    get, path = "/flaws", tag = "triage", params(Which, PageQuery),
    responses((status = 200, body = Page<QueuedFlaw>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<QueuedFlaw>>, Problem> {
    by.may(Action::ExposureRead)?;
    let (filter, limit) = (which.filter()?, page.limit()?);
    let after = page.cursor.as_deref().map(read::queue_place).transpose()?;
    let found = app.store.read(move |tx| tx.queue(&filter, after, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |row| read::queue_cursor(row.place()), QueuedFlaw::of)))
}

/// One flaw, by its number or one of its names, with what was decided on it. Decide on top of its ETag.
#[utoipa::path(
    get, path = "/flaws/{flaw}", tag = "triage", params(("flaw" = String, Path, description = "Its number or an id")),
    responses(
        (status = 200, body = WholeFlaw), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(flaw): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::ExposureRead)?;
    let (row, decided) = app.store.read::<_, TriageError, _>(move |tx| read::flaw(tx, &flaw)).await?;
    let headers = [(header::ETAG, tag(version(&decided)))];
    Ok((headers, Json(WholeFlaw::of(row, decided))).into_response())
}
