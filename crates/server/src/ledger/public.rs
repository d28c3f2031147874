//! What anybody may read of the ledger: hashes only, by C2SP tlog-tiles.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use steadfast_store::{StoreError, Tx};
use steadfast_trust::tile::{Resource, WIDTH, entry_bundle};

use super::tiles;
use crate::app::App;
use crate::http::problem::Problem;

/// A tile never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `/ledger/checkpoint`, `/ledger/key` and `/ledger/tile/…`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/ledger/checkpoint", get(checkpoint))
        .route("/ledger/key", get(key))
        .route("/ledger/tile/{*path}", get(tile))
}

async fn checkpoint(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let head = app.store.read(super::head).await?;
    let head = head.ok_or_else(|| Problem::unavailable("the ledger has not begun"))?;
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, head.note).into_response())
}

/// The public key in base64, and its fingerprint: to be compared with one known from elsewhere.
async fn key(State(app): State<Arc<App>>) -> Response {
    let key = app.ledger.key.public();
    let text = format!("{}\n{}\n{}\n", app.ledger.origin, key.fingerprint(), key.to_text());
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

async fn tile(State(app): State<Arc<App>>, Path(path): Path<String>) -> Result<Response, Problem> {
    let absent = || Problem::not_found("the log has no such tile");
    let resource: Resource = format!("tile/{path}").parse().map_err(|_| absent())?;
    let bytes = app.store.read::<_, StoreError, _>(move |tx| bytes(tx, resource)).await?.ok_or_else(absent)?;
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, FOR_EVER)];
    Ok((headers, bytes).into_response())
}

/// Only what the newest checkpoint covers is there.
fn bytes(tx: &mut Tx<'_>, resource: Resource) -> Result<Option<Vec<u8>>, StoreError> {
    let signed = tx.ledger_head()?.map_or(0, |head| head.signed);
    match resource {
        Resource::Hashes(tile) => {
            let covered = steadfast_trust::tile::Tile::of(tile.level, tile.number, signed);
            let there = covered.is_some_and(|covered| tile.width <= covered.width);
            if there { tiles::read(tx, tile).map(Some) } else { Ok(None) }
        }
        Resource::Entries { number, width } => {
            let first = number.saturating_mul(u64::from(WIDTH));
            if first.saturating_add(u64::from(width)) > signed {
                return Ok(None);
            }
            Ok(Some(entry_bundle(&tx.ledger_leaves(first, i64::from(width))?)))
        }
    }
}
