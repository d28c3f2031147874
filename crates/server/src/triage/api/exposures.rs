//! Exposures: every release with a component that a flaw is in.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use steadfast_store::PlaceFilter;
use utoipa::IntoParams;

use super::shape::ExposureShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::triage::error::TriageError;
use crate::triage::read;

/// Which exposures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Of one flaw: its number or one of its names.
    flaw: Option<String>,
    /// Of one release: `rel_…`.
    release: Option<String>,
    /// Of one product line: `prd_…`.
    product: Option<String>,
    /// `open`, `waiting`, `decided`, `revisit` or `closed`.
    state: Option<String>,
}

const STATES: [&str; 5] = ["open", "waiting", "decided", "revisit", "closed"];

impl Which {
    fn filter(&self) -> Result<PlaceFilter, Problem> {
        let state = self.state.clone().unwrap_or_default();
        if !state.is_empty() && !STATES.contains(&state.as_str()) {
            return Err(Problem::invalid("state is open, waiting, decided, revisit or closed"));
        }
        let product = self.product.as_deref().map(|id| id.parse().map_err(TriageError::from)).transpose()?;
        let release = self.release.as_deref().map(|id| id.parse().map_err(TriageError::from)).transpose()?;
        Ok(PlaceFilter { flaw: None, release, product, state })
    }
}

/// Exposures, the newest flaw first.
#[utoipa::path(
    get, path = "/exposures", tag = "triage", params(Which, PageQuery),
    responses(
        (status = 200, body = Page<ExposureShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ExposureShown>>, Problem> {
    by.may(Action::ExposureRead)?;
    let (filter, limit) = (which.filter()?, page.limit()?);
    let after = page.cursor.as_deref().map(read::place_key).transpose()?;
    let found = app.store.read::<_, TriageError, _>(move |tx| {
        let flaw = which.flaw.as_deref().map(|flaw| read::number(tx, flaw)).transpose()?;
        Ok(tx.places(&PlaceFilter { flaw, ..filter.clone() }, after, limit + 1)?)
    });
    Ok(Json(Page::of(found.await?, limit, |row| read::place_cursor(row.key), ExposureShown::from)))
}
