//! A browser or a program at the staff door, without a socket: requests go through every layer of the router.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use steadfast_store::{Id, StoreError, kinds};
use tower::ServiceExt as _;

use crate::house::House;

/// An address and a password that is good enough.
pub(crate) const MARTA: &str = "marta@lumen.example";
pub(crate) const PASSWORD: &str = "walnut gravel mosaic tepid";

/// A browser with its cookies, or a program with its token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    pub(crate) cookies: std::collections::BTreeMap<String, String>,
    pub(crate) token: Option<String>,
}

impl Client {
    /// Sends JSON and reads JSON.
    pub(crate) async fn send(&mut self, house: &House, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let sent = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = request.header(header::CONTENT_TYPE, "application/json").body(sent).expect("a request");
        let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("ASCII"));
        }
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    pub(crate) fn keep(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').expect("a cookie");
        let value = rest.split(';').next().expect("a value");
        if value.is_empty() {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    pub(crate) async fn get(&mut self, house: &House, path: &str) -> (StatusCode, Value) {
        self.send(house, Method::GET, path, Value::Null).await
    }

    pub(crate) async fn post(&mut self, house: &House, path: &str, body: Value) -> (StatusCode, Value) {
        self.send(house, Method::POST, path, body).await
    }

    pub(crate) async fn sign_in(&mut self, house: &House, email: &str, password: &str) -> (StatusCode, Value) {
        self.post(house, "/sign-in", json!({"email": email, "password": password})).await
    }
}

/// The first person, signed in.
pub(crate) async fn founded(house: &House) -> Client {
    let link = steadfast_server::access::setup::link(&house.app).await.expect("made").expect("nobody is there yet");
    let code = link.rsplit('/').next().expect("a code");
    let mut client = Client::default();
    let first = json!({"organisation": "Lumen Werke", "name": "Marta", "email": MARTA, "password": PASSWORD});
    let (status, answer) = client.post(house, &format!("/setup/{code}"), first.clone()).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let (again, _) = Client::default().post(house, &format!("/setup/{code}"), first).await;
    assert_eq!(again, StatusCode::GONE);
    client
}

/// Invites somebody with a role; their browser, and their id.
pub(crate) async fn joined(house: &House, by: &mut Client, name: &str, role: &str) -> (Client, String) {
    let guest = json!({"name": name, "email": format!("{name}@lumen.example"), "role": role});
    let (status, link) = by.post(house, "/invitations", guest).await;
    assert_eq!(status, StatusCode::CREATED, "{link}");
    let code = link["address"].as_str().and_then(|address| address.rsplit('/').next()).expect("a code").to_owned();
    let mut client = Client::default();
    let account = json!({"name": name, "password": "quartz ladder hummingbird soup"});
    let (status, answer) = client.post(house, &format!("/invitation/{code}"), account).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let (_, me) = client.get(house, "/me").await;
    (client, me["id"].as_str().expect("an id").to_owned())
}

/// The kinds of all records so far, in the alphabet's order: ids of one instant are in none.
pub(crate) async fn kinds_recorded(house: &House) -> Vec<String> {
    let found = house.app.store.read::<_, StoreError, _>(|tx| {
        tx.record_list(&steadfast_store::RecordFilter::default(), None::<Id<kinds::Record>>, 200)
    });
    let mut kinds: Vec<String> = found.await.expect("read").into_iter().map(|record| record.kind).collect();
    kinds.sort();
    kinds
}
