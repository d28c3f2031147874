//! ETags: a reader that has the newest answer already is told so (RFC 9110, section 13).

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use steadfast_trust::encoding::hex;

use super::problem::Problem;

/// Bytes of an answer that is tagged; answers of the API are pages, not files.
const MOST: usize = 8 << 20;

/// Tags answers to GET with the digest of their body.
pub(crate) async fn tag(request: Request, next: Next) -> Response {
    let wanted = (*request.method() == Method::GET).then(|| request.headers().get(header::IF_NONE_MATCH).cloned());
    let response = next.run(request).await;
    let Some(known) = wanted else { return response };
    if response.status() != StatusCode::OK || !is_json(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else {
        return Problem::defect("the answer is longer than any should be").into_response();
    };
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    let tag = match version(&parts.headers) {
        Some(version) => format!("\"{version}.{}\"", hex(&digest[..16])),
        None => format!("\"{}\"", hex(&digest[..16])),
    };
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    if known.is_some_and(|known| matches(&known, &tag)) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The version that the endpoint gave: it stays in front, for `If-Match`.
fn version(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get(header::ETAG)?.to_str().ok()?;
    Some(tag.trim_matches('"').to_owned())
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

fn matches(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*")
}
