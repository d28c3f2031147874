//! The staff's page of a product's lifecycle, and its forms.

mod forms;
mod hand_over;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::LIFECYCLE, get(show::show))
        .route(urls::SUPPORT_REASONS, post(forms::consider))
        .route(urls::SUPPORT_PROMISES, post(forms::promise))
        .route(urls::PRODUCT_PAGE, post(forms::say))
        .route(urls::HAND_OVER, get(hand_over::show))
        .route(urls::HAND_OVER_ARCHIVE, get(hand_over::archive))
        .route(urls::HAND_OVER_KEYS, post(hand_over::say))
        .route(urls::HAND_OVER_KEY_REMOVE, post(hand_over::remove))
}
