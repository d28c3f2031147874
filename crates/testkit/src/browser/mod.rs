//! A real Chromium, driven as a person would: pages by their addresses, fields by their labels, buttons by their texts.

mod driver;
mod keys;
mod page;

use std::path::Path;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::Program;
use driver::Endpoint;
pub use keys::{Authenticator, Credential};

/// How long to wait for something to appear on a page.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A browser with a profile of its own. It ends with this value.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    driver: Program,
    _profile: TempDir,
}

/// What the browser tells pages that its user likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Browser {
    /// A browser without a window, English, 1280 × 900.
    ///
    /// # Panics
    /// When there is no Chromium or no chromedriver, or they do not start; with words.
    pub async fn start() -> Self {
        Self::start_in("en").await
    }

    /// The same, in another language (`de`).
    ///
    /// # Panics
    /// As [`Browser::start`].
    pub async fn start_in(language: &str) -> Self {
        let profile = tempfile::Builder::new().prefix("steadfast-browser-").tempdir().expect("a temporary folder");
        let (driver, address) = driver::start();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let wishes = driver::capabilities(profile.path(), language);
        let connected = builder.capabilities(wishes).connect(&address).await;
        let client = connected.unwrap_or_else(|error| panic!("Chromium does not start: {error}\n{}", driver.log()));
        Self { client, driver, _profile: profile }
    }

    /// The driver's own handle, for what is not here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Makes the page's area this large.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Which colours the user likes, as the page sees it (`prefers-color-scheme`).
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn prefer(&self, scheme: Scheme) {
        let value = if scheme == Scheme::Dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": value}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Switches scripts of pages off or on. It holds for pages loaded from then on.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn allow_scripts(&self, allowed: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({"value": !allowed})).await;
    }

    /// Writes what is to be seen to a PNG file, the page's whole height.
    ///
    /// # Panics
    /// When it cannot be taken or written.
    pub async fn screenshot(&self, path: impl AsRef<Path>) {
        let wish = json!({"format": "png", "captureBeyondViewport": true});
        let taken = self.devtools("Page.captureScreenshot", wish).await;
        let picture = BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture")).expect("base64");
        let path = path.as_ref();
        path.parent().map_or(Ok(()), std::fs::create_dir_all).expect("a folder for pictures");
        std::fs::write(path, picture).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Sends a command of the browser's own protocol (DevTools), and returns its result.
    ///
    /// # Panics
    /// When the browser refuses it.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({"cmd": command, "params": parameters});
        self.tell(Endpoint::post("goog/cdp/execute", body)).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    async fn tell(&self, endpoint: Endpoint) -> Result<Value, CmdError> {
        self.client.issue_cmd(endpoint).await
    }

    /// What the driver wrote, when a test has to be understood.
    pub fn log(&self) -> String {
        self.driver.log()
    }
}
