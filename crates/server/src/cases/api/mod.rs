//! Endpoints of cases.

mod cases;
mod closing;
mod decide;
mod known;
mod open;
mod shape;
mod timeline;
mod units;
mod work;

use std::sync::Arc;

use steadfast_store::{Id, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::CaseError;
use crate::app::App;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(cases::list, open::by_hand))
        .routes(routes!(open::from_alert))
        .routes(routes!(cases::one))
        .routes(routes!(units::units))
        .routes(routes!(timeline::timeline))
        .routes(routes!(open::signal))
        .routes(routes!(decide::assess))
        .routes(routes!(decide::awareness))
        .routes(routes!(closing::closing))
        .routes(routes!(closing::name))
        .routes(routes!(closing::take_back))
        .routes(routes!(decide::close))
        .routes(routes!(decide::reopen))
        .routes(routes!(work::note))
        .routes(routes!(work::task))
        .routes(routes!(work::task_done))
        .routes(routes!(work::person))
}

fn id(text: &str) -> Result<Id<kinds::Case>, CaseError> {
    Ok(text.parse()?)
}
