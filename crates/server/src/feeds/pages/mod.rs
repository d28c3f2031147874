//! The pages of advisory sources.

mod files;
mod form;
mod list;
mod one;
mod posts;
mod rows;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::FEEDS, get(list::show))
        .route(urls::FEED_NEW, get(form::show).post(form::add))
        .route(urls::FEED, get(one::show).post(one::change))
        .route(urls::FEED_FETCH, post(posts::fetch))
        .route(urls::FEED_ENABLE, post(posts::enable))
        .route(urls::FEED_DISABLE, post(posts::disable))
        .route(urls::FEED_TAKE, post(posts::take))
        .route(urls::FEED_LEAVE, post(posts::leave))
        .route(urls::FEED_IMPORTS, get(files::list).post(files::hand_in).layer(DefaultBodyLimit::disable()))
        .route(urls::FEED_IMPORT, get(files::one))
        .route(urls::FEED_IMPORT_TAKE, post(posts::take_file))
        .route(urls::FEED_IMPORT_LEAVE, post(posts::leave_file))
}
