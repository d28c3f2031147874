//! `/owner`: the owner of a device, without an account. Its serial number and the code on its label show the state of its
//! updates, and let the owner put off, refuse, take, switch automatic updates off and on, and have no more events taken. They open
//! nothing else: no contact, no history, nothing that is held. That takes a fresh code, which the device shows, or staff give who
//! checked who asks: it opens once, shows what is held and what was concluded, hands it out, and has it erased.
//!
//! Nothing stays in the browser: a pass in the form of the page stands for the code, for a quarter of an hour.

mod contact;
mod decide;
mod enter;
mod export;
mod held;
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
        .route(urls::OWNER_HELD, post(held::show))
        .route(urls::OWNER_EVENTS, post(held::events))
        .route(urls::OWNER_SHARING, post(held::share))
        .route(urls::OWNER_EXPORT, post(export::export))
        .route(urls::OWNER_ERASE, post(held::erase))
        .route(urls::OWNER_CONTACT, post(contact::change))
        .route(urls::OWNER_CONFIRM, get(contact::ask).post(contact::confirm))
}
