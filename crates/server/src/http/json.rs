//! JSON bodies whose errors are problems.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// A request's body as JSON.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Json::from_request(request, state).await.map(|Json(body)| Self(body)).map_err(|error| problem(&error))
    }
}

fn problem(error: &JsonRejection) -> Problem {
    let detail = error.body_text();
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large("the body is larger than this endpoint reads"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::media_type("send Content-Type: application/json"),
        StatusCode::UNPROCESSABLE_ENTITY => Problem::invalid(detail),
        _ => Problem::malformed(detail),
    }
}
