//! What the world reads of advisories without an account: a CSAF trusted provider (section 7 of the standard) with metadata,
//! key, documents, hashes, signatures, lists and a feed; and for each product a plain page and a feed for readers.
//!
//! Only what is white is here, in its newest version.

mod files;
mod lists;
mod product;

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use steadfast_store::{Advisory, Tx};

pub(super) use product::preview;

use super::error::AdvisoryError;
use super::publish::moment;
use crate::app::App;

/// Where everything of the provider lies.
const GROUND: &str = "/.well-known/csaf";
/// The public key.
pub(crate) const KEY: &str = "/.well-known/csaf/openpgp.asc";
/// What leads to everything else of it.
pub(crate) const METADATA: &str = "/.well-known/csaf/provider-metadata.json";
/// The most advisories that lists name.
const MOST: i64 = 10_000;

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(METADATA, get(lists::metadata))
        .route(KEY, get(lists::public_key))
        .route("/.well-known/csaf/keys/{file}", get(lists::key_before))
        .route("/.well-known/csaf/white/index.txt", get(lists::index))
        .route("/.well-known/csaf/white/changes.csv", get(lists::changes))
        .route("/.well-known/csaf/white/csaf-feed-tlp-white.json", get(lists::feed))
        .route("/.well-known/csaf/white/", get(lists::directory))
        .route("/.well-known/csaf/white/{year}/", get(lists::year))
        .route("/.well-known/csaf/white/{year}/{file}", get(files::file))
        .route("/p/{product}/security", get(product::page_of))
        .route("/p/{product}/security.atom", get(product::atom))
}

/// Every advisory that anybody may read, the last published first.
fn public(tx: &mut Tx<'_>) -> Result<Vec<Advisory>, AdvisoryError> {
    Ok(tx.advisories_public(None, MOST)?)
}

/// Where its document lies, below the ground.
fn path(advisory: &Advisory) -> String {
    let first = advisory.published.map(moment).unwrap_or_default();
    super::document::path(&advisory.name, &first)
}

/// An answer that is asked for anew each time: readers are to see what was published now.
fn answer(kind: &'static str, text: String) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")];
    (headers, text).into_response()
}
