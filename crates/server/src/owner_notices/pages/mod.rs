//! The pages of what owners are told.

mod change;
mod show;
mod units;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::CASE_OWNERS, post(change::begin))
        .route(urls::OWNER_NOTICE, get(show::show).post(change::save))
        .route(urls::OWNER_NOTICE_SEND, post(change::send))
        .route(urls::OWNER_NOTICE_RECALL, post(change::recall))
        .route(urls::OWNER_NOTICE_DROP, post(change::discard))
        .route(urls::OWNER_NOTICE_UNITS, get(units::show))
}

pub(crate) use show::row;
