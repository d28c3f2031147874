//! Jobs in the API.

mod list;
mod one;
mod run;
mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Their endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list::list)).routes(routes!(one::one)).routes(routes!(run::run))
}
