//! The catalogue in the API.

mod contents;
mod files;
mod manufacturers;
mod parts;
mod products;
mod releases;
mod sale;
mod shape;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
pub(crate) use files::download;

/// Bytes of a request that brings a bill and a product file beside its command.
pub(crate) const FORM: usize = (64 << 20) + (2 << 20);

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    let commands = OpenApiRouter::new()
        .routes(routes!(manufacturers::list, manufacturers::make))
        .routes(routes!(manufacturers::one, manufacturers::change))
        .routes(routes!(products::categories))
        .routes(routes!(products::list, products::make))
        .routes(routes!(products::one, products::change))
        .routes(routes!(parts::make_part))
        .routes(routes!(parts::one, parts::change))
        .routes(routes!(parts::releases))
        .routes(routes!(releases::one, releases::change))
        .routes(routes!(releases::units))
        .routes(routes!(sale::gate))
        .routes(routes!(sale::sell))
        .routes(routes!(sale::withdraw))
        .routes(routes!(sale::last_placed))
        .routes(routes!(contents::components))
        .routes(routes!(contents::exposures))
        .routes(routes!(contents::difference));
    let uploads = OpenApiRouter::new()
        .routes(routes!(releases::list, releases::make))
        .routes(routes!(files::sbom, files::put_sbom))
        .routes(routes!(files::file, files::put_file))
        .layer(DefaultBodyLimit::max(FORM));
    commands.merge(uploads)
}
