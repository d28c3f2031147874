//! Triage in the API.

mod assessments;
mod exposures;
mod flaws;
mod own;
mod shape;
mod vex;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
pub(super) use vex::file as vex_file;

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
        .routes(routes!(vex::hand_in))
        .routes(routes!(vex::look))
        .routes(routes!(vex::take))
        .routes(routes!(vex::of_release))
        .routes(routes!(vex::of_product))
        .routes(routes!(own::list, own::enter))
        .routes(routes!(own::one, own::change))
        .routes(routes!(own::close))
        .routes(routes!(own::reopen))
}
