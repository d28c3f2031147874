//! What the framework refuses by itself, as a query or a form that cannot be read, is a problem like any other.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// Bytes of the framework's words that are passed on.
const MOST: usize = 4096;

/// Makes a problem of an error that is none yet.
pub(crate) async fn tell(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let known = response.extensions().get::<Problem>().is_some();
    if known || !response.status().is_client_error() || !is_plain(&response) {
        return response;
    }
    let status = response.status();
    let words = words(response.into_body()).await;
    problem(status, words).into_response()
}

fn is_plain(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

async fn words(body: Body) -> String {
    let bytes = to_bytes(body, MOST).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if text.is_empty() { "the request cannot be answered".to_owned() } else { text }
}

fn problem(status: StatusCode, words: String) -> Problem {
    match status {
        StatusCode::REQUEST_TIMEOUT => Problem::timeout("the request took longer than this server waits"),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(words),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::media_type(words),
        StatusCode::UNPROCESSABLE_ENTITY => Problem::invalid(words),
        StatusCode::NOT_FOUND => Problem::not_found(words),
        _ => Problem::malformed(words),
    }
}
