//! Products, releases and exposures as catalogue and matching leave them.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use serde_json::Value;
use steadfast_server::doors::Door;
use steadfast_server::triage::settle::settle;
use steadfast_store::sample::Flaw;
use steadfast_store::{Id, QueueFilter, QueueRow, Store, StoreError, Time, kinds};
use tower::ServiceExt as _;

use crate::access::http::Client;
use crate::house::House;

/// The gateway's sixteen bytes, and the camera's.
pub(crate) const GATEWAY: [u8; 16] = [1; 16];
pub(crate) const CAMERA: [u8; 16] = [2; 16];

pub(crate) const OPENSSL: i64 = 1;
pub(crate) const OPENSSL_NEWER: i64 = 2;
pub(crate) const ZLIB: i64 = 3;

/// The release of a product with this sequence.
pub(crate) fn release(product: [u8; 16], sequence: u8) -> Id<kinds::Release> {
    let mut bytes = product;
    bytes[15] = sequence;
    Id::from_bytes(bytes)
}

/// Two products of three releases each, and three components.
pub(crate) async fn catalogue(store: &Store) {
    let written = store.write::<_, StoreError, _>(|tx| {
        tx.sample_product(GATEWAY, "Gateway", Some("high"))?;
        tx.sample_product(CAMERA, "Camera", None)?;
        for sequence in 1..=3 {
            let number = i64::from(sequence);
            tx.sample_release(release(GATEWAY, sequence), GATEWAY, number, Some(100 * number))?;
            tx.sample_release(release(CAMERA, sequence), CAMERA, number, None)?;
        }
        tx.sample_component(OPENSSL, "pkg:deb/debian/openssl@3.0.1?arch=arm64", "openssl", "3.0.1")?;
        tx.sample_component(OPENSSL_NEWER, "pkg:deb/debian/openssl@3.0.2?arch=arm64", "openssl", "3.0.2")?;
        tx.sample_component(ZLIB, "pkg:generic/zlib@1.2.11", "zlib", "1.2.11")
    });
    written.await.expect("written");
}

/// A flaw of high severity with these names.
pub(crate) fn flaw(number: i64, ids: &[&str]) -> Flaw {
    let ids = ids.iter().map(|id| (*id).to_owned()).collect();
    Flaw { number, ids, severity: 1, cvss: Some(75), modified: Some(1000), ..Flaw::default() }
}

/// Keeps a flaw, with what was found in which component of which release; then settles it.
pub(crate) async fn found(store: &Store, flaw: Flaw, hits: &[(Id<kinds::Release>, i64, &'static str)]) {
    let hits = hits.to_vec();
    let written = store.write::<_, StoreError, _>(move |tx| {
        tx.sample_flaw(&flaw)?;
        for (release, component, found) in &hits {
            tx.sample_exposure(flaw.number, *release, *component, found, &["3.0.9"])?;
        }
        settle(tx, &[flaw.number], Time(0))
    });
    written.await.expect("settled");
}

/// The queue.
pub(crate) async fn queue(store: &Store) -> Vec<QueueRow> {
    queue_of(store, QueueFilter::default()).await
}

/// The queue behind a filter.
pub(crate) async fn queue_of(store: &Store, filter: QueueFilter) -> Vec<QueueRow> {
    store.read::<_, StoreError, _>(move |tx| tx.queue(&filter, None, 1000)).await.expect("a queue")
}

/// The ETag of a flaw, on top of which it is decided.
pub(crate) async fn tag(house: &House, by: &mut Client, flaw: &str) -> String {
    let request = Request::get(format!("/api/v1/flaws/{flaw}")).header(header::COOKIE, cookies(by));
    let answer = send(house, request.body(Body::empty()).expect("a request")).await;
    answer.headers()[header::ETAG].to_str().expect("ASCII").to_owned()
}

/// A post with `If-Match`: status and body of the answer.
pub(crate) async fn ask(house: &House, by: &Client, path: &str, seen: &str, body: Value) -> (StatusCode, Value) {
    on_top(house, by, Method::POST, path, seen, body).await
}

/// The same as a patch.
pub(crate) async fn change(house: &House, by: &Client, path: &str, seen: &str, body: Value) -> (StatusCode, Value) {
    on_top(house, by, Method::PATCH, path, seen, body).await
}

pub(crate) async fn on_top(
    house: &House,
    by: &Client,
    method: Method,
    path: &str,
    seen: &str,
    body: Value,
) -> (StatusCode, Value) {
    let request = Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::COOKIE, cookies(by));
    let request = request.header(header::CONTENT_TYPE, "application/json").header(header::IF_MATCH, seen);
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let answer = send(house, request.body(body).expect("a request")).await;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

fn cookies(by: &Client) -> String {
    by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

async fn send(house: &House, request: Request<Body>) -> Response {
    house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer")
}

/// Which releases wait, as product and sequence.
pub(crate) async fn waiting(store: &Store, flaw: i64) -> Vec<(u8, u8)> {
    let open = store.read::<_, StoreError, _>(move |tx| tx.settle_open(flaw)).await.expect("read");
    let open = open.into_iter().filter(|open| open.standing.waits);
    open.map(|open| (open.release.bytes()[0], open.release.bytes()[15])).collect()
}

/// A file by the API: status and text.
pub(crate) async fn file(house: &House, by: &Client, path: &str) -> (StatusCode, String) {
    let request = Request::get(format!("/api/v1{path}")).header(header::COOKIE, cookies(by));
    let answer = send(house, request.body(Body::empty()).expect("a request")).await;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 22).await.expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

/// Hands a VEX document in.
pub(crate) async fn hand_in(house: &House, by: &Client, name: &str, bytes: &[u8]) -> (StatusCode, Value) {
    let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let request = Request::post(format!("/api/v1/vex-documents?name={name}")).header(header::COOKIE, cookies(by));
    let answer = send(house, request.body(Body::from(bytes.to_vec())).expect("a request")).await;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 22).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}
