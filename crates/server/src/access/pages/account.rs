//! One's own account: what it is, its password, its sessions.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::refusal::at_field;
use super::rows;
use super::sign_in::passkeys_at;
use crate::access::action::Action;
use crate::access::door::{SignedIn, Visitor};
use crate::access::error::AccessError;
use crate::access::password::{LEAST_ALONE, LEAST_WITH_SECOND};
use crate::access::people::{self, Account};
use crate::access::totp;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::t;
use crate::web::pages::account::{AccountView, PasskeyRow, account};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem as Wrong, flash, urls};

/// The account.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    form(&app, &reader, Filled::empty(), StatusCode::OK).await
}

/// The account with what was wrong in one of its forms.
pub(super) async fn form(app: &App, reader: &Reader, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    reader.by.may(Action::AccountRead)?;
    let found = people::account(app, reader.by.person.id).await?;
    Ok(page(status, account(&reader.frame, &view(app, reader, found, filled))))
}

/// Says at its field what was wrong; what belongs to no field is a page of its own.
pub(super) async fn wrong(app: &App, reader: &Reader, filled: Filled, error: AccessError) -> Result<Response, Problem> {
    let filled = match error {
        AccessError::PasswordStandsAlone => {
            let said = t!(reader.frame.texts, "password-must-stand-alone");
            filled.wrong("password", Wrong::Other(said))
        }
        other => match at_field(app, filled, other) {
            Ok(filled) => filled,
            Err(response) => return Ok(*response),
        },
    };
    form(app, reader, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn view(app: &App, reader: &Reader, found: Account, filled: Filled) -> AccountView {
    let second = found.ways.totp || found.ways.passkey;
    let least = if second { LEAST_WITH_SECOND } else { LEAST_ALONE };
    let sessions = rows::sessions(reader.frame.texts, &found.sessions, &reader.by);
    let here = sessions.first().filter(|first| first.current).and_then(|here| here.browser.clone());
    AccountView {
        totp: found.ways.totp.then(|| totp::time_of(found.person.totp_step)),
        passkeys: found.passkeys.into_iter().map(passkey_row).collect(),
        passkeys_at: passkeys_at(app),
        password_alone: found.person.password_alone,
        recovery_codes: second.then(|| u64::try_from(found.ways.recovery_codes).unwrap_or(0)),
        sessions,
        least_password: u32::try_from(least).unwrap_or(u32::MAX),
        name: found.person.name,
        email: found.person.email,
        role: found.person.role,
        // A name to begin with, for what is added in this browser.
        filled: if filled.has("name", filled.value("name")) {
            filled
        } else {
            filled.with("name", here.unwrap_or_default())
        },
    }
}

fn passkey_row(passkey: steadfast_store::Passkey) -> PasskeyRow {
    PasskeyRow {
        id: passkey.id.to_string(),
        name: passkey.name,
        added: passkey.made.0,
        last_used: passkey.used.map(|used| used.0),
    }
}

/// What the form of the password sends.
#[derive(Deserialize)]
pub(super) struct Passwords {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// Another password.
pub(super) async fn password(
    State(app): State<Arc<App>>,
    reader: Reader,
    visitor: Visitor,
    Form(sent): Form<Passwords>,
) -> Result<Response, Problem> {
    let ask = Ask::new(reader.by.caller.clone(), Action::AccountPassword);
    let (current, new) = (Zeroizing::new(sent.current), Zeroizing::new(sent.password));
    match people::change_password(&app, ask, current, new, visitor).await {
        Ok(()) => Ok(flash::done(urls::ACCOUNT, "password-changed")),
        Err(error) => wrong(&app, &reader, Filled::empty(), error).await,
    }
}

/// Ends one session.
pub(super) async fn end_session(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    people::end_session(&app, Ask::new(by.caller, Action::SessionRevokeOwn), id).await?;
    Ok(flash::done(urls::ACCOUNT, "session-ended"))
}

/// Ends every session but this one.
pub(super) async fn end_others(State(app): State<Arc<App>>, by: SignedIn) -> Result<Response, Problem> {
    let id = by.person.id;
    people::end_sessions(&app, Ask::new(by.caller, Action::SessionRevokeOwn), id).await?;
    Ok(flash::done(urls::ACCOUNT, "sessions-ended"))
}
