//! From an alert to a complete early warning in a real Chromium: what is typed and which pages are opened is counted.
//! Pictures are left in the test's own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use crate::access::http::{MARTA, PASSWORD};
use crate::cases::alarmed;
use crate::house::on_sqlite_with;
use crate::looks;

/// What a walk takes.
struct Walk {
    browser: Browser,
    fields: u32,
    pages: Vec<String>,
}

impl Walk {
    async fn type_in(&mut self, field: &str, value: &str) {
        self.browser.fill(field, value).await;
        self.fields += 1;
    }

    /// Counts the page that is open, once.
    async fn opens(&mut self, words: &str) {
        self.browser.sees(words).await;
        let address = self.browser.address().await;
        let page = address.split(['?', '#']).next().expect("an address").to_owned();
        if !self.pages.contains(&page) {
            self.pages.push(page);
        }
    }

    async fn looks(&self, name: &str) {
        looks::at(&self.browser, "notices", 380, name).await;
    }
}

#[test]
fn from_a_signal_to_a_complete_early_warning_it_takes_few_fields_three_pages_and_no_other_place() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let (_, _, alert) = alarmed(&house).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back=/monitoring/alerts/{alert}")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        let mut walk = Walk { browser, fields: 0, pages: Vec::new() };
        walk.opens("Make it a case").await;
        walk.browser.press("Make it a case").await;
        walk.opens("with what is known filled in").await;
        walk.type_in("To be reported", "true").await;
        walk.type_in("Vulnerability", "true").await;
        walk.type_in("Why", "Three devices call a server that nobody declared.").await;
        walk.browser.press("Decide").await;
        walk.opens("Decided, and on record").await;
        walk.looks("case").await;
        walk.browser.press("Draft: Early warning").await;
        walk.opens("What is missing").await;
        walk.looks("gaps").await;
        walk.type_in("Affected versions", "4.0 to 4.2").await;
        let counted =
            walk.browser.script("return document.querySelector('[data-counter=type-product_version]').textContent");
        assert_eq!(counted.await, "10 / 255", "it counts while one types");
        walk.browser.script("document.querySelector('#product_version button[value=keep]').click()").await;
        walk.opens("complete by form and law").await;
        assert!(walk.fields <= 8 && walk.pages.len() <= 3, "{} fields, {:?}", walk.fields, walk.pages);
        walk.looks("complete").await;
        hands_in(&walk).await;
        walk.browser.goto(&format!("{address}/cases/readiness")).await;
        walk.looks("readiness").await;
    });
}

/// Walks the platform's form and notes the receipt.
async fn hands_in(walk: &Walk) {
    walk.browser.script("scrollTo(0, 0)").await;
    walk.browser.press("Paste it into the form").await;
    walk.browser.sees("Note what was handed in").await;
    let copying = "return document.querySelectorAll('ol.notice-walk button[data-copy]:not([hidden])').length";
    let values = "return document.querySelectorAll('ol.notice-walk pre').length";
    let (buttons, values) = (walk.browser.script(copying).await, walk.browser.script(values).await);
    assert!(values.as_u64().is_some_and(|values| values >= 7), "{values} values");
    assert_eq!(buttons, values, "one button for each value");
    walk.looks("paste").await;
    walk.browser.fill("Number that the platform gave", "SRP-2026-7").await;
    walk.browser.press("Note the receipt").await;
    walk.browser.sees("The clock of this stage stands.").await;
    walk.browser.sees("SRP-2026-7").await;
    walk.looks("receipts").await;
}
