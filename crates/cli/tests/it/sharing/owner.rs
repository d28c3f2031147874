//! Whoever bought the unit, and whoever would like to have it, in browsers.

use steadfast_testkit::browser::Browser;

use super::unit::Unit;

const PASSWORD: &str = "korrekt pferd batterie";

/// The owner in front of a browser.
pub(crate) struct Owner(Browser);

impl Owner {
    /// Sets the unit up with everything as the form has it.
    pub(crate) async fn of(unit: &Unit) -> Self {
        let browser = Browser::start().await;
        browser.goto(&unit.page("/set-up")).await;
        browser.fill("Set-up code", &unit.code).await;
        browser.press("Continue").await;
        browser.sees("Share security events with Lumen Werke?").await;
        browser.fill("Your name on this device", "anna").await;
        browser.fill("Password", PASSWORD).await;
        browser.fill("The same password again", PASSWORD).await;
        browser.press("Finish set-up").await;
        browser.sees("Your device is ready").await;
        Self(browser)
    }

    pub(crate) async fn log_in(&self, unit: &Unit) {
        try_password(unit, &self.0, PASSWORD).await;
        self.0.sees("Last contact with").await;
    }

    /// A page of the unit says this, sooner or later.
    pub(crate) async fn reads(&self, unit: &Unit, path: &str, text: &str) {
        for _ in 0..120 {
            self.0.goto(&unit.page(path)).await;
            if self.0.text().await.contains(text) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        self.0.sees(text).await;
    }

    /// Presses a button of the page that is open.
    pub(crate) async fn presses(&self, button: &str) {
        self.0.press(button).await;
    }

    /// Asks the unit for a fresh code, and waits until the server heard of it.
    pub(crate) async fn fresh_code(&self, unit: &Unit) -> String {
        self.0.goto(&unit.page("/switches")).await;
        self.0.press("What Lumen Werke holds").await;
        self.0.press("Show a fresh code").await;
        self.reads(unit, "/held", "The server knows the code").await;
        self.0.find(".card strong").await.text().await.expect("a code")
    }

    /// The manufacturer's page for owners, with a code.
    pub(crate) async fn asks_the_maker(&self, address: &str, code: &str) -> &Browser {
        self.0.goto(&format!("{address}/owner")).await;
        self.0.fill("Serial number", "GW-1").await;
        self.0.fill("Code of the owner", code).await;
        self.0.press("Show my device").await;
        &self.0
    }

    /// Turns sharing, `on` or `off`, and waits until the page is there again.
    pub(crate) async fn share(&self, unit: &Unit, to: &str) {
        let button = |to: &str| format!("form:has(input[value=share]) button[value={to}]");
        self.0.goto(&unit.page("/switches")).await;
        self.0.find(&button(to)).await.click().await.expect("a button");
        self.0.find(&button(if to == "on" { "off" } else { "on" })).await;
    }
}

/// A stranger guesses so many times.
pub(crate) async fn guesses(unit: &Unit, times: usize) {
    let stranger = Browser::start().await;
    for guess in 0..times {
        try_password(unit, &stranger, &format!("a wrong guess {guess}")).await;
        stranger.sees("Name, password or code is wrong.").await;
    }
}

async fn try_password(unit: &Unit, browser: &Browser, password: &str) {
    browser.goto(&unit.page("/login")).await;
    browser.fill("Name", "anna").await;
    browser.fill("Password", password).await;
    browser.find("main form button").await.click().await.expect("a button");
}
