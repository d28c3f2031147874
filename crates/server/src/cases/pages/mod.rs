//! The pages of cases.

mod alert;
mod case;
mod closing;
mod decide;
mod form;
mod list;
pub(crate) mod moment;
mod rows;
mod units;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use alert::of_alert;
pub(crate) use case::everybody;
pub(crate) use form::{Sent, field, filled, wrong};
pub(crate) use rows::{stage_clock, what_is_due};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::CASES, get(list::show))
        .route(urls::CASE_NEW, get(form::show).post(form::open))
        .route(urls::CASE, get(case::show))
        .route(urls::CASE_UNITS, get(units::show))
        .route(urls::ALERT_CASE, post(alert::make))
        .route(urls::CASE_ASSESS, post(decide::assess))
        .route(urls::CASE_AWARENESS, post(decide::awareness))
        .route(urls::CASE_FIX, post(closing::name))
        .route(urls::CASE_FIX_BACK, post(closing::take_back))
        .route(urls::CASE_CLOSE, post(decide::close))
        .route(urls::CASE_REOPEN, post(decide::reopen))
        .route(urls::CASE_SIGNAL, post(work::signal))
        .route(urls::CASE_NOTE, post(work::note))
        .route(urls::CASE_TASK, post(work::task))
        .route(urls::CASE_TASK_DONE, post(work::task_done))
        .route(urls::CASE_PERSON, post(work::person))
        .route(urls::CASE_ERASE, post(work::erase))
}
