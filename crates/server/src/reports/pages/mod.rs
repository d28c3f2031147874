//! The pages of reports, for staff.

mod list;
mod one;
mod settings;
mod steps;
mod upstream;

pub(in crate::reports) use one::taken_out;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::fields::LONGEST_MESSAGE;
use crate::app::App;
use crate::http::refused::RefusedField;
use crate::web::{Filled, Problem, Texts, urls};

/// What a message has more when it is sent as a form.
const AROUND: usize = 4 * LONGEST_MESSAGE;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    let long = DefaultBodyLimit::max(AROUND);
    Router::new()
        .route(urls::REPORTS, get(list::show))
        .route(urls::DISCLOSURE, get(settings::show).post(settings::change).layer(long))
        .route(urls::DISCLOSURE_RENEW, post(settings::renew))
        .route(urls::REPORT_READ, get(one::show))
        .route(urls::REPORT_FILE, get(one::file))
        .route(urls::REPORT_ACKNOWLEDGE, post(steps::acknowledge))
        .route(urls::REPORT_ANSWER, post(steps::answer).layer(long))
        .route(urls::REPORT_STATE, post(steps::state))
        .route(urls::REPORT_CASE, post(steps::case))
        .route(urls::REPORT_CREDIT, post(steps::credit))
        .route(urls::CASE_UPSTREAM, get(upstream::show).post(upstream::draft))
        .route(urls::UPSTREAM_SENT, post(upstream::sent))
        .route(urls::UPSTREAM_ANSWERED, post(upstream::answered))
        .route(urls::UPSTREAM_FACTS, get(upstream::facts))
}

/// What a form sends.
type Sent = BTreeMap<String, String>;

fn field(sent: &Sent, name: &str) -> String {
    sent.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// What was typed into these fields.
fn filled(sent: &Sent, fields: &[&str]) -> Filled {
    fields.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(sent, name)))
}

/// The same with what is wrong at each field.
fn wrong(texts: Texts, filled: Filled, refused: &[RefusedField]) -> Filled {
    let say = |code| {
        let words = texts.named_maybe("report-refused", code).unwrap_or_else(|| texts.named("case-refused", code));
        Problem::Other(words)
    };
    refused.iter().fold(filled, |filled, one| filled.wrong(one.field, say(one.code)))
}
