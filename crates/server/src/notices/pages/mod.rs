//! The pages of reports.

mod field;
mod notes;
mod overview;
mod paste;
mod readiness;
mod stage;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use steadfast_store::NoticeStage;

use crate::app::App;
use crate::cases::error::CaseError;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::NOTICES, get(overview::show))
        .route(urls::NOTICE, get(stage::show))
        .route(urls::NOTICE_FIELD, post(field::say))
        .route(urls::NOTICE_PASTE, get(paste::show))
        .route(urls::NOTICE_RECEIPT, post(paste::hand_in))
        .route(urls::NOTICE_TEXT, get(stage::text))
        .route(urls::NOTICE_PAPER, get(stage::paper))
        .route(urls::NOTICE_JSON, get(stage::json))
        .route(urls::NOTICE_MEASURE, post(notes::measure))
        .route(urls::NOTICE_REQUEST, post(notes::request))
        .route(urls::READINESS, get(readiness::show).post(readiness::prepare))
}

/// The stage that an address names.
pub(crate) fn stage_of(word: &str) -> Result<NoticeStage, CaseError> {
    word.parse().map_err(|_| CaseError::NotFound("stage"))
}
