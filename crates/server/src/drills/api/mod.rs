//! Drills in the API.

mod bundle;
mod hold;
mod list;
mod one;
mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list::list, hold::hold))
        .routes(routes!(one::one))
        .routes(routes!(bundle::bundle))
}
