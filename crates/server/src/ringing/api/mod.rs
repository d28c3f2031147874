//! Ringing in the API.

mod alarms;
mod duty;
mod settings;
mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(duty::read, duty::set))
        .routes(routes!(duty::hand_over))
        .routes(routes!(settings::change))
        .routes(routes!(alarms::list))
        .routes(routes!(alarms::answer))
        .routes(routes!(alarms::test))
}
