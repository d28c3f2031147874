//! The pages of triage.

mod decide;
mod flaw;
mod form;
mod queue;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::TRIAGE, get(queue::show))
        .route(urls::FLAW, get(flaw::show))
        .route(urls::FLAW_ASSESS, post(decide::assess))
        .route(urls::FLAW_RENEW, post(decide::renew))
        .route(urls::FLAW_WITHDRAW, post(decide::withdraw))
}
