//! Messages to one receiver.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use steadfast_store::Message;
use utoipa::IntoParams;

use super::shape::MessageShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::messages::error::MessageError;
use crate::messages::manage;
use crate::monitoring::sight::Sight;
use crate::web::{Language, Texts};

/// Which messages.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `waiting`, `delivered` or `failed`.
    state: Option<String>,
}

/// Messages to a receiver, the newest first. They are kept for some weeks after they ended; what was said of alerts is not.
#[utoipa::path(
    get, path = "/receivers/{id}/messages", tag = "messages", params(("id" = String, Path), Which, PageQuery),
    responses(
        (status = 200, body = Page<MessageShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn messages(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<MessageShown>>, Problem> {
    by.may(Action::ReceiverRead)?;
    let state = which.state.map(|word| word.parse()).transpose();
    let state = state.map_err(|_| Problem::invalid("state is waiting, delivered or failed"))?;
    let (id, limit) = (id.parse().map_err(MessageError::from)?, page.limit()?);
    let found = manage::one(&app, id, state, page.behind()?, limit + 1).await?;
    let sight = Sight::of(&by);
    let called = manage::headlines(&app, &found.messages, Texts::new(Language::English), sight).await?;
    let found: Vec<(Message, String)> = found.messages.into_iter().zip(called).collect();
    let shown = |(message, called)| MessageShown::of(message, called, sight);
    Ok(Json(Page::of(found, limit, |(message, _)| message.id.to_string(), shown)))
}

/// Sends a message once more, under the same id.
#[utoipa::path(
    post, path = "/receivers/{id}/messages/{message}/retry", tag = "messages",
    params(("id" = String, Path), ("message" = String, Path)),
    responses(
        (status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn send_again(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, message)): Path<(String, String)>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let (id, message) = (id.parse().map_err(MessageError::from)?, message.parse().map_err(MessageError::from)?);
    manage::again(&app, Ask::new(by.caller, Action::ReceiverChange).once(once), id, message).await?;
    Ok(StatusCode::ACCEPTED)
}
