//! The pages of monitoring.

mod alert;
mod alerts;
mod answer;
mod detectors;
mod drawn;
mod events;
mod overview;
mod rows;
mod would_have;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;
pub(crate) use events::row as event_row;
pub(crate) use rows::{row, why as reason_view};

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::MONITORING, get(overview::show))
        .route(urls::ALERTS, get(alerts::show))
        .route(urls::ALERT, get(alert::show))
        .route(urls::ALERT_ANSWER, post(answer::answer))
        .route(urls::DETECTORS, get(detectors::show))
        .route(urls::MONITORING_SETTINGS, post(detectors::change))
        .route(urls::UNIT_EVENTS, get(events::show))
}
