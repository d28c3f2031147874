//! A browser without a script: it keeps cookies, sends forms and says from which page.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use steadfast_server::doors::Door;
use steadfast_server::web::urls::encoded;
use tower::ServiceExt as _;

use super::http::Client;
use crate::house::House;

/// A browser with its cookies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Browser {
    pub(super) jar: Client,
    /// The page that it shows.
    at: String,
    language: &'static str,
}

/// What it was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) place: Option<String>,
    pub(crate) text: String,
}

impl Answer {
    /// Whether the page says so.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The page says so.
    #[track_caller]
    pub(crate) fn shows(&self, words: &str) {
        assert!(self.says(words), "{words:?} is not in {}", self.main());
    }

    /// The page does not say so.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) {
        assert!(!self.says(words), "{words:?} is in {}", self.main());
    }

    /// What stands beside menu and bar, for whoever reads a failure.
    fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&*self.text, |(_, main)| main)
    }

    /// Where it leads, after a form.
    pub(crate) fn leads(&self) -> (u16, &str) {
        (self.status.as_u16(), self.place.as_deref().unwrap_or_default())
    }

    /// A text on the page from `before` to the next quotation mark or tag.
    pub(crate) fn after(&self, before: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(before)?;
        rest.split(['"', '<']).next().map(str::to_owned)
    }
}

impl Browser {
    /// The browser in which somebody signed in.
    pub(crate) fn of(client: &Client) -> Self {
        Self { jar: client.clone(), at: String::new(), language: "en" }
    }

    /// The same, for somebody who reads another language.
    pub(crate) fn reading(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// Its cookies.
    pub(crate) fn jar(&self) -> Client {
        self.jar.clone()
    }

    pub(crate) async fn get(&mut self, house: &House, path: &str) -> Answer {
        let answer = self.ask(house, Request::get(path), String::new()).await;
        if answer.status == StatusCode::OK {
            path.clone_into(&mut self.at);
        }
        answer
    }

    /// Sends a form of the page that it shows.
    pub(crate) async fn post(&mut self, house: &House, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.ask(house, Request::post(path).header(header::CONTENT_TYPE, kind), pairs.join("&")).await
    }

    async fn ask(&mut self, house: &House, request: axum::http::request::Builder, body: String) -> Answer {
        let cookies: Vec<String> = self.jar.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request
            .header(header::ACCEPT, "text/html,*/*")
            .header(header::ACCEPT_LANGUAGE, if self.language.is_empty() { "en" } else { self.language })
            .header(header::HOST, "localhost")
            .header(header::REFERER, format!("http://localhost{}", self.at))
            .header(header::COOKIE, cookies.join("; "));
        let request = request.body(Body::from(body)).expect("a request");
        let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            self.jar.keep(cookie.to_str().expect("ASCII"));
        }
        let place = answer.headers().get(header::LOCATION).map(|place| place.to_str().expect("ASCII").to_owned());
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 22).await.expect("a body");
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        assert!(!text.contains('⟦'), "a text is missing: {}", text.split('⟦').nth(1).unwrap_or_default());
        Answer { status, place, text }
    }
}
