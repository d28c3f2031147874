//! The door of finders, without an account and without a cookie: `security.txt`, the policy, the form, a report's own page, the
//! thanks. Everything works without a script. What opens a report is in its address alone: no log, no referrer, no cache and no
//! search engine has it.

mod form;
mod gate;
mod own;
mod send;
mod told;
pub(crate) mod visitor;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use super::fields::LONGEST_TEXT;
use super::quarantine::MOST_BYTES;
pub(in crate::reports) use told::default_policy;

use crate::app::App;
use crate::web::urls;

/// What a form has around its text and its attachments.
const AROUND: usize = 256 << 10;

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    let form = get(send::show).post(send::send).layer(DefaultBodyLimit::max(LONGEST_TEXT + MOST_BYTES + AROUND));
    let own = Router::new()
        .route(urls::REPORT, form)
        .route(urls::REPORT_RECEIPT, post(own::receipt))
        .route(urls::REPORT_OWN, get(own::show))
        .route(urls::REPORT_WRITE, post(own::write).layer(DefaultBodyLimit::max(AROUND)))
        .route(urls::REPORT_WISH, post(own::wish))
        .route(urls::REPORT_WITHDRAW, post(own::withdraw))
        .layer(map_response(secluded));
    Router::new()
        .route(urls::SECURITY_TXT, get(told::security_txt))
        .route(urls::POLICY, get(told::policy))
        .route(urls::THANKS, get(told::thanks))
        .merge(own)
}

/// What must not spread: no referrer, no cache, no search engine.
async fn secluded(mut response: Response) -> Response {
    let never = [
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ];
    for (name, value) in never {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A file to keep.
fn kept_file(name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}
