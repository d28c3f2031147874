//! What the buttons of a receiver's page do.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::messages::error::MessageError;
use crate::messages::manage;
use crate::web::flash::done;
use crate::web::urls;

fn ask(by: SignedIn) -> Ask {
    Ask::new(by.caller, Action::ReceiverChange)
}

fn back(id: &str, what: &'static str) -> Response {
    done(&urls::with(urls::RECEIVER, &[id]), what)
}

/// A test.
pub(super) async fn test(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::test(&app, ask(by), id.parse().map_err(MessageError::from)?).await?;
    Ok(back(&id, "receiver-tested"))
}

/// On.
pub(super) async fn enable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::switch(&app, ask(by), id.parse().map_err(MessageError::from)?, true).await?;
    Ok(back(&id, "receiver-enabled"))
}

/// Off.
pub(super) async fn disable(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::switch(&app, ask(by), id.parse().map_err(MessageError::from)?, false).await?;
    Ok(back(&id, "receiver-disabled"))
}

/// Away.
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    manage::remove(&app, ask(by), id.parse().map_err(MessageError::from)?).await?;
    Ok(done(urls::MESSAGES, "receiver-removed"))
}

/// One message again.
pub(super) async fn again(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, message)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (receiver, message) = (id.parse().map_err(MessageError::from)?, message.parse().map_err(MessageError::from)?);
    manage::again(&app, ask(by), receiver, message).await?;
    Ok(back(&id, "message-again"))
}
