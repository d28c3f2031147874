//! How long an answer may take to begin: longer where files are handed in.

use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::problem::Problem;
use crate::web::urls;

/// For an answer to begin.
const PATIENCE: Duration = Duration::from_secs(30);
/// For the same where a file comes first, over a slow line. A body that stops arriving ends sooner, by another limit.
const FILES: Duration = Duration::from_secs(3600);

/// Where files are handed in.
const UPLOADS: &[&str] = &[
    "/api/v1/releases",
    "/api/v1/releases/{id}/sbom",
    "/api/v1/releases/{id}/file",
    "/api/v1/advisories/imports",
    "/parts/{id}/releases/new",
    "/releases/{id}/files",
    "/api/v1/vex-documents",
    "/api/v1/artifacts",
    urls::FEED_IMPORTS,
    urls::VEX,
    urls::REPORT,
];

/// Ends what takes too long.
pub(crate) async fn limit(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let patience = if UPLOADS.contains(&path) { FILES } else { PATIENCE };
    let late = || Problem::timeout("the request took longer than this server waits").into_response();
    timeout(patience, next.run(request)).await.unwrap_or_else(|_| late())
}
