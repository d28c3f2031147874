//! The pages' addresses.

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Every page.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
}
