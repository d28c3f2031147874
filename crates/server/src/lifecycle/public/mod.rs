//! The public door of products, for importers, dealers and owners, without an account: a page to read and to print, and the same
//! as JSON. What staff did not publish is not there. Others may keep what they read for some minutes, and ask again by its ETag.

mod declaration;
mod feed;
mod show;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};
use steadfast_trust::encoding::hex;

use super::page::FRESH;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::settings::Disclosure;
use crate::reports::settings::base as said_base;
use crate::rollout::guesses::Counts;
use crate::web::urls;

/// Requests of one network within a minute before it waits.
const MOST: u32 = 120;

/// Its addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::PUBLIC_FEED, get(feed::show))
        .route(urls::PUBLIC_PRODUCT, get(show::show))
        .route(urls::PUBLIC_DECLARATION, get(declaration::show))
}

/// Who reads how often: kept in memory by each process.
#[derive(Debug, Default)]
pub struct Readers(Counts<IpAddr>);

impl Readers {
    /// Counts a request; an answer where its network reads too often. Behind a proxy nobody knows networks but the proxy.
    fn count(&self, network: Option<IpAddr>, now: i64) -> Result<(), Problem> {
        match network.and_then(|network| self.0.count(network, now, MOST)) {
            Some(wait) => Err(Problem::throttled("too many requests from this network").retry_after(wait)),
            None => Ok(()),
        }
    }
}

/// Where the world reaches this server: what staff published, else what the process was told.
fn base(app: &App, disclosure: &Disclosure) -> String {
    said_base(disclosure, "").unwrap_or_else(|| app.config.address())
}

/// The answer, or that the reader has it already.
fn fresh(headers: &HeaderMap, kind: &'static str, body: impl Into<Bytes>) -> Response {
    let body = body.into();
    let digest: [u8; 32] = Sha256::digest(&body).into();
    let tag = format!("\"{}\"", hex(&digest[..16]));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known =
        known.split(',').any(|one| matches!(one.trim().trim_start_matches("W/"), "*") || one.trim().ends_with(&tag));
    let mut response = match is_known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => body.into_response(),
    };
    let kept = format!("public, max-age={}", FRESH.as_secs());
    let said = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CACHE_CONTROL, kept),
        (header::ETAG, tag),
        (header::VARY, "accept-language, cookie".to_owned()),
    ];
    for (name, value) in said {
        put(&mut response, name, &value);
    }
    response
}

fn put(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
