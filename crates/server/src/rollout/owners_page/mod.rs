//! `/owner`: the owner of a device, without an account. Its serial number and the code on its label show the state of its
//! updates, and let the owner put off, refuse, take, and switch automatic updates off and on. They open nothing else: no
//! contact, no history, nothing that is held.
//!
//! Nothing stays in the browser: a pass in the form of the page stands for the code, for a quarter of an hour.

mod decide;
mod enter;
mod pass;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::OWNER, get(enter::show).post(enter::enter))
        .route(urls::OWNER_DECIDE, post(decide::decide))
}
