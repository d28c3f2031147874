//! The pages of the fleet.

mod decide;
mod fleet;
mod forms;
mod hits;
mod lists;
mod posts;
mod receipt;
mod rows;
mod unit;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::api::FORM;
use crate::app::App;
use crate::web::urls;
pub(crate) use rows::counts;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    let uploads =
        Router::new().route(urls::UNIT_LISTS, get(lists::list).post(lists::hand_in)).layer(DefaultBodyLimit::max(FORM));
    Router::new()
        .route(urls::FLEET, get(fleet::show))
        .route(urls::UNIT_NEW, get(forms::show_new).post(forms::add))
        .route(urls::UNIT_LIST, get(lists::one))
        .route(urls::UNIT, get(unit::show))
        .route(urls::UNIT_RECEIPT, get(receipt::save))
        .route(urls::UNIT_CHANGE, post(forms::change))
        .route(urls::UNIT_CODE, post(posts::code))
        .route(urls::UNIT_TOKEN, post(posts::token))
        .route(urls::UNIT_KEY, post(forms::key))
        .route(urls::UNIT_OWNER_CODE, post(posts::owner_code))
        .route(urls::UNIT_FRESH_CODE, post(posts::fresh_code))
        .route(urls::UNIT_DECIDE, post(decide::decide))
        .route(urls::UNIT_DECOMMISSION, post(forms::decommission))
        .route(urls::FLAW_UNITS, get(hits::show))
        .merge(uploads)
}
