//! The pages of triage.

mod decide;
mod flaw;
mod form;
mod own;
pub(crate) mod queue;
mod vex;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
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
        .route(urls::VEX, get(vex::show).post(vex::hand_in).layer(DefaultBodyLimit::disable()))
        .route(urls::VEX_EXPORT, get(vex::export))
        .route(urls::VEX_DOCUMENT, get(vex::look))
        .route(urls::VEX_TAKE, post(vex::take))
        .route(urls::OWN_FLAWS, get(own::list))
        .route(urls::OWN_FLAW_NEW, get(own::show_new).post(own::enter))
        .route(urls::OWN_FLAW, get(own::show).post(own::change))
        .route(urls::OWN_FLAW_CLOSE, post(own::close))
        .route(urls::OWN_FLAW_REOPEN, post(own::reopen))
}
