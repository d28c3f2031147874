//! chromedriver as a process, and the commands that its client library does not know.

use std::path::Path;
use std::time::Duration;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::place::{free_port, program};
use crate::program::Program;

/// Starts chromedriver on a free port; its address comes with it.
pub(super) fn start() -> (Program, String) {
    let absent = "chromedriver is absent: run `cargo xtask tools`, or install Chromium's driver";
    let path = program("chromedriver", &[]).unwrap_or_else(|| panic!("{absent}"));
    let port = free_port();
    let mut driver = Program::start(path, [format!("--port={port}")]);
    driver.line(Duration::from_secs(20), "started successfully");
    (driver, format!("http://127.0.0.1:{port}"))
}

/// No window, no first-run pages, no talk with anybody but the tested server. Self-made certificates are taken.
pub(super) fn capabilities(profile: &Path, language: &str) -> Capabilities {
    let mut words: Vec<String> = [
        "--headless=new",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-sync",
        "--no-first-run",
        "--ignore-certificate-errors",
        "--hide-scrollbars",
        "--window-size=1280,900",
    ]
    .map(str::to_owned)
    .into();
    words.push(format!("--user-data-dir={}", profile.display()));
    words.push(format!("--lang={language}"));
    if rustix::process::geteuid().is_root() {
        words.push("--no-sandbox".to_owned());
    }
    let options = json!({"args": words, "prefs": {"intl.accept_languages": language}});
    let wishes = [("goog:chromeOptions", options), ("acceptInsecureCerts", json!(true))];
    wishes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A command at an address below the session's.
#[derive(Debug)]
pub(super) struct Endpoint {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl Endpoint {
    pub(super) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { method: Method::POST, path: path.into(), body: Some(body) }
    }

    pub(super) fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None }
    }

    pub(super) fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, path: path.into(), body: None }
    }
}

impl WebDriverCompatibleCommand for Endpoint {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}
