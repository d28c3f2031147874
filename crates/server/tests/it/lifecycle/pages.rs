//! The pages in a real Chromium: narrow and wide, light and dark, without anything that sticks out.

use std::net::TcpListener;

use axum::http::Method;
use serde_json::json;
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::{day, devices, promised, sold};
use crate::access::http::{MARTA, PASSWORD, founded};
use crate::house::on_sqlite_with;
use crate::looks;
use crate::triage::world::on_top;

#[test]
fn the_lifecycle_and_the_public_page_are_seen_on_narrow_and_wide_pages() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let mut admin = founded(&house).await;
        let (product, _) = sold(&house, &mut admin, 200).await;
        promised(&house, &mut admin, &product, "", &day(&house, 6 * 366)).await;
        promised(&house, &mut admin, &product, &day(&house, -10), &day(&house, 7 * 366)).await;
        devices(&house, &product, &["A", "B"]).await;
        let page = json!({"published": true, "slug": "gateway", "gtin": "4006381333931", "languages": "en de"});
        on_top(&house, &admin, Method::PUT, &format!("/products/{product}/page"), "\"0\"", page).await;
        let doors = house.doors(&[Door::Staff, Door::Public]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/p/gateway")).await;
        browser.sees("Security support").await;
        looks::at(&browser, "lifecycle", 380, "public").await;
        browser.goto(&format!("{address}/sign-in?back=/products/{product}/lifecycle")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("What is left to do").await;
        looks::at(&browser, "lifecycle", 380, "lifecycle").await;
        browser.goto(&format!("{address}/hand-over")).await;
        browser.sees("Where keys are").await;
        looks::at(&browser, "lifecycle", 380, "hand-over").await;
    });
}
