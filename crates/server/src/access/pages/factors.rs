//! One's own second factors: authenticator app, passkeys, recovery codes.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::account;
use super::refusal::at_field;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::passkey::PasskeyError;
use crate::access::{factors, fields, passkeys};
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::account::{RecoveryView, TotpView, recovery_codes, totp};
use crate::web::reader::Reader;
use crate::web::visit::{page, see};
use crate::web::{Filled, Frame, flash, urls};

/// The name in an app's list where the organisation has none.
const ISSUER: &str = "Steadfast";

fn ask(by: &SignedIn) -> Ask {
    Ask::new(by.caller.clone(), Action::AccountFactor)
}

fn issuer(frame: &Frame) -> &str {
    if frame.organisation.is_empty() { ISSUER } else { &frame.organisation }
}

/// Draws a key for an authenticator app.
pub(super) async fn begin_app(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    factors::propose_app(&app, ask(&reader.by), issuer(&reader.frame)).await?;
    Ok(see(urls::ACCOUNT_TOTP, HeaderMap::new()))
}

/// The key that was drawn, until its first code; it is shown to nobody whose proof is old.
pub(super) async fn show_app(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.ready(Action::AccountFactor, app.ambient.now())?;
    app_form(&app, &reader, Filled::empty(), StatusCode::OK).await
}

async fn app_form(app: &App, reader: &Reader, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    match factors::proposed_app(app, reader.by.person.id, issuer(&reader.frame)).await {
        Ok(shown) => Ok(page(status, totp(&reader.frame, &TotpView { uri: shown.uri, key: shown.typed, filled }))),
        Err(AccessError::NotFound(_)) => Ok(see(urls::ACCOUNT, HeaderMap::new())),
        Err(other) => Err(other.into()),
    }
}

/// What the form of the first code sends.
#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    code: String,
}

/// The first code: the app counts from now on.
pub(super) async fn confirm_app(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Code>,
) -> Result<Response, Problem> {
    match factors::confirm_app(&app, ask(&reader.by), &sent.code).await {
        Ok(codes) => Ok(added(&reader.frame, codes, "totp-added")),
        Err(error) => match at_field(&app, Filled::empty(), error) {
            Ok(filled) => app_form(&app, &reader, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}

/// The first recovery codes, this once; or back to the account, where there were some before.
fn added(frame: &Frame, codes: Vec<String>, what: &'static str) -> Response {
    if codes.is_empty() { flash::done(urls::ACCOUNT, what) } else { shown_once(frame, codes) }
}

fn shown_once(frame: &Frame, codes: Vec<String>) -> Response {
    page(StatusCode::OK, recovery_codes(frame, &RecoveryView { codes }))
}

/// Takes the app away.
pub(super) async fn remove_app(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    match factors::remove_app(&app, ask(&reader.by)).await {
        Ok(()) => Ok(flash::done(urls::ACCOUNT, "totp-removed")),
        Err(error) => account::wrong(&app, &reader, Filled::empty(), error).await,
    }
}

/// Ten new recovery codes.
pub(super) async fn new_codes(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    Ok(shown_once(&reader.frame, factors::new_codes(&app, ask(&reader.by)).await?))
}

/// What the form of a new passkey sends, before and with the browser's answer.
#[derive(Deserialize)]
pub(super) struct NewPasskey {
    #[serde(default)]
    name: String,
    #[serde(default)]
    answer: String,
}

/// The question for the browser.
pub(super) async fn begin_passkey(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Form(sent): Form<NewPasskey>,
) -> Result<Response, Problem> {
    Ok(question(passkeys::start_adding(&app, ask(&by), &sent.name).await?))
}

/// A question for the browser, which is JSON already.
pub(super) fn question(json: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], json).into_response()
}

/// The browser's answer: the passkey counts from now on.
pub(super) async fn finish_passkey(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<NewPasskey>,
) -> Result<Response, Problem> {
    reader.by.ready(Action::AccountFactor, app.ambient.now())?;
    let filled = Filled::empty().with("name", &sent.name);
    let error = match fields::label("name", &sent.name) {
        Err(error) => error,
        Ok(_) => match passkeys::finish_adding(&app, ask(&reader.by), sent.answer).await {
            Ok(codes) => return Ok(added(&reader.frame, codes, "passkey-added")),
            Err(AccessError::NotFound(_)) => PasskeyError::Unknown.into(),
            Err(error) => error,
        },
    };
    account::wrong(&app, &reader, filled, error).await
}

/// Removes a passkey.
pub(super) async fn remove_passkey(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    match passkeys::remove(&app, ask(&reader.by), id).await {
        Ok(()) => Ok(flash::done(urls::ACCOUNT, "passkey-removed")),
        Err(error) => account::wrong(&app, &reader, Filled::empty(), error).await,
    }
}
