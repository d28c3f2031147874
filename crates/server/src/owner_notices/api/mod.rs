//! Endpoints of what owners are told.

mod change;
mod show;

use std::sync::Arc;

use steadfast_store::{Id, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::cases::error::CaseError;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show::of_case, change::tell))
        .routes(routes!(show::one))
        .routes(routes!(show::units))
        .routes(routes!(change::edit))
        .routes(routes!(change::send))
        .routes(routes!(change::recall))
        .routes(routes!(change::discard))
}

fn id(text: &str) -> Result<Id<kinds::OwnerNotice>, CaseError> {
    Ok(text.parse()?)
}
