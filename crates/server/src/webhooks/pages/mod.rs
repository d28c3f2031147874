//! The pages of webhooks.

mod form;
mod list;
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
        .route(urls::WEBHOOKS, get(list::show))
        .route(urls::WEBHOOK_NEW, get(form::show_new).post(form::make))
        .route(urls::WEBHOOK, get(one::show))
        .route(urls::WEBHOOK_CHANGE, get(form::show_change).post(form::change))
        .route(urls::WEBHOOK_SECRET, post(posts::rotate))
        .route(urls::WEBHOOK_TEST, post(posts::test))
        .route(urls::WEBHOOK_ENABLE, post(posts::enable))
        .route(urls::WEBHOOK_DISABLE, post(posts::disable))
        .route(urls::WEBHOOK_REMOVE, post(posts::remove))
        .route(urls::DELIVERY_RETRY, post(posts::again))
}
