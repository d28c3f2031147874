//! Links and small shapes of answers (HAL).

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

/// An answer of exactly 200, as `application/hal+json`.
pub(super) fn hal(value: Value) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/hal+json"))];
    (kind, Json(value)).into_response()
}

/// Links by their names.
#[derive(Debug, Default)]
pub(super) struct Links(Map<String, Value>);

impl Links {
    /// The same with one more.
    pub(super) fn with(mut self, name: &str, href: String) -> Self {
        self.0.insert(name.to_owned(), Value::from_iter([("href", Value::String(href))]));
        self
    }

    /// As the member `_links`.
    pub(super) fn value(self) -> Value {
        Value::Object(self.0)
    }
}

/// Seconds as `HH:MM:SS`, below a day: what both clients parse.
pub(super) fn clock(seconds: u32) -> String {
    let seconds = seconds.clamp(1, 86_399);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
