//! What is done to one feed: fetched, on, off, decided on.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::{Ask, Once};
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::manage;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

fn ask(by: SignedIn, action: Action, once: Option<Once>) -> Ask {
    Ask::new(by.caller, action).once(once)
}

/// Has a feed fetched at once.
#[utoipa::path(
    post, path = "/feeds/{id}/fetch", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn fetch(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(FeedError::from)?;
    manage::fetch(&app, ask(by, Action::FeedImport, once), id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Switches a feed on: it is fetched at once.
#[utoipa::path(
    post, path = "/feeds/{id}/enable", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn enable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(FeedError::from)?;
    manage::switch(&app, ask(by, Action::FeedChange, once), id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Switches a feed off. What was loaded of it stays, and grows old.
#[utoipa::path(
    post, path = "/feeds/{id}/disable", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn disable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(FeedError::from)?;
    manage::switch(&app, ask(by, Action::FeedChange, once), id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes what is held back of a feed, although it is much smaller than what it replaces.
#[utoipa::path(
    post, path = "/feeds/{id}/take", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn take(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(FeedError::from)?;
    manage::decide(&app, ask(by, Action::FeedDecide, once), id, true).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Leaves what is held back of a feed. Where it comes again, it is asked about again.
#[utoipa::path(
    post, path = "/feeds/{id}/leave", tag = "advisories", params(("id" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(FeedError::from)?;
    manage::decide(&app, ask(by, Action::FeedDecide, once), id, false).await?;
    Ok(StatusCode::ACCEPTED)
}
