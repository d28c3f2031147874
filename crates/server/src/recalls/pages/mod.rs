//! The pages of recalls, importers and dealers.

mod form;
mod list;
mod partners;
mod recall;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::RECALLS, get(list::show))
        .route(urls::RECALL_NEW, get(form::show).post(form::plan))
        .route(urls::RECALL, get(recall::show))
        .route(urls::RECALL_UNITS, get(recall::units))
        .route(urls::RECALL_RETURNED, post(recall::returned))
        .route(urls::RECALL_END, post(recall::end))
        .route(urls::PARTNERS, get(partners::show).post(partners::make))
        .route(urls::PARTNER, post(partners::change))
}
