//! Plain HTTP at an address that speaks TLS: said in words, and a browser is sent to the right one.

use std::convert::Infallible;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use tokio::net::TcpStream;

use super::problem::Problem;

/// Whether what comes first is a letter, as in the method of a plain request. A TLS handshake begins with the byte 22.
pub(crate) async fn is_plain(stream: &TcpStream) -> bool {
    let mut first = [0];
    stream.peek(&mut first).await.is_ok_and(|count| count == 1 && first[0].is_ascii_alphabetic())
}

/// Answers a plain request.
pub(crate) async fn answer(request: Request<Incoming>) -> Result<Response, Infallible> {
    let mut response = match safe_address(&request) {
        Some(address) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response(),
        None => Problem::tls_needed("nothing was done; send the request to https:// at the same host and port")
            .into_response(),
    };
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    Ok(response)
}

/// The same address by TLS, for a person's browser. A program that sent its token in the clear must notice.
fn safe_address<B>(request: &Request<B>) -> Option<HeaderValue> {
    let headers = request.headers();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let safe = reads && wants_page(headers) && !headers.contains_key(header::AUTHORIZATION);
    let host: Authority = headers.get(header::HOST)?.to_str().ok()?.parse().ok()?;
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    safe.then(|| HeaderValue::from_str(&format!("https://{host}{path}")).ok()).flatten()
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|kinds| kinds.contains("text/html"))
}
