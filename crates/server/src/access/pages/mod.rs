//! The pages by which people come in and go out.

mod confirm;
mod refusal;
mod setup;
mod sign_in;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::SETUP, get(setup::show).post(setup::send))
        .route(urls::SIGN_IN, get(sign_in::show).post(sign_in::send))
        .route(urls::SIGN_IN_SECOND, get(sign_in::show_second).post(sign_in::send_second))
        .route(urls::CONFIRM, get(confirm::show).post(confirm::send))
        .route(urls::SIGN_OUT, post(sign_in::leave))
}
