//! Endpoints of reports. Nothing is submitted by them.

mod notes;
mod readiness;
mod stage;

use std::sync::Arc;

use steadfast_store::{Id, NoticeStage, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::cases::error::CaseError;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(stage::stage))
        .routes(routes!(stage::text))
        .routes(routes!(stage::pdf))
        .routes(routes!(stage::say))
        .routes(routes!(stage::hand_in))
        .routes(routes!(notes::measure))
        .routes(routes!(notes::request))
        .routes(routes!(readiness::show, readiness::prepare))
}

/// What an address names.
fn named(id: &str, stage: &str) -> Result<(Id<kinds::Case>, NoticeStage), CaseError> {
    Ok((id.parse()?, stage.parse().map_err(|_| CaseError::NotFound("stage"))?))
}
