//! Endpoints of reports of finders, of what these are told, and of reports to maintainers.

mod disclosure;
mod reports;
mod shape;
mod steps;
mod upstream;

use std::sync::Arc;

use steadfast_store::{Id, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::ReportError;
use crate::app::App;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(reports::list))
        .routes(routes!(reports::measured))
        .routes(routes!(reports::one))
        .routes(routes!(reports::attachment))
        .routes(routes!(steps::acknowledge))
        .routes(routes!(steps::answer))
        .routes(routes!(steps::state))
        .routes(routes!(steps::case))
        .routes(routes!(steps::credit))
        .routes(routes!(disclosure::read, disclosure::change))
        .routes(routes!(disclosure::renew))
        .routes(routes!(upstream::upstreams, upstream::draft))
        .routes(routes!(upstream::sent))
        .routes(routes!(upstream::answered))
}

fn id(text: &str) -> Result<Id<kinds::Report>, ReportError> {
    Ok(text.parse()?)
}
