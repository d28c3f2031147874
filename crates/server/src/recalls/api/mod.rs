//! Endpoints of recalls, importers and dealers.

mod partners;
mod recalls;
mod shape;
mod units;

use std::sync::Arc;

use steadfast_store::{Id, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::RecallError;
use crate::app::App;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(recalls::list, recalls::plan))
        .routes(routes!(recalls::one))
        .routes(routes!(recalls::end))
        .routes(routes!(units::units))
        .routes(routes!(units::export))
        .routes(routes!(units::returned))
        .routes(routes!(recalls::letter))
        .routes(routes!(partners::list, partners::make))
        .routes(routes!(partners::change))
}

fn id(text: &str) -> Result<Id<kinds::Recall>, RecallError> {
    Ok(text.parse()?)
}
