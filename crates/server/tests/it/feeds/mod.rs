//! Where advisories come from: what is handed in, what is fetched, and what is in force.

mod fetched;
mod handed_in;

use std::io::Write as _;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use steadfast_server::jobs::runner::{Runner, schedule};
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::access::http::Client;
use crate::house::House;

/// An OSV record of a package.
pub(crate) fn record(id: &str, ecosystem: &str, package: &str, fixed: &str) -> Value {
    json!({
        "id": id, "modified": "2026-11-01T00:00:00Z", "published": "2026-11-01T00:00:00Z",
        "affected": [{
            "package": {"ecosystem": ecosystem, "name": package},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}],
        }],
    })
}

/// An export of an ecosystem with so many records.
fn export(ecosystem: &str, records: usize) -> Vec<u8> {
    let records = (0..records).map(|number| record(&format!("X-{ecosystem}-{number}"), ecosystem, "thing", "1.2"));
    zipped(records.map(|record| (format!("{}.json", record["id"].as_str().expect("an id")), record.to_string())))
}

pub(crate) fn zipped(files: impl Iterator<Item = (String, String)>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        archive.write_all(content.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// Sends bytes.
async fn ask(
    house: &House,
    by: &Client,
    request: Builder,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> (StatusCode, Value) {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let request = request.header(header::COOKIE, cookies.join("; ")).body(Body::from(body)).expect("a request");
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

/// Hands in a file.
pub(crate) async fn hand_in(house: &House, by: &Client, query: &str, content: Vec<u8>) -> (StatusCode, Value) {
    ask(house, by, Request::post(format!("/api/v1/advisories/imports?{query}")), &[], content).await
}

/// Hands in a file and takes it; what became of it.
async fn taken(house: &House, by: &mut Client, query: &str, content: Vec<u8>) -> Value {
    let (status, answer) = hand_in(house, by, query, content).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
    work(house).await;
    import(house, by, answer["id"].as_str().expect("an id")).await
}

async fn import(house: &House, by: &mut Client, id: &str) -> Value {
    let (status, found) = by.get(house, &format!("/advisories/imports/{id}")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

/// What is in force.
async fn in_force(house: &House, by: &mut Client) -> Value {
    let (status, found) = by.get(house, "/advisories/sources").await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

/// Works on every job that is due.
pub(crate) async fn work(house: &House) {
    schedule(&house.app).await.expect("scheduled");
    let (runner, ending) = (Runner::new(Arc::clone(&house.app)), watch::Sender::new(false));
    while runner.turn(&ending.subscribe()).await.expect("the database answers") {}
}
