//! `/tuf/…`: the repository as any TUF client reads it (specification, section 6). Whoever may reach the server may read
//! it: no security update lies behind a price, a licence or a login (Annex I, Part II, point (8)).

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};
use steadfast_store::{Metadata, StoreError};
use steadfast_trust::encoding::{from_hex, hex};

use crate::app::App;
use crate::http::problem::Problem;
use crate::http::range;

/// What carries its version or hash in its name never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `/tuf/metadata/…` and `/tuf/targets/…`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route("/tuf/metadata/{name}", get(metadata)).route("/tuf/targets/{*path}", get(target))
}

async fn metadata(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let absent = || Problem::not_found("the repository has no such metadata");
    let role = name.strip_suffix(".json").ok_or_else(absent)?.to_owned();
    let found = match role.split_once('.') {
        None if role == "timestamp" => app.store.read(|tx| tx.metadata_newest("timestamp")).await?,
        Some((version, role)) if role != "timestamp" => {
            let (version, role) = (version.parse::<i64>().map_err(|_| absent())?, role.to_owned());
            app.store.read::<_, StoreError, _>(move |tx| tx.metadata(&role, version)).await?
        }
        _ => None,
    };
    Ok(answer(found.ok_or_else(absent)?, &asked))
}

fn answer(metadata: Metadata, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex(&Sha256::digest(&metadata.content)[..16]));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let cache = if metadata.role == "timestamp" { HeaderValue::from_static("no-cache") } else { FOR_EVER };
    let headers = [(header::CACHE_CONTROL, cache)];
    let tagged = HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag));
    let headers: HeaderMap = headers.into_iter().chain(tagged).collect();
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return (axum::http::StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (headers, kind, metadata.content).into_response()
}

async fn target(State(app): State<Arc<App>>, Path(path): Path<String>, asked: HeaderMap) -> Result<Response, Problem> {
    let absent = || Problem::not_found("the repository has no such target");
    let (hash, path) = named(&path).ok_or_else(absent)?;
    let read = move |tx: &mut steadfast_store::Tx<'_>| {
        let artifact = tx.artifact_by_path(&path)?;
        let file = artifact.as_ref().map(|artifact| tx.artifact_file(artifact.blob)).transpose()?.flatten();
        Ok(artifact.zip(file))
    };
    let (artifact, file) = app.store.read::<_, StoreError, _>(read).await?.ok_or_else(absent)?;
    let right = hash == artifact.blob.0 || hash == *file.sha512;
    right.then_some(()).ok_or_else(absent)?;
    let headers = [
        (header::CACHE_CONTROL, FOR_EVER),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
    ];
    range::serve(&app.blobs, artifact.blob, file.length.unsigned_abs(), &asked, &headers).await
}

/// The hash and the path of a target's address: `LINE/7/HASH.fw.swu` is the target `LINE/7/fw.swu`.
fn named(address: &str) -> Option<(Vec<u8>, String)> {
    let (folder, name) = address.rsplit_once('/')?;
    let (hash, name) = name.split_once('.')?;
    let hash = from_hex(hash).filter(|hash| matches!(hash.len(), 32 | 64))?;
    Some((hash, format!("{folder}/{name}")))
}
