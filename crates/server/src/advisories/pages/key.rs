//! The key that signs advisories: what the world knows it by, and the form that puts another in its place.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::access::action::Action;
use crate::act::Ask;
use crate::advisories::error::AdvisoryError;
use crate::advisories::key;
use crate::advisories::provider::KEY;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::advisory_key::{AdvisoryKeyView, advisory_key};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem as Wrong, urls};

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    shown(&app, &reader, Filled::empty(), StatusCode::OK).await
}

async fn shown(app: &App, reader: &Reader, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    let (vault, now) = (app.vault.clone(), app.ambient.now());
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| {
        Ok((key::key(tx, &vault)?, key::expires(tx)?, key::is_expired(tx, now)?, key::before(tx)?))
    });
    let (held, expires, is_expired, before) = read.await?;
    let view = AdvisoryKeyView {
        fingerprint: held.fingerprint(),
        name: held.name().to_owned(),
        expires: expires.map(|seconds| i64::from(seconds) * 1_000_000),
        is_expired,
        address: format!("{}{KEY}", app.config.address()),
        before: before.into_iter().map(|key| key.fingerprint).collect(),
        may_import: reader.by.may(Action::AdvisoryKey).is_ok(),
        is_ready: reader.by.ready(Action::AdvisoryKey, now).is_ok(),
        filled,
    };
    Ok(page(status, advisory_key(&reader.frame, &view)))
}

/// What the form sends: both are wiped once they were read, and never shown again.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Sent {
    key: Zeroizing<String>,
    passphrase: Zeroizing<String>,
}

/// Puts another key in its place.
pub(super) async fn import(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.ready(Action::AdvisoryKey, app.ambient.now())?;
    let ask = Ask::new(reader.by.caller.clone(), Action::AdvisoryKey);
    match key::import(&app, ask, (sent.key, sent.passphrase)).await {
        Ok(_) => Ok(done(urls::OWN_ADVISORY_KEY, "advisory-key")),
        Err(AdvisoryError::Import(refused)) => {
            let field = if refused.as_str() == "passphrase" { "passphrase" } else { "key" };
            let words = reader.frame.texts.named("advisory-key-refused", refused.as_str());
            let filled = Filled::empty().wrong(field, Wrong::Other(words));
            shown(&app, &reader, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}
