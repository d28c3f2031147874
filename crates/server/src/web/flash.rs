//! One message on the page after a form: it waits in a cookie, as the name of a text, and goes with the page that shows it.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::texts::Texts;
use super::visit::{cookie, see};
use super::{Flash, Tone};
use crate::access::opening::put;

/// The cookie's name.
const COOKIE: &str = "steadfast-done";
/// The family of texts that a message is one of: `done-…`.
const FAMILY: &str = "done";

/// 303 to `path`, whose page says the text `done-{what}`.
pub(crate) fn done(path: &str, what: &'static str) -> Response {
    let mut cookies = HeaderMap::new();
    keep(&mut cookies, what);
    see(path, cookies)
}

/// Has the next page say the text `done-{what}`.
pub(crate) fn keep(cookies: &mut HeaderMap, what: &'static str) {
    put(cookies, &format!("{COOKIE}={what}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"));
}

/// The message that waits, where there is a text of that name.
pub(super) fn waiting(headers: &HeaderMap, texts: Texts) -> Option<Flash> {
    let message = texts.named_maybe(FAMILY, cookie(headers, COOKIE)?)?;
    Some(Flash { tone: Tone::Good, message })
}

/// Takes the message away once a page was shown.
pub(crate) async fn once(request: Request, next: Next) -> Response {
    let waits = cookie(request.headers(), COOKIE).is_some();
    let mut response = next.run(request).await;
    let shown = response.status() != StatusCode::SEE_OTHER
        && response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if waits && shown {
        put(response.headers_mut(), &format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }
    response
}
