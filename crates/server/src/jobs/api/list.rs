//! `GET /api/v1/jobs`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use steadfast_store::{Job, JobFilter, StoreError, kinds};
use utoipa::IntoParams;

use super::shape::JobView;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Which jobs.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Of this kind.
    kind: Option<String>,
    /// In this state: `waiting`, `retrying`, `running`, `done` or `failed`.
    state: Option<String>,
}

impl Which {
    fn filter(self) -> Result<JobFilter, Problem> {
        let state = self.state.map(|word| word.parse()).transpose();
        let state = state.map_err(|_| Problem::invalid("state is waiting, retrying, running, done or failed"))?;
        Ok(JobFilter { kind: self.kind, state })
    }
}

/// Jobs, the newest first.
#[utoipa::path(
    get, path = "/jobs", tag = "jobs", params(Which, PageQuery),
    responses(
        (status = 200, body = Page<JobView>),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<JobView>>, Problem> {
    by.may(Action::JobRead)?;
    let (filter, before, limit) = (which.filter()?, page.behind::<kinds::Job>()?, page.limit()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.job_list(&filter, before, limit + 1)).await?;
    let cursor = |job: &Job| job.id.to_string();
    Ok(Json(Page::of(found, limit, cursor, JobView::from)))
}
