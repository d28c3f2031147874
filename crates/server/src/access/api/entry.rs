//! Coming in: set-up, sign-in, invitation, recovery; and going out.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::access::cookie::Cookie;
use crate::access::door::{SignedIn, Visitor, channel};
use crate::access::opening::{Opening, put};
use crate::access::setup::FirstPerson;
use crate::access::sign_in::{Factor, First};
use crate::access::{invitations, setup, sign_in as service};
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;

/// What the first person gives.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetUpRequest {
    /// The organisation's name.
    organisation: String,
    /// The person's name.
    name: String,
    /// The address to sign in with.
    email: String,
    /// At least 15 characters.
    password: String,
}

/// Where a way in leads.
#[derive(Serialize, ToSchema)]
pub(crate) struct Entered {
    /// What is to be done next: nothing, or `second-factor`.
    next: Option<&'static str>,
    /// The second factors there are: `totp`, `passkey`, `recovery`.
    ways: Vec<&'static str>,
}

/// An answer with cookies.
pub(super) type Entry = Result<(StatusCode, HeaderMap, Json<Entered>), Problem>;

pub(super) fn entered(status: StatusCode, opening: &Opening) -> (StatusCode, HeaderMap, Json<Entered>) {
    (status, opening.cookies(), Json(Entered { next: None, ways: Vec::new() }))
}

/// Makes the first person by the set-up link, and signs them in.
#[utoipa::path(
    post, path = "/setup/{code}", tag = "entry", params(("code" = String, Path)), request_body = SetUpRequest,
    responses((status = 201, body = Entered), (status = 410, body = Problem), (status = 422, body = Problem))
)]
pub(crate) async fn set_up(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Command { body, .. }: Command<SetUpRequest>,
) -> Entry {
    let SetUpRequest { organisation, name, email, password } = body;
    let first = FirstPerson { organisation, name, email, password: Zeroizing::new(password) };
    let opening = setup::set_up(&app, &code, first, visitor).await?;
    Ok(entered(StatusCode::CREATED, &opening))
}

/// Address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInRequest {
    /// The address.
    email: String,
    /// The password.
    password: String,
}

/// Signs in; where there is a second factor, its step follows.
#[utoipa::path(
    post, path = "/sign-in", tag = "entry", request_body = SignInRequest,
    responses(
        (status = 200, body = Entered), (status = 401, body = Problem), (status = 429, body = Problem),
        (status = 503, body = Problem),
    )
)]
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Command { body, .. }: Command<SignInRequest>,
) -> Entry {
    match service::first(&app, &body.email, Zeroizing::new(body.password), visitor).await? {
        First::Done(opening) => Ok(entered(StatusCode::OK, &opening)),
        First::Second { sign_in, ways } => {
            let mut headers = HeaderMap::new();
            put(&mut headers, &Cookie::SignIn.set(channel(&app), &sign_in.text()));
            let all = [("totp", ways.totp), ("passkey", ways.passkey), ("recovery", ways.recovery_codes > 0)];
            let ways = all.into_iter().filter(|(_, there)| *there).map(|(way, _)| way).collect();
            Ok((StatusCode::OK, headers, Json(Entered { next: Some("second-factor"), ways })))
        }
    }
}

/// A second factor.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum SecondRequest {
    /// Of the authenticator app.
    Totp {
        /// Six digits.
        code: String,
    },
    /// In its place.
    Recovery {
        /// A recovery code.
        code: String,
    },
}

impl From<SecondRequest> for Factor {
    fn from(sent: SecondRequest) -> Self {
        match sent {
            SecondRequest::Totp { code } => Self::Totp(Zeroizing::new(code)),
            SecondRequest::Recovery { code } => Self::Recovery(Zeroizing::new(code)),
        }
    }
}

/// The second step of a sign-in.
#[utoipa::path(
    post, path = "/sign-in/second", tag = "entry", request_body = SecondRequest,
    responses((status = 200, body = Entered), (status = 401, body = Problem), (status = 429, body = Problem))
)]
pub(crate) async fn second_step(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Command { body, .. }: Command<SecondRequest>,
) -> Entry {
    Ok(entered(StatusCode::OK, &service::second(&app, body.into(), visitor).await?))
}

/// Ends this session.
#[utoipa::path(
    post, path = "/sign-out", tag = "entry",
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("session" = []))
)]
pub(crate) async fn sign_out(State(app): State<Arc<App>>, by: SignedIn) -> Result<(StatusCode, HeaderMap), Problem> {
    service::sign_out(&app, by.caller).await?;
    let mut headers = HeaderMap::new();
    put(&mut headers, &Cookie::Session.clear(channel(&app)));
    Ok((StatusCode::NO_CONTENT, headers))
}

/// What an invited person gives.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptRequest {
    /// Their name.
    name: String,
    /// At least 15 characters.
    password: String,
}

/// The invited person makes their account, and is signed in.
#[utoipa::path(
    post, path = "/invitation/{code}", tag = "entry", params(("code" = String, Path)), request_body = AcceptRequest,
    responses((status = 201, body = Entered), (status = 410, body = Problem), (status = 422, body = Problem))
)]
pub(crate) async fn accept(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Command { body, .. }: Command<AcceptRequest>,
) -> Entry {
    let password = Zeroizing::new(body.password);
    let opening = invitations::accept(&app, &code, &body.name, password, visitor).await?;
    Ok(entered(StatusCode::CREATED, &opening))
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecoverRequest {
    /// At least 15 characters.
    password: String,
}

/// A person recovers their account by a link, and is signed in. Their second factors and sessions end.
#[utoipa::path(
    post, path = "/recovery/{code}", tag = "entry", params(("code" = String, Path)), request_body = RecoverRequest,
    responses((status = 200, body = Entered), (status = 410, body = Problem), (status = 422, body = Problem))
)]
pub(crate) async fn recover(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Command { body, .. }: Command<RecoverRequest>,
) -> Entry {
    let opening = invitations::recover(&app, &code, Zeroizing::new(body.password), visitor).await?;
    Ok(entered(StatusCode::OK, &opening))
}
