//! The page of the duty.

mod forms;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::DUTY, get(show::show))
        .route(urls::DUTY_PEOPLE, post(forms::people))
        .route(urls::DUTY_HAND_OVER, post(forms::hand_over))
        .route(urls::DUTY_SETTINGS, post(forms::settings))
        .route(urls::DUTY_TEST, post(forms::test))
        .route(urls::ALARM_ANSWER, post(forms::answer))
}
