//! What finders are told, as staff decide it.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::StoreError;

use super::{Sent, field, filled, wrong};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::public::default_policy;
use crate::reports::security_txt::served;
use crate::reports::settings::{self, Disclosure, base, ends_soon};
use crate::web::flash::done;
use crate::web::pages::disclosure::{DisclosureView, disclosure};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

const FIELDS: [&str; 7] = ["base", "contact", "encryption", "languages", "policy_en", "policy_de", "acknowledge_days"];

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::DisclosureChange)?;
    shown(&app, &reader, None, StatusCode::OK).await
}

async fn shown(app: &App, reader: &Reader, typed: Option<Filled>, status: StatusCode) -> Result<Response, Problem> {
    let kept = app.store.read::<_, StoreError, _>(settings::kept).await?;
    let (now, fallback) = (app.ambient.now(), app.config.address());
    let days = kept.disclosure.acknowledge_days;
    let view = DisclosureView {
        file: served(&kept, &fallback, now, None).ok().flatten(),
        expires: kept.expires.map(|at| at.0),
        ends_soon: kept.expires.is_some_and(|at| ends_soon(at, now)),
        has_base: base(&kept.disclosure, &fallback).is_some(),
        default_policy: default_policy(reader.frame.texts, days),
        filled: typed.unwrap_or_else(|| as_typed(&kept.disclosure)),
    };
    Ok(page(status, disclosure(&reader.frame, &view)))
}

fn as_typed(kept: &Disclosure) -> Filled {
    Filled::empty()
        .with("base", &kept.base)
        .with("contact", kept.contact.join("\n"))
        .with("encryption", kept.encryption.join("\n"))
        .with("languages", kept.languages.join(", "))
        .with("policy_en", &kept.policy_en)
        .with("policy_de", &kept.policy_de)
        .with("acknowledge_days", kept.acknowledge_days.to_string())
}

fn read(sent: &Sent) -> Disclosure {
    let each = |name, apart: &[char]| -> Vec<String> {
        let text = field(sent, name);
        text.split(apart).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
    };
    Disclosure {
        base: field(sent, "base"),
        contact: each("contact", &['\n']),
        encryption: each("encryption", &['\n']),
        languages: each("languages", &[',', ' ', '\n']),
        policy_en: field(sent, "policy_en"),
        policy_de: field(sent, "policy_de"),
        acknowledge_days: field(sent, "acknowledge_days").parse().unwrap_or(0),
    }
}

/// Changes it.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DisclosureChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::DisclosureChange);
    match settings::change(&app, ask, read(&sent)).await {
        Ok(()) => Ok(done(urls::DISCLOSURE, "disclosure-changed")),
        Err(ReportError::Fields(refused)) => {
            let typed = wrong(reader.frame.texts, filled(&sent, &FIELDS), &refused);
            shown(&app, &reader, Some(typed), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

/// Publishes `security.txt`, or says again that it holds.
pub(super) async fn renew(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::DisclosureChange)?;
    settings::renew(&app, Ask::new(reader.by.caller.clone(), Action::DisclosureChange)).await?;
    Ok(done(urls::DISCLOSURE, "disclosure-renewed"))
}
