//! The operations door: whether the server can do its work, and what it counts.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;

/// `/healthz` and `/metrics`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(healthz)).route("/metrics", get(metrics))
}

/// 200 while the database answers, else 503: a balancer then sends requests elsewhere.
async fn healthz(State(app): State<Arc<App>>) -> Response {
    match app.store.schema_step().await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(error) => {
            tracing::warn!(%error, "not healthy");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    if let Err(error) = crate::jobs::gauge(&app).await {
        tracing::warn!(%error, "jobs cannot be counted");
        app.metrics.jobs_unknown();
    }
    if let Err(error) = crate::feeds::gauge(&app).await {
        tracing::warn!(%error, "the ages of advisory sources are not known");
        app.metrics.sources(std::iter::empty());
    }
    if let Err(error) = crate::health::artifacts::gauge(&app).await {
        tracing::warn!(%error, "release files cannot be counted");
        app.metrics.artifacts(None);
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics.text()).into_response()
}
