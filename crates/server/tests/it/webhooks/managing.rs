//! Who may do what with webhooks, and how a change is made.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use tower::ServiceExt as _;

use super::receiver::Receiver;
use super::{hooked, webhook};
use crate::access::http::{Client, founded, joined, kinds_recorded};
use crate::house::{House, on_both};

struct Answer {
    status: StatusCode,
    tag: Option<String>,
    body: Value,
}

async fn ask(house: &House, by: &Client, method: Method, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request =
        Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::COOKIE, cookies.join("; "));
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let answer = house.doors(&[Door::Staff]).oneshot(request.body(body).expect("a request")).await.expect("an answer");
    let tag = answer.headers().get(header::ETAG).map(|tag| tag.to_str().expect("ASCII").to_owned());
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    Answer { status, tag, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
}

#[test]
fn a_change_is_made_on_top_of_what_was_read() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &[]).await;
        let path = format!("/webhooks/{id}");
        let read = ask(house, &admin, Method::GET, &path, &[], Value::Null).await;
        let tag = read.tag.expect("a tag");
        let unchanged = ask(house, &admin, Method::GET, &path, &[("if-none-match", &tag)], Value::Null).await;
        assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
        let change = json!({"name": "Chat", "kinds": ["signed-in", "signed-in", "approved"]});
        let blind = ask(house, &admin, Method::PATCH, &path, &[], change.clone()).await;
        assert_eq!(
            (blind.status, &blind.body["type"]),
            (StatusCode::PRECONDITION_REQUIRED, &"precondition-required".into())
        );
        let done = ask(house, &admin, Method::PATCH, &path, &[("if-match", &tag)], change.clone()).await;
        assert_eq!((done.status, done.tag.as_deref()), (StatusCode::NO_CONTENT, Some("\"2\"")), "{}", done.body);
        let late = ask(house, &admin, Method::PATCH, &path, &[("if-match", &tag)], change).await;
        assert_eq!((late.status, &late.body["type"]), (StatusCode::PRECONDITION_FAILED, &"changed-meanwhile".into()));
        let found = webhook(house, &mut admin, &id).await;
        assert_eq!((&found["name"], &found["kinds"]), (&"Chat".into(), &json!(["approved", "signed-in"])));
        assert_eq!(found["url"], receiver.url("/hook"), "what was left out stays");
        let next = ask(house, &admin, Method::PATCH, &path, &[("if-match", "\"2\"")], json!({"name": "Talk"})).await;
        assert_eq!(next.status, StatusCode::NO_CONTENT);
    });
}

#[test]
fn what_is_not_taken_is_said_at_its_field() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (name, url) = ("Chat", "https://hooks.example/in");
        for (body, field) in [
            (json!({"name": "", "url": url}), "name"),
            (json!({"name": "x".repeat(101), "url": url}), "name"),
            (json!({"name": name, "url": "http://hooks.example/in"}), "url"),
            (json!({"name": name, "url": "https://10.0.0.1/in"}), "url"),
            (json!({"name": name, "url": url, "kinds": ["No Kind"]}), "kinds"),
        ] {
            let (status, problem) = admin.post(house, "/webhooks", body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        }
        let (_, page) = admin.get(house, "/webhooks").await;
        assert_eq!(page["items"], json!([]));
    });
}

#[test]
fn a_secret_is_shown_once_and_addresses_stay_out_of_the_ledger() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, secret) = hooked(house, &mut admin, &receiver, &[]).await;
        for path in ["/webhooks".to_owned(), format!("/webhooks/{id}")] {
            let (_, shown) = admin.get(house, &path).await;
            assert!(!shown.to_string().contains(&secret["whsec_".len()..]));
        }
        let (_, records) = admin.get(house, "/records?kind=webhook-made").await;
        assert_eq!(records["items"][0]["facts"], json!({"kinds": [], "state": "on"}));
        let (status, _) = admin.send(house, Method::DELETE, &format!("/webhooks/{id}"), Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let (status, _) = admin.get(house, &format!("/webhooks/{id}/deliveries")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(kinds_recorded(house).await.contains(&"webhook-removed".to_owned()));
    });
}

#[test]
fn only_admins_change_webhooks_and_only_some_roles_read_them() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &[]).await;
        let (mut security, _) = joined(house, &mut admin, "sam", "security").await;
        let (mut viewer, _) = joined(house, &mut admin, "vera", "viewer").await;
        let posts = ["secret", "enable", "disable", "test", "deliveries/dlv_00000000000070008000000000000000/retry"];
        for client in [&mut security, &mut viewer] {
            let new = json!({"name": "mine", "url": "https://hooks.example/"});
            assert_eq!(client.post(house, "/webhooks", new).await.0, StatusCode::FORBIDDEN);
            for post in posts {
                let (status, answer) = client.post(house, &format!("/webhooks/{id}/{post}"), Value::Null).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{post}: {answer}");
            }
            let removed = client.send(house, Method::DELETE, &format!("/webhooks/{id}"), Value::Null).await;
            assert_eq!(removed.0, StatusCode::FORBIDDEN);
        }
        for path in ["/webhooks".to_owned(), format!("/webhooks/{id}"), format!("/webhooks/{id}/deliveries")] {
            assert_eq!(security.get(house, &path).await.0, StatusCode::OK);
            assert_eq!(viewer.get(house, &path).await.0, StatusCode::FORBIDDEN);
            assert_eq!(Client::default().get(house, &path).await.0, StatusCode::UNAUTHORIZED);
        }
        let scopes = json!({"name": "reader", "scopes": ["webhook.read"], "expires": "2027-06-01T00:00:00Z"});
        let (_, made) = admin.post(house, "/tokens", scopes).await;
        let token = made["token"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        let mut program = Client { token: Some(token), ..Client::default() };
        assert_eq!(program.get(house, "/webhooks").await.0, StatusCode::OK);
        assert_eq!(program.post(house, &format!("/webhooks/{id}/disable"), Value::Null).await.0, StatusCode::FORBIDDEN);
    });
}
