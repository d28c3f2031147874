//! The repository of updates in the API.

mod artifacts;
mod owners;
mod repository;
mod rollouts;
mod shape;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Bytes of the metadata of one request.
const METADATA: usize = 32 << 20;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(repository::show, repository::publish))
        .routes(routes!(repository::publish_release))
        .routes(routes!(repository::make_key))
        .routes(routes!(artifacts::list, artifacts::take))
        .routes(routes!(artifacts::one))
        .routes(routes!(artifacts::release_files))
        .routes(routes!(rollouts::list, rollouts::plan))
        .routes(routes!(rollouts::one))
        .routes(routes!(rollouts::change_plan))
        .routes(routes!(rollouts::approve))
        .routes(routes!(rollouts::start))
        .routes(routes!(rollouts::pause))
        .routes(routes!(rollouts::resume))
        .routes(routes!(rollouts::stop))
        .routes(routes!(owners::decide))
        .routes(routes!(owners::updates))
        .layer(DefaultBodyLimit::max(METADATA))
}
