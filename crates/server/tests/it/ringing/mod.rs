//! Ringing: on a moved clock, through a real mail server and real receivers, and what people say and set at the doors.

mod duty;
mod heartbeat;
mod pages;
mod saturday;
mod weekly;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_store::{Id, Time, kinds};

use crate::access::http::{Client, MARTA, PASSWORD};
use crate::fleet::worked;
use crate::house::House;
use crate::messages::send;
use crate::messages::smtp::{MailServer, Security};

/// What somebody who was invited signs in with.
const GUEST: &str = "quartz ladder hummingbird soup";

/// Sets the clock.
fn at(house: &House, text: &str) {
    let then: Time = text.parse::<jiff::Timestamp>().expect("a time").into();
    house.stage.pass((then.0 - house.app.ambient.now().0) / 1_000_000 + 1);
}

/// Minutes pass, and each minute what is due is done: jobs, then mail.
pub(crate) async fn minutes(house: &House, count: i64) {
    for _ in 0..count {
        house.stage.pass(60);
        worked(house).await;
        send(house).await;
    }
}

/// Who is on duty now, what rings, and how.
pub(crate) async fn duty(house: &House, by: &mut Client) -> Value {
    let (status, found) = by.get(house, "/duty").await;
    assert_eq!(status, StatusCode::OK, "{found}");
    found
}

pub(crate) async fn set(house: &House, by: &mut Client, people: &[&str]) {
    let (status, answer) = by.send(house, Method::PUT, "/duty", json!({ "people": people })).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
}

async fn settings(house: &House, by: &mut Client, wanted: Value) -> (StatusCode, Value) {
    by.send(house, Method::PUT, "/duty/settings", wanted).await
}

/// The one alarm that is open.
async fn alarm(house: &House, by: &mut Client) -> Value {
    let found = duty(house, by).await;
    let alarms = found["alarms"].as_array().expect("a list");
    assert_eq!(alarms.len(), 1, "{found}");
    alarms[0].clone()
}

async fn acknowledge(house: &House, by: &mut Client, alarm: &Value) -> (StatusCode, Value) {
    let id: Id<kinds::Alarm> = alarm["id"].as_str().expect("an id").parse().expect("an id");
    by.post(house, &format!("/alarms/{id}/acknowledge"), Value::Null).await
}

/// A mail server that this server's mail goes through.
pub(crate) async fn mailed(house: &House, admin: &mut Client) -> MailServer {
    let server = MailServer::start(Security::Tls, None);
    let (status, answer) = admin.send(house, Method::PUT, "/mail", server.settings()).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
    server
}

/// To whom mails went, in the alphabet's order.
pub(crate) fn rung(server: &MailServer) -> Vec<String> {
    let mut to: Vec<String> = server.take().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    to
}
