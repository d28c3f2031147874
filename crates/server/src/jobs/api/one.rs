//! `GET /api/v1/jobs/{id}`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use steadfast_store::{Id, StoreError, kinds};

use super::shape::JobView;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::jobs::JobError;

/// One job.
#[utoipa::path(
    get, path = "/jobs/{id}", tag = "jobs", params(("id" = String, Path)),
    responses(
        (status = 200, body = JobView),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<JobView>, Problem> {
    by.may(Action::JobRead)?;
    let id = id(&text)?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.job(id)).await?;
    Ok(Json(found.ok_or(JobError::Absent)?.into()))
}

/// The job that a path names.
pub(super) fn id(text: &str) -> Result<Id<kinds::Job>, Problem> {
    text.parse().map_err(|_| JobError::Absent.into())
}
