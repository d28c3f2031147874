//! Receivers and their messages in the API.

mod mail;
mod messages;
mod one;
mod receivers;
mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(mail::read, mail::change))
        .routes(routes!(receivers::list, receivers::make))
        .routes(routes!(receivers::one, receivers::change, receivers::remove))
        .routes(routes!(one::enable))
        .routes(routes!(one::disable))
        .routes(routes!(one::test))
        .routes(routes!(messages::messages))
        .routes(routes!(messages::send_again))
}
