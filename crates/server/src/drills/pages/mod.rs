//! The pages of drills.

mod end;
mod files;
mod hold;
mod list;
mod one;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::DRILLS, get(list::show).post(hold::hold))
        .route(urls::DRILL, get(one::show))
        .route(urls::DRILL_END, post(end::end))
        .route(urls::DRILL_BUNDLE, get(files::bundle))
}
