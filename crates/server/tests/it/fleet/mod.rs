//! The fleet, as staff and programs meet it at the API.

mod affected;
mod lists;
mod pages;
mod units;

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::jobs::runner::{Runner, schedule};
use steadfast_store::{Id, StoreError, Tx, Unit, kinds};
use tokio::sync::watch;

use crate::access::http::Client;
use crate::catalogue::{made, multipart, send};
use crate::house::House;

/// A fingerprint of these digits.
fn fingerprint(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}

/// Works on every job that is due.
pub(crate) async fn worked(house: &House) {
    schedule(&house.app).await.expect("scheduled");
    let (runner, ending) = (Runner::new(Arc::clone(&house.app)), watch::Sender::new(false));
    while runner.turn(&ending.subscribe()).await.expect("the database answers") {}
}

/// A product with a part "Firmware" and two releases of it: product, part, releases.
async fn gateway(house: &House, by: &mut Client) -> (String, String, [String; 2]) {
    let (product, part) = crate::catalogue::product(house, by, "Gateway", "device").await;
    let first = made(house, by, "/releases", json!({"part": part, "version": "1.0"})).await;
    let second = made(house, by, "/releases", json!({"part": part, "version": "1.1"})).await;
    (product, part, [first, second])
}

/// Hands a list in.
async fn handed_in(house: &House, by: &Client, product: &str, csv: &[u8]) -> (StatusCode, Value) {
    let command = json!({"product": product}).to_string();
    let (kind, body) = multipart(&[("import", "", command.as_bytes()), ("list", "march.csv", csv)]);
    let answer = send(house, by, (Method::POST, "/api/v1/unit-imports"), &[("content-type", &kind)], body).await;
    (answer.status, answer.json())
}

/// The same, worked off: the list as it is told of then.
pub(crate) async fn imported(house: &House, by: &mut Client, product: &str, csv: &str) -> Value {
    let (status, answer) = handed_in(house, by, product, csv.as_bytes()).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
    worked(house).await;
    let (status, list) = by.get(house, &format!("/unit-imports/{}", answer["id"].as_str().expect("an id"))).await;
    assert_eq!(status, StatusCode::OK, "{list}");
    list
}

/// The counts of a list: lines, made, changed, unchanged, refused.
fn counts(list: &Value) -> [i64; 5] {
    ["lines", "made", "changed", "unchanged", "refused"].map(|name| list[name].as_i64().expect("a number"))
}

/// Reads from the database.
async fn read<T: Send + 'static>(
    house: &House,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    house.app.store.read::<T, StoreError, _>(work).await.expect("read")
}

/// Writes to it, as doors for units will.
async fn write<T: Send + 'static>(
    house: &House,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    house.app.store.write::<T, StoreError, _>(work).await.expect("written")
}

/// A unit as the database has it, by its serial number.
async fn kept(house: &House, product: &str, serial: &str) -> Unit {
    let (product, serial): (Id<kinds::Product>, _) = (product.parse().expect("an id"), serial.to_owned());
    read(house, move |tx| tx.unit_of_serial(product, &serial)).await.expect("a unit")
}

/// The newest record of a kind: its facts.
async fn record(house: &House, by: &mut Client, kind: &str) -> Value {
    let (_, records) = by.get(house, &format!("/records?kind={kind}")).await;
    records["items"][0]["facts"].clone()
}
