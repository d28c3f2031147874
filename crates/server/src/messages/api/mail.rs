//! The mail server.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use steadfast_store::StoreError;

use super::shape::{MailRequest, MailShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::messages::error::MessageError;
use crate::messages::settings;

/// The mail server, without its password.
#[utoipa::path(
    get, path = "/mail", tag = "messages",
    responses(
        (status = 200, body = MailShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "None is set"),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn read(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<MailShown>, Problem> {
    by.may(Action::ReceiverRead)?;
    let found = app.store.read::<_, StoreError, _>(settings::server).await?;
    Ok(Json(found.ok_or(MessageError::NotFound("mail server"))?.into()))
}

/// Sets the mail server. What waits for it is tried at once.
#[utoipa::path(
    put, path = "/mail", tag = "messages", request_body = MailRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<MailRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReceiverChange)?;
    let ask = Ask::new(by.caller, Action::ReceiverChange).once(once);
    settings::change(&app, ask, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
