//! What extractors and limits refuse in words of their own, said as a problem like everything else.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// Bytes of a refusal's own words that are read.
const WORDS: usize = 1024;

/// Makes a problem of a refusal that is none.
pub(crate) async fn said(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || response.extensions().get::<Problem>().is_some() {
        return response;
    }
    let words = to_bytes(response.into_body(), WORDS).await.unwrap_or_default();
    problem(status, &String::from_utf8_lossy(&words)).into_response()
}

fn problem(status: StatusCode, words: &str) -> Problem {
    let words = if words.is_empty() { "the request cannot be read" } else { words };
    match status {
        StatusCode::NOT_FOUND => Problem::not_found("nothing lies at this address"),
        StatusCode::METHOD_NOT_ALLOWED => Problem::method("see the documentation for what this path does"),
        StatusCode::REQUEST_TIMEOUT => Problem::timeout("the request did not arrive, or its answer not begin, in time"),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large("the body is larger than this address reads"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::media_type(words),
        StatusCode::UNPROCESSABLE_ENTITY => Problem::invalid(words),
        status if status.is_server_error() => Problem::defect("the server's log has the cause under this request's id"),
        _ => Problem::malformed(words),
    }
}
