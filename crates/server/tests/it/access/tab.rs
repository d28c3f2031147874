//! A browser's tab without a script: pages and forms through every layer of the router.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use steadfast_server::doors::{Door, router};
use tower::ServiceExt as _;

use super::http::Client;
use crate::house::House;

/// A tab of a browser that has these cookies.
#[derive(Clone, Debug, Default)]
pub(super) struct Tab {
    pub(super) client: Client,
    /// The page that is shown, from where a form is sent.
    at: String,
}

/// What the server answered.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) status: StatusCode,
    /// Where it sends the browser.
    pub(super) place: String,
    pub(super) text: String,
}

impl Shown {
    pub(super) fn leads(&self) -> (StatusCode, &str) {
        (self.status, &self.place)
    }

    /// What stands between two texts, the first time.
    pub(super) fn between(&self, before: &str, after: &str) -> &str {
        let rest = self.text.split_once(before).unwrap_or_else(|| panic!("no {before:?} in {}", self.text)).1;
        rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} behind {before:?}")).0
    }

    #[track_caller]
    pub(super) fn says(&self, words: &str) {
        assert!(self.text.contains(words), "{words:?} is not in {}", self.main());
    }

    #[track_caller]
    pub(super) fn says_not(&self, words: &str) {
        assert!(!self.text.contains(words), "{words:?} is in {}", self.main());
    }

    /// What stands beside menu and bar, for whoever reads a failure.
    fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&*self.text, |(_, main)| main)
    }
}

impl Tab {
    pub(super) fn of(client: Client) -> Self {
        Self { client, at: String::new() }
    }

    /// Opens a page.
    pub(super) async fn open(&mut self, house: &House, path: &str) -> Shown {
        path.clone_into(&mut self.at);
        self.ask(house, Request::get(path), Body::empty()).await
    }

    /// Sends a form of the page that is shown.
    pub(super) async fn send(&mut self, house: &House, path: &str, fields: &[(&str, &str)]) -> Shown {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(house, request, Body::from(pairs.join("&"))).await
    }

    async fn ask(&mut self, house: &House, request: axum::http::request::Builder, body: Body) -> Shown {
        let cookies: Vec<String> = self.client.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::HOST, "localhost:8470")
            .header(header::ACCEPT, "text/html")
            .header(header::REFERER, format!("http://localhost:8470{}", self.at))
            .header(header::COOKIE, cookies.join("; "));
        let request = request.body(body).expect("a request");
        let answer = router(&Arc::clone(&house.app), &[Door::Staff]).oneshot(request).await.expect("an answer");
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            self.client.keep(cookie.to_str().expect("ASCII"));
        }
        let place =
            answer.headers().get(header::LOCATION).map_or("", |place| place.to_str().expect("ASCII")).to_owned();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        Shown { status, place, text: String::from_utf8(bytes.to_vec()).expect("UTF-8") }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        write!(out, "%{byte:02X}").expect("a string takes everything");
        out
    })
}
