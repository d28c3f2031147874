//! Feeds, files that were handed in, and the sources of what is in force, in the API.

mod feeds;
mod imports;
mod one;
mod shape;
mod sources;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(feeds::list, feeds::add))
        .routes(routes!(feeds::one, feeds::change))
        .routes(routes!(one::fetch))
        .routes(routes!(one::enable))
        .routes(routes!(one::disable))
        .routes(routes!(one::take))
        .routes(routes!(one::leave))
        .routes(routes!(sources::sources))
        .routes(routes!(imports::imports, imports::hand_in))
        .routes(routes!(imports::import))
        .routes(routes!(imports::take))
        .routes(routes!(imports::leave))
}
