//! States of a release: checked, on sale, withdrawn.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::sale as service;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// A release that was checked.
#[derive(Serialize, ToSchema)]
pub(super) struct Gated {
    /// `pass`, `undecided` or `blocked`.
    verdict: String,
}

/// Records that the release check looked at a draft, with its verdict, whichever it is.
#[utoipa::path(
    post, path = "/releases/{id}/gate", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 200, body = Gated), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn gate(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<Json<Gated>, Problem> {
    by.may(Action::ReleaseChange)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(by.caller, Action::ReleaseChange).once(once);
    Ok(Json(Gated { verdict: service::gate(&app, ask, id).await? }))
}

/// Puts a release on sale whose release check passed. Against its verdict takes two people: propose it as an approval.
#[utoipa::path(
    post, path = "/releases/{id}/sell", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn sell(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReleaseSell)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    service::sell(&app, Ask::new(by.caller, Action::ReleaseSell).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraws a release: it is no longer offered, and stays so.
#[utoipa::path(
    post, path = "/releases/{id}/withdraw", tag = "catalogue", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReleaseSell)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    service::withdraw(&app, Ask::new(by.caller, Action::ReleaseSell).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When it was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LastPlaced {
    /// The day, today or earlier.
    day: String,
}

/// Records the day on which the last unit of a release was placed on the market. Until then the release check runs again
/// at every change of what is known.
#[utoipa::path(
    put, path = "/releases/{id}/last-placed", tag = "catalogue", params(("id" = String, Path)),
    request_body = LastPlaced,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn last_placed(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<LastPlaced>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReleaseSell)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    service::placed(&app, Ask::new(by.caller, Action::ReleaseSell).once(once), id, &body.day).await?;
    Ok(StatusCode::NO_CONTENT)
}
