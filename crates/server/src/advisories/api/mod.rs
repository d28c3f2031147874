//! Advisories by the API: `/own-advisories`. What others publish is `/advisories`.

mod change;
mod show;

use std::sync::Arc;

use steadfast_store::{Id, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::AdvisoryError;
use crate::app::App;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show::list, change::draft))
        .routes(routes!(change::four_eyes))
        .routes(routes!(show::one))
        .routes(routes!(change::edit))
        .routes(routes!(show::check))
        .routes(routes!(change::publish))
        .routes(routes!(show::revision))
}

fn id(text: &str) -> Result<Id<kinds::Advisory>, AdvisoryError> {
    Ok(text.parse()?)
}
