//! The page that asks for every factor once more, before what is sensitive.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::refusal::at_field;
use super::sign_in::{Back, onward, passkeys_at};
use crate::access::confirm::{confirm, ways_of};
use crate::access::door::Visitor;
use crate::access::error::AccessError;
use crate::access::sign_in::Factor;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::confirm::{ConfirmView, confirm as form};
use crate::web::reader::Reader;
use crate::web::visit::{page, see};
use crate::web::{Filled, Problem as Wrong};

/// The form; whose proof is fresh goes on at once.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(back): Query<Back>,
) -> Result<Response, Problem> {
    let back = back.own();
    if reader.by.fresh(app.ambient.now()) {
        return Ok(see(onward(&back), HeaderMap::new()));
    }
    shown(&app, &reader, back, Filled::empty(), StatusCode::OK).await
}

/// The form, with what was wrong in it.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    back: String,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let ways = ways_of(app, reader.by.caller.clone()).await?;
    let view = ConfirmView {
        email: reader.by.person.email.clone(),
        totp: ways.totp,
        passkey: ways.passkey,
        passkeys_at: passkeys_at(app),
        recovery_codes: u32::try_from(ways.recovery_codes).unwrap_or(0),
        back,
        filled,
    };
    Ok(page(status, form(&reader.frame, &view)))
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    recovery: String,
    #[serde(default)]
    back: String,
}

/// Looks at the factors.
pub(super) async fn send(
    State(app): State<Arc<App>>,
    reader: Reader,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let back = Back::from(sent.back).own();
    let recovery = !sent.recovery.trim().is_empty();
    let factor = match (recovery, sent.code.trim().is_empty()) {
        (true, _) => Some(Factor::Recovery(Zeroizing::new(sent.recovery))),
        (false, false) => Some(Factor::Totp(Zeroizing::new(sent.code))),
        (false, true) => None,
    };
    let error = match confirm(&app, reader.by.caller.clone(), Zeroizing::new(sent.password), factor, visitor).await {
        Ok(proof) => return Ok(see(onward(&back), proof.cookies())),
        Err(error) => error,
    };
    let filled = match error {
        AccessError::CodeWrong if recovery => Filled::empty().wrong("recovery", Wrong::CodeWrong),
        other => match at_field(&app, Filled::empty(), other) {
            Ok(filled) => filled,
            Err(response) => return Ok(*response),
        },
    };
    shown(&app, &reader, back, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}
