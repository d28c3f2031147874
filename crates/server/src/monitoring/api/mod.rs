//! Monitoring in the API.

mod alerts;
mod events;
mod retrospect;
mod settings;
mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(alerts::list))
        .routes(routes!(alerts::one))
        .routes(routes!(alerts::units))
        .routes(routes!(alerts::answer))
        .routes(routes!(settings::read, settings::change))
        .routes(routes!(events::of_unit))
        .routes(routes!(retrospect::would_have))
}
