//! Pages of the register.

mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route(urls::REGISTER, get(show::show))
}
