//! What owners see of the events of their unit, in a real Chromium: narrow and wide, light and dark. Pictures are left in the
//! test's own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::logs::ON;
use super::owned::{FRESH, shows, watched};
use crate::house::on_sqlite_with;
use crate::looks;

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "owner", 380, name).await;
}

async fn enter(browser: &Browser, address: &str, code: &str) {
    browser.goto(&format!("{address}/owner")).await;
    browser.fill("Serial number", "SN-1").await;
    browser.fill("Code of the owner", code).await;
    browser.press("Show my device").await;
}

#[test]
fn an_owner_sees_what_is_held_at_any_width() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let (field, mut unit, label) = watched(&house).await;
        let doors = house.doors(&[Door::Public]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        enter(&browser, &address, &label).await;
        browser.sees("For this a fresh code is needed").await;
        looked_at(&browser, "label").await;
        shows(&house, &field, &mut unit, FRESH, Some(ON)).await;
        enter(&browser, &address, FRESH).await;
        browser.sees("What was concluded from it").await;
        looked_at(&browser, "fresh").await;
        browser.press("Show these events").await;
        browser.sees("Back to the device").await;
        looked_at(&browser, "events").await;
        browser.press("Back to the device").await;
        browser.press("Take nothing more").await;
        browser.sees("Sharing is still on at your device").await;
        looked_at(&browser, "refused").await;
    });
}
