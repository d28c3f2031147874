//! A request that changes something: its body, and the key that makes repeating it harmless.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::act::Once;

/// The header with a caller's key (draft-ietf-httpapi-idempotency-key-header).
pub(crate) const KEY: &str = "idempotency-key";
const LONGEST_KEY: usize = 128;

/// A request's body as JSON, with its idempotency key.
#[derive(Debug)]
pub(crate) struct Command<T> {
    /// The body. An empty one is read as `null`.
    pub(crate) body: T,
    /// The key, where the caller gave one.
    pub(crate) once: Option<Once>,
}

/// A request that says everything by its method and address.
pub(crate) type Bare = Command<Option<Nothing>>;

/// An object without fields, which some programs send in place of no body.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Command<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let key = key(request.headers())?;
        let json = is_json(request.headers());
        let bytes = Bytes::from_request(request, state).await.map_err(|error| unread(error.status()))?;
        if !json && !bytes.is_empty() {
            return Err(Problem::media_type("send Content-Type: application/json"));
        }
        let text: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        let body = serde_json::from_slice(text).map_err(|error| malformed(&error))?;
        let once = key.map(|key| Once::new(&key, &[method.as_bytes(), path.as_bytes(), &bytes]));
        Ok(Self { body, once })
    }
}

/// The caller's key, where there is one.
pub(crate) fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(KEY) else { return Ok(None) };
    let text = value.to_str().ok().map(|text| text.trim_matches('"')).filter(|text| !text.is_empty());
    let text = text.filter(|text| text.len() <= LONGEST_KEY);
    let malformed = || Problem::malformed("an Idempotency-Key has 1 to 128 visible ASCII characters");
    text.map(|text| Some(text.to_owned())).ok_or_else(malformed)
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

fn unread(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large("the body is larger than this endpoint reads"),
        StatusCode::REQUEST_TIMEOUT => Problem::timeout("the body did not arrive in time"),
        _ => Problem::malformed("the body did not arrive whole"),
    }
}

/// A body that is no JSON, or not the one asked for, with its place.
pub(super) fn malformed(error: &serde_json::Error) -> Problem {
    let place = format!("line {}, column {}", error.line(), error.column());
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let detail = format!("the body at {place}: {words}");
    if error.is_data() { Problem::invalid(detail) } else { Problem::malformed(detail) }
}
