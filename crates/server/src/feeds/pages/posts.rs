//! What the buttons of these pages do.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::{hand_in, manage};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::urls;

/// Fetched at once.
pub(super) async fn fetch(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedImport);
    manage::fetch(&app, ask, id.parse().map_err(FeedError::from)?).await?;
    Ok(done(&urls::with(urls::FEED, &[&id]), "feed-asked"))
}

/// On.
pub(super) async fn enable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedChange);
    manage::switch(&app, ask, id.parse().map_err(FeedError::from)?, true).await?;
    Ok(done(&urls::with(urls::FEED, &[&id]), "feed-enabled"))
}

/// Off.
pub(super) async fn disable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedChange);
    manage::switch(&app, ask, id.parse().map_err(FeedError::from)?, false).await?;
    Ok(done(&urls::with(urls::FEED, &[&id]), "feed-disabled"))
}

/// Takes what is held back.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedDecide);
    manage::decide(&app, ask, id.parse().map_err(FeedError::from)?, true).await?;
    Ok(done(&urls::with(urls::FEED, &[&id]), "feed-taken"))
}

/// Leaves what is held back.
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedDecide);
    manage::decide(&app, ask, id.parse().map_err(FeedError::from)?, false).await?;
    Ok(done(&urls::with(urls::FEED, &[&id]), "feed-left"))
}

/// Takes a file that is held back.
pub(super) async fn take_file(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedDecide);
    hand_in::decide(&app, ask, id.parse().map_err(FeedError::from)?, true).await?;
    Ok(done(&urls::with(urls::FEED_IMPORT, &[&id]), "feed-taken"))
}

/// Leaves a file that is held back.
pub(super) async fn leave_file(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let ask = Ask::new(by.caller, Action::FeedDecide);
    hand_in::decide(&app, ask, id.parse().map_err(FeedError::from)?, false).await?;
    Ok(done(&urls::with(urls::FEED_IMPORT, &[&id]), "file-left"))
}
