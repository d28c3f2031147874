//! The pages on which staff write advisories, see what the standard's tests say, and publish.

mod case;
mod change;
mod findings;
mod form;
mod key;
mod list;
mod new;
mod preview;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use steadfast_store::{Id, kinds};

pub(crate) use case::of_case;

use super::error::AdvisoryError;
use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::OWN_ADVISORIES, get(list::show).post(new::begin))
        .route(urls::OWN_ADVISORY_NEW, get(new::show))
        .route(urls::OWN_ADVISORY_POLICY, post(list::policy))
        .route(urls::OWN_ADVISORY_KEY, get(key::show).post(key::import))
        .route(urls::OWN_ADVISORY, get(show::show).post(change::save))
        .route(urls::OWN_ADVISORY_PUBLISH, post(change::publish))
        .route(urls::OWN_ADVISORY_PREVIEW, get(preview::show))
        .route(urls::OWN_ADVISORY_DOCUMENT, get(preview::document))
        .route(urls::OWN_ADVISORY_VERSION, get(preview::version))
}

fn id(text: &str) -> Result<Id<kinds::Advisory>, AdvisoryError> {
    Ok(text.parse()?)
}
