//! The pages of distributions, as rollouts are called there.

mod form;
mod list;
pub(crate) mod of_unit;
mod one;
mod reach;
mod sent;
mod steps;
pub(crate) mod wish;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::ROLLOUTS, get(list::show))
        .route(urls::ROLLOUT, get(one::show))
        .route(urls::ROLLOUT_NEW, get(form::show_new).post(form::make))
        .route(urls::ROLLOUT_PLAN, get(form::show_plan).post(form::change))
        .route(urls::ROLLOUT_APPROVE, post(steps::approve))
        .route(urls::ROLLOUT_START, post(steps::start))
        .route(urls::ROLLOUT_PAUSE, post(steps::pause))
        .route(urls::ROLLOUT_RESUME, post(steps::resume))
        .route(urls::ROLLOUT_STOP, post(steps::stop))
        .route(urls::RELEASE_REACH, get(reach::show))
}

/// A count of the database.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
