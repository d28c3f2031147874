//! One line of the log per request, and its count. Paths stand there as patterns: links hold secrets.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use super::request_id::RequestId;
use crate::app::App;

/// Logs and measures a request.
pub(crate) async fn request(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begin = app.ambient.now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let span = tracing::info_span!("request", id = %id, method = %method, path = %path);
    let response = next.run(request).instrument(span.clone()).await;
    let took = app.ambient.now().since(begin);
    let status = response.status().as_u16();
    app.metrics.request(&method, &path, status, took);
    span.in_scope(|| tracing::info!(status, micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "answered"));
    response
}
