//! The pages of evidence: the proof log, one record with its proof, files to take away, who did what.

mod files;
mod list;
mod one;
mod person;
pub(crate) mod rows;
mod slice;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::PROOF_LOG, get(list::show))
        .route(urls::PROOF_LOG_EXPORT, get(files::export))
        .route(urls::RECORD, get(one::show))
        .route(urls::RECORD_BUNDLE, get(files::bundle))
        .route(urls::PERSON_RECORDS, get(person::show))
}
