//! Webhooks in the API.

mod deliveries;
mod one;
mod shape;
mod webhooks;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(webhooks::list, webhooks::make))
        .routes(routes!(webhooks::one, webhooks::change, webhooks::remove))
        .routes(routes!(one::rotate))
        .routes(routes!(one::enable))
        .routes(routes!(one::disable))
        .routes(routes!(one::test))
        .routes(routes!(deliveries::deliveries))
        .routes(routes!(deliveries::send_again))
}
