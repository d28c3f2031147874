//! Passkeys: one's own, signing in with one, and showing with one that it is oneself.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use steadfast_store::Time;
use utoipa::ToSchema;

use super::entry::{Entry, entered};
use super::factors::{CodesShown, ask};
use crate::access::action::Action;
use crate::access::cookie::Cookie;
use crate::access::door::{SignedIn, Visitor, channel};
use crate::access::error::AccessError;
use crate::access::opening::put;
use crate::access::{passkeys, people};
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// A passkey of one's own.
#[derive(Serialize, ToSchema)]
pub(crate) struct PasskeyShown {
    /// `key_…`.
    id: String,
    /// What its owner calls it.
    name: String,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    used: Option<Time>,
}

/// One's own passkeys.
#[utoipa::path(
    get, path = "/me/passkeys", tag = "account",
    responses((status = 200, body = Vec<PasskeyShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<Vec<PasskeyShown>>, Problem> {
    by.may(Action::AccountRead)?;
    let found = people::account(&app, by.person.id).await?.passkeys;
    let shown = found.into_iter().map(|passkey| PasskeyShown {
        id: passkey.id.to_string(),
        name: passkey.name,
        made: passkey.made,
        used: passkey.used,
    });
    Ok(Json(shown.collect()))
}

/// What a new passkey is to be called.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyRequest {
    /// 1 to 100 characters.
    name: String,
}

/// A question for the browser.
#[derive(Serialize, ToSchema)]
pub(crate) struct Question {
    /// For `navigator.credentials`: `publicKey` is what `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`
    /// reads.
    #[schema(value_type = Object)]
    question: Box<RawValue>,
}

fn question(json: String) -> Result<Json<Question>, Problem> {
    let question = RawValue::from_string(json).map_err(|_| AccessError::Kept("question"))?;
    Ok(Json(Question { question }))
}

/// The browser's answer to a question.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    /// The credential, as its `toJSON` gives it.
    #[schema(value_type = Object)]
    answer: Box<RawValue>,
}

/// Begins to add a passkey. It is awaited for five minutes.
#[utoipa::path(
    post, path = "/me/passkeys/begin", tag = "account", request_body = PasskeyRequest,
    responses(
        (status = 200, body = Question), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, description = "The server has no host name.", body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, .. }: Command<PasskeyRequest>,
) -> Result<Json<Question>, Problem> {
    question(passkeys::start_adding(&app, ask(by), &body.name).await?)
}

/// Ends adding a passkey with the browser's answer.
#[utoipa::path(
    post, path = "/me/passkeys", tag = "account", request_body = Answer,
    responses(
        (status = 201, body = CodesShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn finish(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<Answer>,
) -> Result<(StatusCode, Json<CodesShown>), Problem> {
    let answer = body.answer.get().to_owned();
    let recovery_codes = passkeys::finish_adding(&app, ask(by).once(once), answer).await?;
    Ok((StatusCode::CREATED, Json(CodesShown { recovery_codes })))
}

/// Removes one of one's own passkeys.
#[utoipa::path(
    delete, path = "/me/passkeys/{id}", tag = "account", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, description = "The password is too short to stand alone.", body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    passkeys::remove(&app, ask(by).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins a sign-in by passkey: as second step where a password was right before, else alone.
#[utoipa::path(
    post, path = "/sign-in/passkey/begin", tag = "entry",
    responses(
        (status = 200, body = Question), (status = 401, body = Problem),
        (status = 409, description = "The server has no host name.", body = Problem),
    )
)]
pub(crate) async fn begin_sign_in(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    _: Bare,
) -> Result<(HeaderMap, Json<Question>), Problem> {
    let (json, new) = passkeys::start_sign_in(&app, &visitor).await?;
    let mut headers = HeaderMap::new();
    if let Some(secret) = new {
        put(&mut headers, &Cookie::SignIn.set(channel(&app), &secret.text()));
    }
    Ok((headers, question(json)?))
}

/// Ends a sign-in by passkey with the browser's answer.
#[utoipa::path(
    post, path = "/sign-in/passkey", tag = "entry", request_body = Answer,
    responses(
        (status = 200, body = super::entry::Entered), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn finish_sign_in(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Command { body, .. }: Command<Answer>,
) -> Entry {
    let opening = passkeys::finish_sign_in(&app, body.answer.get().to_owned(), visitor).await?;
    Ok(entered(StatusCode::OK, &opening))
}

/// Begins to show by passkey that it is you, before what is sensitive.
#[utoipa::path(
    post, path = "/confirm/passkey/begin", tag = "entry",
    responses(
        (status = 200, body = Question), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, description = "The server has no host name.", body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn begin_confirming(
    State(app): State<Arc<App>>,
    by: SignedIn,
    _: Bare,
) -> Result<Json<Question>, Problem> {
    question(passkeys::start_confirming(&app, &by.caller).await?)
}

/// Ends it with the browser's answer: for 15 minutes sensitive actions need no other proof. The session gets a new secret,
/// as a cookie.
#[utoipa::path(
    post, path = "/confirm/passkey", tag = "entry", request_body = Answer,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn finish_confirming(
    State(app): State<Arc<App>>,
    by: SignedIn,
    visitor: Visitor,
    Command { body, .. }: Command<Answer>,
) -> Result<(StatusCode, HeaderMap), Problem> {
    let proof = passkeys::finish_confirming(&app, by.caller, body.answer.get().to_owned(), visitor).await?;
    Ok((StatusCode::NO_CONTENT, proof.cookies()))
}
