//! Triage in the API.

mod assessments;
mod exposures;
mod flaws;
mod own;
mod shape;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(flaws::list))
        .routes(routes!(flaws::one))
        .routes(routes!(assessments::assess))
        .routes(routes!(assessments::renew))
        .routes(routes!(assessments::list))
        .routes(routes!(assessments::withdraw))
        .routes(routes!(exposures::list))
        .routes(routes!(own::list, own::enter))
        .routes(routes!(own::one, own::change))
        .routes(routes!(own::close))
        .routes(routes!(own::reopen))
}
