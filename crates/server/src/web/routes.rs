//! The pages' addresses.

use std::sync::Arc;

use axum::Form;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::policy::ASSET_CACHE;
use super::visit::see;
use super::{Language, Theme, assets, urls};
use crate::access::opening::put;
use crate::app::App;
use crate::http::problem::Problem;

/// What pages of every door load and send: assets, and the switches of language and theme.
pub(crate) fn ground() -> Router<Arc<App>> {
    Router::new()
        .route(&format!("{}/{{name}}", urls::ASSETS), get(asset))
        .route(urls::LANGUAGE, post(language))
        .route(urls::THEME, post(theme))
}

/// Every page of the staff door.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(crate::access::pages::routes())
        .merge(crate::ledger::pages::routes())
        .merge(crate::today::routes())
        .merge(crate::jobs::pages::routes())
        .merge(crate::health::pages::routes())
        .merge(crate::webhooks::pages::routes())
        .merge(crate::messages::pages::routes())
        .merge(crate::feeds::pages::routes())
        .merge(crate::triage::pages::routes())
        .merge(crate::catalogue::pages::routes())
        .merge(crate::fleet::pages::routes())
        .merge(crate::monitoring::pages::routes())
        .merge(crate::cases::pages::routes())
        .merge(crate::owner_notices::pages::routes())
        .merge(crate::advisories::pages::routes())
        .merge(crate::recalls::pages::routes())
        .merge(crate::lifecycle::pages::routes())
        .merge(crate::containment::pages::routes())
        .merge(crate::notices::pages::routes())
        .merge(crate::ringing::pages::routes())
        .merge(crate::conformity::pages::routes())
        .merge(crate::drills::pages::routes())
        .merge(crate::reports::pages::routes())
        .merge(crate::rollout::pages::routes())
}

async fn asset(Path(name): Path<String>) -> Response {
    match assets::find(&name) {
        Some(found) => {
            let headers = [(header::CONTENT_TYPE, found.content_type), (header::CACHE_CONTROL, ASSET_CACHE)];
            (headers, found.bytes).into_response()
        }
        None => Problem::not_found("there is no such file").into_response(),
    }
}

/// What the switches of language and theme send.
#[derive(Deserialize)]
struct Switch {
    #[serde(default)]
    language: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    back: String,
}

async fn language(Form(sent): Form<Switch>) -> Response {
    let chosen = Language::from_code(&sent.language).unwrap_or_default();
    keep(Language::COOKIE, chosen.code(), &sent.back)
}

async fn theme(Form(sent): Form<Switch>) -> Response {
    keep(Theme::COOKIE, Theme::from_key(&sent.theme).key(), &sent.back)
}

/// Keeps a choice for a year and goes back.
fn keep(name: &str, value: &str, back: &str) -> Response {
    let mut cookies = HeaderMap::new();
    put(&mut cookies, &format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"));
    see(if urls::is_own(back) { back } else { urls::TODAY }, cookies)
}
