//! What is done to one receiver: on, off, a test.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::messages::error::MessageError;
use crate::messages::manage;

/// Switches a receiver on: it is told of open alerts that it missed.
#[utoipa::path(
    post, path = "/receivers/{id}/enable", tag = "messages", params(("id" = String, Path)),
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
    let id = id.parse().map_err(MessageError::from)?;
    manage::switch(&app, Ask::new(by.caller, Action::ReceiverChange).once(once), id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Switches a receiver off: what waits for it waits.
#[utoipa::path(
    post, path = "/receivers/{id}/disable", tag = "messages", params(("id" = String, Path)),
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
    let id = id.parse().map_err(MessageError::from)?;
    manage::switch(&app, Ask::new(by.caller, Action::ReceiverChange).once(once), id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A test on its way.
#[derive(Serialize, ToSchema)]
pub(super) struct MessageSent {
    /// `msg_…`: its message.
    message: String,
}

/// Sends a test message.
#[utoipa::path(
    post, path = "/receivers/{id}/test", tag = "messages", params(("id" = String, Path)),
    responses(
        (status = 202, body = MessageSent), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn test(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<(StatusCode, Json<MessageSent>), Problem> {
    let id = id.parse().map_err(MessageError::from)?;
    let ask = Ask::new(by.caller, Action::ReceiverChange).once(once);
    let message = manage::test(&app, ask, id).await?.to_string();
    Ok((StatusCode::ACCEPTED, Json(MessageSent { message })))
}
