//! One's own account: who one is, password, sessions.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::Time;
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::access::action::Action;
use crate::access::door::{SignedIn, Visitor};
use crate::access::error::AccessError;
use crate::access::people;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// Who asks, and what they may do.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    /// `usr_…`.
    id: String,
    name: String,
    email: String,
    role: String,
    /// The actions of the role, or of the token.
    actions: Vec<&'static str>,
}

/// Who asks, and what they may do.
#[utoipa::path(
    get, path = "/me", tag = "account", responses((status = 200, body = Me), (status = 401, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn me(by: SignedIn) -> Json<Me> {
    let actions = by.rights.iter().map(|action| action.as_str()).collect();
    let (person, role) = (by.person, by.role.to_string());
    Json(Me { id: person.id.to_string(), name: person.name, email: person.email, role, actions })
}

/// The current password and a new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordRequest {
    /// The current one.
    current: String,
    /// The new one: at least 15 characters, or 8 with a second factor.
    password: String,
}

/// Changes one's own password. Every other session ends.
#[utoipa::path(
    put, path = "/me/password", tag = "account", request_body = PasswordRequest,
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn password(
    State(app): State<Arc<App>>,
    by: SignedIn,
    visitor: Visitor,
    Command { body, once }: Command<PasswordRequest>,
) -> Result<StatusCode, Problem> {
    let ask = Ask::new(by.caller, Action::AccountPassword).once(once);
    let (current, new) = (Zeroizing::new(body.current), Zeroizing::new(body.password));
    people::change_password(&app, ask, current, new, visitor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A session of one's own.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionShown {
    /// `ses_…`.
    id: String,
    /// What the browser said it is.
    agent: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    /// Last use, to within some minutes.
    #[schema(value_type = String, format = DateTime)]
    used: Time,
    /// Whether it is the one that asks.
    current: bool,
}

/// One's own sessions, newest first.
#[utoipa::path(
    get, path = "/me/sessions", tag = "account",
    responses((status = 200, body = Vec<SessionShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn sessions(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<Vec<SessionShown>>, Problem> {
    by.may(Action::AccountRead)?;
    let account = people::account(&app, by.person.id).await?;
    let shown = account.sessions.into_iter().map(|session| SessionShown {
        id: session.id.to_string(),
        agent: session.agent,
        made: session.made,
        used: session.used,
        current: Some(session.id) == by.session(),
    });
    Ok(Json(shown.collect()))
}

/// Ends one of one's own sessions.
#[utoipa::path(
    delete, path = "/me/sessions/{id}", tag = "account", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn end_session(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    people::end_session(&app, Ask::new(by.caller, Action::SessionRevokeOwn).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of one's own sessions but this one.
#[utoipa::path(
    delete, path = "/me/sessions", tag = "account",
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn end_sessions(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = by.person.id;
    people::end_sessions(&app, Ask::new(by.caller, Action::SessionRevokeOwn).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
