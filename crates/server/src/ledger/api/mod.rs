//! The ledger in the API.

mod consistency;
mod export;
mod list;
mod one;
mod proof;
pub(crate) mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(one::one))
        .routes(routes!(proof::proof))
        .routes(routes!(consistency::consistency))
        .routes(routes!(export::export))
}
