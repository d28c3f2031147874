//! The catalogue: what staff and programs enter, which bills are taken, and when a release may be sold.

mod bills;
mod making;
mod pages;
mod sale;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use steadfast_store::{BlobHash, Id, KeptVerdict, Release, StoreError, Time, kinds};
use tower::ServiceExt as _;

use crate::access::http::Client;
use crate::house::House;

/// A bill of two components.
pub(crate) const BILL: &str = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
    {"type": "library", "name": "zlib", "version": "1.2.11", "purl": "pkg:generic/zlib@1.2.11"},
    {"type": "library", "name": "left-pad", "version": "1.0.0", "purl": "pkg:npm/left-pad@1.0.0"}]}"#;

/// What was answered, with its headers.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(crate) fn detail(&self) -> String {
        self.json()["detail"].as_str().unwrap_or_default().to_owned()
    }
}

/// Sends a body of any kind.
pub(crate) async fn send(
    house: &House,
    by: &Client,
    (method, path): (Method, &str),
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request = Request::builder().method(method).uri(path).header(header::COOKIE, cookies.join("; "));
    if let Some(token) = &by.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let request = request.body(body.into()).expect("a request");
    let answer = house.doors(&[Door::Staff, Door::Device]).oneshot(request).await.expect("an answer");
    let (status, headers) = (answer.status(), answer.headers().clone());
    let bytes = to_bytes(answer.into_body(), 1 << 28).await.expect("a body").to_vec();
    Answer { status, headers, bytes }
}

pub(crate) async fn put(house: &House, by: &Client, path: &str, body: impl Into<Body>) -> Answer {
    send(house, by, (Method::PUT, &format!("/api/v1{path}")), &[], body).await
}

/// A form with files: names, file names (empty for plain fields) and contents.
pub(crate) fn multipart(parts: &[(&str, &str, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "a-boundary-of-tests";
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// Makes something by JSON; its id.
pub(crate) async fn made(house: &House, by: &mut Client, path: &str, body: Value) -> String {
    let (status, made) = by.post(house, path, body).await;
    assert_eq!(status, StatusCode::CREATED, "{path}: {made}");
    made["id"].as_str().expect("an id").to_owned()
}

/// A product of a manufacturer with one part: the ids of product and part.
pub(crate) async fn product(house: &House, by: &mut Client, name: &str, kind: &str) -> (String, String) {
    let maker = made(house, by, "/manufacturers", json!({"name": "Lumen Werke"})).await;
    let product = json!({"name": name, "designation": "G-100", "manufacturer": maker});
    let product = made(house, by, "/products", product).await;
    let part = json!({"name": "Firmware", "kind": kind});
    let part = made(house, by, &format!("/products/{product}/parts"), part).await;
    (product, part)
}

/// A release of a part with a bill.
pub(crate) async fn release(house: &House, by: &Client, part: &str, version: &str) -> String {
    let command = json!({"part": part, "version": version}).to_string();
    let (kind, body) = multipart(&[("release", "", command.as_bytes()), ("sbom", "bom.json", BILL.as_bytes())]);
    let answer = send(house, by, (Method::POST, "/api/v1/releases"), &[("content-type", &kind)], body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.json());
    answer.json()["id"].as_str().expect("an id").to_owned()
}

/// A release as the database has it.
pub(crate) async fn kept(house: &House, id: &str) -> Release {
    let id: Id<kinds::Release> = id.parse().expect("an id");
    let read = house.app.store.read::<_, StoreError, _>(move |tx| tx.release(id));
    read.await.expect("read").expect("a release")
}

/// The release check looks at a release: this is its verdict on the bill of today.
pub(crate) async fn judged(house: &House, id: &str, verdict: &'static str) {
    let id: Id<kinds::Release> = id.parse().expect("an id");
    let (now, turn) = (house.app.ambient.now(), house.app.ambient.id());
    let work = move |tx: &mut steadfast_store::Tx<'_>| {
        let bill = tx.release(id)?.expect("a release").bill;
        tx.release_met(id, bill)?;
        let former = tx.verdict(id)?;
        let since = former.as_ref().filter(|former| former.verdict == verdict).map_or(now, |former| former.since);
        let (checked, unknown, reasons) = (2, 0, reasons(verdict));
        let (verdict, snapshot) = (verdict.to_owned(), [7; 32]);
        let new = KeptVerdict { verdict, reasons, checked, unknown, snapshot, looked: now, since };
        assert!(tx.verdict_put(id, &new, former.as_ref())?);
        if since == now {
            tx.verdict_turned(turn, id, former.as_ref().map(|former| &*former.verdict), &new)?;
        }
        Ok(())
    };
    house.app.store.write::<_, StoreError, _>(work).await.expect("judged");
}

fn reasons(verdict: &str) -> String {
    match verdict {
        "blocked" => json!({"exploited": 1, "severity": 2}),
        "undecided" => json!({"component-unknown": 3}),
        _ => json!({}),
    }
    .to_string()
}

/// Whether a blob is kept.
pub(crate) async fn is_kept(house: &House, hash: BlobHash) -> bool {
    house.app.blobs.exists(hash).await.expect("asked")
}

/// Whether the job that has releases and advisories meet is due now.
pub(crate) async fn matching_is_due(house: &House) -> bool {
    let now = house.app.ambient.now();
    let filter = steadfast_store::JobFilter { kind: Some("matching".to_owned()), state: None };
    let jobs = house.app.store.read::<_, StoreError, _>(move |tx| tx.job_list(&filter, None, 10)).await.expect("read");
    jobs.iter().any(|job| job.due <= now)
}

/// A time as an instant of the database.
pub(crate) fn day(text: &str) -> Time {
    format!("{text}T12:00:00Z").parse::<jiff::Timestamp>().expect("a time").into()
}
