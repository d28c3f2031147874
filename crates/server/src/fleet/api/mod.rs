//! The fleet in the API.

mod affected;
mod fleet;
mod imports;
mod numbers;
mod secrets;
mod shape;
mod stated;
mod statements;
mod switches;
mod units;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Bytes of a request that brings a list beside its command.
pub(crate) const FORM: usize = (1 << 30) + (1 << 20);

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    let commands = OpenApiRouter::new()
        .routes(routes!(fleet::fleet))
        .routes(routes!(fleet::silence, fleet::set_silence))
        .routes(routes!(units::list, units::add))
        .routes(routes!(units::one, units::change))
        .routes(routes!(units::contact))
        .routes(routes!(units::history))
        .routes(routes!(statements::statements))
        .routes(routes!(statements::receipt))
        .routes(routes!(affected::flaws))
        .routes(routes!(secrets::code))
        .routes(routes!(secrets::token))
        .routes(routes!(secrets::owner_code))
        .routes(routes!(secrets::fresh_code))
        .routes(routes!(units::key))
        .routes(routes!(units::decommission))
        .routes(routes!(imports::one))
        .routes(routes!(affected::units));
    let uploads =
        OpenApiRouter::new().routes(routes!(imports::list, imports::hand_in)).layer(DefaultBodyLimit::max(FORM));
    commands.merge(uploads)
}
