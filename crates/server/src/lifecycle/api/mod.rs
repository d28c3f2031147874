//! Endpoints of the lifecycle of products.

mod ended;
mod hand_over;
mod kept;
mod page;
mod shape;
mod support;

use std::sync::Arc;

use steadfast_store::{Id, kinds};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::catalogue::error::CatalogueError;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(support::support))
        .routes(routes!(support::consider))
        .routes(routes!(support::promise))
        .routes(routes!(support::placed))
        .routes(routes!(support::unit_support))
        .routes(routes!(kept::kept))
        .routes(routes!(ended::end_of_life))
        .routes(routes!(page::read_page, page::say_page))
        .routes(routes!(hand_over::bundle))
        .routes(routes!(hand_over::list, hand_over::say))
        .routes(routes!(hand_over::remove))
}

fn product(text: &str) -> Result<Id<kinds::Product>, CatalogueError> {
    Ok(text.parse()?)
}
