//! Where the owner wants to be told of this device's security: left and taken back with a fresh code, and confirmed by a link.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{ContactWay, StoreError};

use super::enter::Owner;
use super::pass::Pass;
use super::view::{over, shown};
use crate::app::App;
use crate::http::problem::Problem;
use crate::messages::settings;
use crate::owner_notices::contact::{self, ContactError};
use crate::rollout::RolloutError;
use crate::t;
use crate::web::pages::owner_contact::{ConfirmView, confirm as confirm_page};
use crate::web::visit::page;
use crate::web::{Filled, Flash, Problem as Fault, Tone};

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pass: String,
    /// `mail` or `webhook`.
    way: String,
    mail: String,
    webhook: String,
    /// `en` or `de`.
    language: String,
    /// `leave` or `take-back`.
    to: String,
}

/// Keeps an address, or takes one back.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (frame, texts) = (&owner.0, owner.0.texts);
    let Some(pass) = Pass::read(&app, &sent.pass).filter(|pass| pass.is_fresh) else { return Ok(over(frame)) };
    let Ok(way) = sent.way.parse::<ContactWay>() else { return Ok(over(frame)) };
    let (at, address) = ((pass.unit, pass.proof()), if way == ContactWay::Mail { &sent.mail } else { &sent.webhook });
    let sends_mail = app.store.read::<_, StoreError, _>(|tx| Ok(settings::server(tx)?.is_some())).await?;
    let done = if sent.to == "take-back" {
        contact::take_back(&app, at, way).await.map(|()| t!(texts, "owner-contact-gone"))
    } else {
        contact::leave(&app, at, way, address, &sent.language).await.map(|secret| match secret {
            Some(secret) => t!(texts, "owner-contact-secret", secret = secret),
            None if sends_mail => t!(texts, "owner-contact-asked"),
            None => t!(texts, "owner-contact-kept"),
        })
    };
    let (flash, filled, status) = match done {
        Ok(message) => (Some(Flash { tone: Tone::Good, message }), Filled::empty(), StatusCode::OK),
        Err(ContactError::Rollout(RolloutError::CodeVoid)) => return Ok(over(frame)),
        Err(error @ (ContactError::Address | ContactError::Soon)) => {
            let words = if matches!(error, ContactError::Soon) {
                t!(texts, "owner-contact-soon")
            } else {
                t!(texts, "owner-contact-wrong")
            };
            let field = if way == ContactWay::Mail { "mail" } else { "webhook" };
            let filled = Filled::empty().with(field, address).wrong(field, Fault::Other(words));
            (None, filled, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(ContactError::Rollout(error)) => return Err(error.into()),
        Err(error @ ContactError::Sealed(_)) => {
            tracing::error!(%error, "what an owner left could not be sealed");
            return Err(Problem::defect("nothing was changed"));
        }
    };
    shown(&app, frame, &pass, flash, filled, status).await
}

/// What a link leads to: a button, since programs that look through mail open links too.
pub(super) async fn ask(owner: Owner, Path(secret): Path<String>) -> Response {
    let view = ConfirmView { secret: Some(secret.chars().take(128).collect()), is_done: None };
    page(StatusCode::OK, confirm_page(&owner.0, &view))
}

/// The address is confirmed.
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    owner: Owner,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let is_done = contact::confirm(&app, &secret).await?;
    let status = if is_done { StatusCode::OK } else { StatusCode::NOT_FOUND };
    Ok(page(status, confirm_page(&owner.0, &ConfirmView { secret: None, is_done: Some(is_done) })))
}
