//! The pages of receivers and their messages.

mod form;
mod list;
mod mail;
mod one;
mod posts;
mod rows;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::MESSAGES, get(list::show))
        .route(urls::MAIL_SERVER, get(mail::show).post(mail::change))
        .route(urls::RECEIVER_NEW, get(form::show_new).post(form::make))
        .route(urls::RECEIVER, get(one::show))
        .route(urls::RECEIVER_CHANGE, get(form::show_change).post(form::change))
        .route(urls::RECEIVER_TEST, post(posts::test))
        .route(urls::RECEIVER_ENABLE, post(posts::enable))
        .route(urls::RECEIVER_DISABLE, post(posts::disable))
        .route(urls::RECEIVER_REMOVE, post(posts::remove))
        .route(urls::MESSAGE_RETRY, post(posts::again))
}
