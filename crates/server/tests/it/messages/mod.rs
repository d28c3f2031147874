//! Messages: what arrives at a real mail server and at a real collector of syslog, and what people may do.

mod chromium;
mod collector;
mod mail;
mod managing;
mod pages;
#[path = "../../../../monitor/tests/it/ocsf/schema.rs"]
mod schema;
pub(crate) mod smtp;
mod syslog;
mod withdrawn;

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_server::messages::sender::Sender;

use crate::access::http::Client;
use crate::fleet::worked;
use crate::house::House;
use smtp::MailServer;

/// Sends all that is due.
pub(crate) async fn send(house: &House) {
    let mut sender = Sender::new(Arc::clone(&house.app));
    sender.round().await.expect("sent");
    sender.settle().await;
    sender.finish().await;
}

/// The jobs of monitoring run: they are due each minute.
async fn watched(house: &House) {
    house.stage.pass(61);
    worked(house).await;
}

/// The same, then news are gathered, and what is due is sent.
async fn told(house: &House) {
    watched(house).await;
    house.stage.pass(31);
    send(house).await;
}

/// Alerts ring for nobody: what is told of them is looked at alone.
async fn without_rings(house: &House, admin: &mut Client) {
    let never = json!({"alerts": "never"});
    let (status, answer) = admin.send(house, axum::http::Method::PUT, "/duty/settings", never).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
}

/// Has this server send its mail through that one.
pub(crate) async fn through(house: &House, admin: &mut Client, server: &MailServer) {
    let (status, answer) = admin.send(house, axum::http::Method::PUT, "/mail", server.settings()).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
    without_rings(house, admin).await;
}

/// A receiver that hears of all alerts by mail.
async fn watch(house: &House, admin: &mut Client) -> String {
    made(house, admin, json!({"name": "The watch", "way": "mail", "address": "watch@lumen.example"})).await
}

async fn made(house: &House, admin: &mut Client, wanted: Value) -> String {
    let (status, made) = admin.post(house, "/receivers", wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["id"].as_str().expect("an id").to_owned()
}

/// The messages to a receiver, the newest first.
async fn messages(house: &House, admin: &mut Client, id: &str) -> Vec<Value> {
    let (status, page) = admin.get(house, &format!("/receivers/{id}/messages")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page["items"].as_array().expect("a list").clone()
}

async fn receiver(house: &House, admin: &mut Client, id: &str) -> Value {
    let (status, found) = admin.get(house, &format!("/receivers/{id}")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

/// Does something that answers well.
async fn tell(house: &House, admin: &mut Client, path: &str) -> Value {
    let (status, answer) = admin.post(house, path, Value::Null).await;
    assert!(status.is_success(), "{path}: {status} {answer}");
    answer
}
