//! The pages in a real Chromium: narrow and wide, light and dark, without anything that sticks out. Pictures are left in
//! the test's own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::events::lived;
use super::world::World;
use super::would_have::remembered;
use crate::access::http::{MARTA, PASSWORD};
use crate::house::on_sqlite_with;
use crate::looks;

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "monitoring", 375, name).await;
}

#[test]
fn staff_see_alerts_and_what_they_rest_on_at_any_width() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let world = World::new(&house, 40).await;
        World::say(&house, 1..=25, true).await;
        World::say(&house, 26..=31, false).await;
        let events = lived(&house).await;
        remembered(&house, &world).await;
        let few = world.alert(&house, 7, &[1, 2, 3]).await;
        world.alert(&house, 99, &(4..=25).collect::<Vec<_>>()).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back=/monitoring")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("25 of 40 devices share events").await;
        looked_at(&browser, "overview").await;
        let alert = format!("/monitoring/alerts/{few}");
        let pages = [
            ("today", "/".to_owned()),
            ("alerts", "/monitoring/alerts".to_owned()),
            ("alert", alert.clone()),
            ("detectors", "/monitoring/detectors".to_owned()),
            ("would-have", "/monitoring/detectors?alerts-a-month=300".to_owned()),
            ("events", events.clone()),
            ("device", events.replace("/events", "")),
        ];
        for (name, page) in pages {
            browser.goto(&format!("{address}{page}")).await;
            looked_at(&browser, name).await;
        }
        browser.goto(&format!("{address}{alert}")).await;
        browser.fill("Expected", "true").await;
        browser.fill("Why", "It is our own mirror since Monday.").await;
        browser.press("Answer").await;
        browser.sees("The alert is over").await;
        looked_at(&browser, "answered").await;
    });
}
