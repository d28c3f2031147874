//! Webhooks: what arrives at a real receiver, and what people may do.

mod managing;
mod pages;
mod reach;
pub(crate) mod receiver;
mod sending;
mod stopping;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::ledger::number;
use steadfast_server::webhooks::sender::Sender;

use crate::access::http::Client;
use crate::house::House;
use receiver::Receiver;

/// Numbers records, and sends all that is due.
pub(crate) async fn send(house: &House) {
    number::round(&house.app, [7; 16]).await.expect("numbered");
    let mut sender = Sender::new(std::sync::Arc::clone(&house.app));
    sender.round().await.expect("sent");
    sender.settle().await;
    sender.finish().await;
}

/// A webhook to the receiver; its id and secret.
pub(crate) async fn hooked(house: &House, admin: &mut Client, receiver: &Receiver, kinds: &[&str]) -> (String, String) {
    let wanted = json!({"name": "Ticket system", "url": receiver.url("/hook"), "kinds": kinds});
    let (status, made) = admin.post(house, "/webhooks", wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let text = |name: &str| made[name].as_str().expect("a text").to_owned();
    (text("id"), text("secret"))
}

/// The deliveries of a webhook, the newest first.
async fn deliveries(house: &House, admin: &mut Client, id: &str) -> Vec<Value> {
    let (status, page) = admin.get(house, &format!("/webhooks/{id}/deliveries")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page["items"].as_array().expect("a list").clone()
}

async fn webhook(house: &House, admin: &mut Client, id: &str) -> Value {
    let (status, found) = admin.send(house, Method::GET, &format!("/webhooks/{id}"), Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

/// Does something to a webhook that answers well.
async fn tell(house: &House, admin: &mut Client, path: &str) -> Value {
    let (status, answer) = admin.post(house, path, Value::Null).await;
    assert!(status.is_success(), "{path}: {status} {answer}");
    answer
}
