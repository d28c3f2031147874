//! How long a request may take: what brings a large file has longer, as long as its bytes keep coming.

use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::problem::Problem;
use crate::web::urls;

/// For an answer to begin.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same, where a large file comes first.
const LARGE: Duration = Duration::from_secs(3600);

/// Paths that take large files.
const TAKE_FILES: &[&str] = &["/api/v1/advisories/imports", urls::FEED_IMPORTS];

/// Ends a request that takes too long.
pub(crate) async fn end(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let longest = if path.is_some_and(|path| TAKE_FILES.contains(&path)) { LARGE } else { PATIENCE };
    let answered = timeout(longest, next.run(request)).await;
    answered.unwrap_or_else(|_| Problem::timeout("the request took too long").into_response())
}
