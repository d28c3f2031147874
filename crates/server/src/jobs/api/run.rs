//! `POST /api/v1/jobs/{id}/run`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::one::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::jobs::run_now;

/// Has a job run at once, or once more after it was given up.
#[utoipa::path(
    post, path = "/jobs/{id}/run", tag = "jobs", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn run(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    run_now(&app, Ask::new(by.caller, Action::JobRun).once(once), id(&text)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
