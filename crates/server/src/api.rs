//! `/api/v1`: every endpoint, and the document that describes them.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// The endpoints.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
}
