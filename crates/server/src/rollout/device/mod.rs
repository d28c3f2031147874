//! `/device/v1`: units that speak for themselves. Each request is signed by the unit's own key and counted; what it brings to
//! be kept is signed by itself. What a unit installs it takes from the repository, not from here.

mod answer;
mod authority;
mod bounds;
mod check_in;
mod end;
mod enrol;
mod error;
mod events;
mod log;
mod outside;
mod owners;
mod receipts;
mod tested;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use steadfast_protocol::{CHECK_IN, ENROL, EVENTS, MOST_BYTES};

use crate::app::App;

/// The door's routes.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(ENROL, post(enrol::enrol))
        .route(CHECK_IN, post(check_in::check_in))
        .route(EVENTS, post(events::events))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}
