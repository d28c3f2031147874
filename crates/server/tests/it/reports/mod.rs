//! Reports of finders: their own door, without an account, and what staff do with them.

mod chromium;
mod finders;
mod hostile;
mod quiet;
mod staff;
mod told;
mod upstream;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use steadfast_server::doors::Door;
use steadfast_server::web::urls::encoded;
use tower::ServiceExt as _;

use crate::access::browser::Browser;
use crate::access::http::{Client, MARTA, PASSWORD};
use crate::catalogue::multipart;
use crate::house::House;

/// What the public door answered.
struct Page {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Page {
    #[track_caller]
    fn shows(&self, words: &str) {
        assert!(self.text.contains(words), "{words:?} is not in {}", self.main());
    }

    #[track_caller]
    fn hides(&self, words: &str) {
        assert!(!self.text.contains(words), "{words:?} is in {}", self.main());
    }

    fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&*self.text, |(_, main)| main)
    }

    /// What stands in the page between `before` and the next quotation mark.
    fn after(&self, before: &str) -> String {
        let (_, rest) = self.text.split_once(before).unwrap_or_else(|| panic!("{before:?} is not in {}", self.main()));
        rest.split('"').next().expect("its end").to_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

async fn asked(house: &House, request: Request<Body>) -> Page {
    let answer = house.doors(&[Door::Public]).oneshot(request).await.expect("an answer");
    let (parts, body) = answer.into_parts();
    let bytes: Bytes = to_bytes(body, 64 << 20).await.expect("a body");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(!text.contains('⟦'), "a text is missing: {}", text.split('⟦').nth(1).unwrap_or_default());
    assert!(
        parts.headers.get(header::SET_COOKIE).is_none_or(|cookie| cookie.as_bytes().starts_with(b"steadfast-done"))
    );
    Page { status: parts.status, headers: parts.headers, text }
}

async fn get(house: &House, path: &str) -> Page {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty());
    asked(house, request.expect("a request")).await
}

async fn post(house: &House, path: &str, fields: &[(&str, &str)]) -> Page {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html")
        .body(Body::from(pairs.join("&")));
    asked(house, request.expect("a request")).await
}

/// A form that was handed out; so many seconds go by.
async fn form(house: &House, seconds: i64) -> String {
    let ticket = get(house, "/report").await.after("name=\"ticket\" value=\"");
    house.stage.pass(seconds);
    ticket
}

/// Sends a form: fields, then files by name.
async fn send(house: &House, ticket: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    send_as(house, "text/html", ticket, fields, files).await
}

async fn send_as(house: &House, accept: &str, ticket: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    let mut parts = vec![("ticket", "", ticket.as_bytes())];
    parts.extend(fields.iter().map(|(name, value)| (*name, "", value.as_bytes())));
    parts.extend(files.iter().map(|(name, content)| ("files", *name, *content)));
    let (kind, body) = multipart(&parts);
    let request = Request::post("/report")
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, accept)
        .header(header::HOST, "psirt.maker.example")
        .body(Body::from(body));
    asked(house, request.expect("a request")).await
}

/// A report that is there; what opens it.
async fn reported(house: &House, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> String {
    let ticket = form(house, 5).await;
    let page = send(house, &ticket, fields, files).await;
    assert_eq!(page.status, StatusCode::CREATED, "{}", page.main());
    page.after("name=\"secret\" value=\"")
}

/// The first person, after a long time.
async fn signed_in(house: &House) -> Browser {
    let mut client = Client::default();
    client.sign_in(house, MARTA, PASSWORD).await;
    Browser::of(&client)
}

/// The id of the report with a number.
async fn id(house: &House, number: i64) -> String {
    let read =
        house.app.store.read::<_, steadfast_store::StoreError, _>(move |tx| tx.report_list(None, Some(number + 1), 1));
    read.await.expect("a database").first().expect("a report").id.to_string()
}
