//! The pages in a real Chromium: narrow and wide, light and dark, without anything that sticks out. Pictures are left in
//! the test's own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::alarmed;
use crate::access::http::{MARTA, PASSWORD};
use crate::house::on_sqlite_with;
use crate::looks;

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "cases", 380, name).await;
}

#[test]
fn one_person_makes_an_alert_a_case_and_decides_by_the_pages_alone() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let (world, _, alert) = alarmed(&house).await;
        world.alert(&house, 9, &[3, 4]).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back=/monitoring/alerts/{alert}")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("Make it a case").await;
        looked_at(&browser, "alert").await;
        browser.press("Make it a case").await;
        browser.sees("with what is known filled in").await;
        house.stage.pass(3 * 3600);
        browser.goto(&format!("{address}/cases")).await;
        looked_at(&browser, "cases").await;
        browser.goto(&format!("{address}/")).await;
        browser.sees("Assess case #1").await;
        looked_at(&browser, "today").await;
        browser.press("Go there").await;
        browser.sees("Regular calls: Gateway").await;
        looked_at(&browser, "case").await;
        browser.fill("To be reported", "true").await;
        browser.fill("Why", "Three devices call a server that nobody declared.").await;
        browser.press("Decide").await;
        browser.sees("Decided, and on record").await;
        looked_at(&browser, "decided").await;
        browser.goto(&format!("{address}/cases/new")).await;
        looked_at(&browser, "new").await;
    });
}
