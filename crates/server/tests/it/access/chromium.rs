//! Passkeys in a real Chromium, whose authenticator needs no hand.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::http::{MARTA, PASSWORD, founded};
use crate::house::{House, on_sqlite_with};

/// Serves a house with somebody in it on a port of its own, and opens a browser.
#[expect(clippy::needless_pass_by_value, reason = "reads as a closure at the caller")]
fn in_a_browser(test: impl AsyncFn(&House, &Browser, &str)) {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        founded(&house).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        test(&house, &Browser::start().await, &format!("http://localhost:{}", place.port())).await;
    });
}

async fn sign_in(browser: &Browser, address: &str) {
    browser.goto(&format!("{address}/sign-in?back=/account")).await;
    browser.fill("E-mail address", MARTA).await;
    browser.fill("Password", PASSWORD).await;
    browser.press("Sign in").await;
}

async fn sign_out(browser: &Browser) {
    browser.client().delete_all_cookies().await.expect("an answer");
}

#[test]
fn a_passkey_is_added_signs_in_alone_and_as_the_second_step_and_confirms() {
    in_a_browser(alone_and_as_second_step);
}

async fn alone_and_as_second_step(house: &House, browser: &Browser, address: &str) {
    let device = browser.add_authenticator().await;
    sign_in(browser, address).await;
    browser.sees("Add a second factor").await;
    browser.press("Add a passkey").await;
    browser.sees("These codes are shown this once.").await;
    assert_eq!(browser.credentials(&device).await.len(), 1);
    browser.press("I have kept them").await;
    browser.sees("10 codes are left").await;

    sign_out(browser).await;
    browser.goto(&format!("{address}/sign-in?back=/account")).await;
    browser.press("Use a passkey").await;
    browser.sees("10 codes are left").await;

    sign_out(browser).await;
    sign_in(browser, address).await;
    browser.sees("Confirm that it is you").await;
    browser.press("Use a passkey").await;
    browser.sees("10 codes are left").await;

    house.stage.pass(16 * 60);
    browser.press("Make new codes").await;
    browser.sees("Confirm that it is you").await;
    browser.press("Use a passkey").await;
    browser.press("Make new codes").await;
    browser.sees("These codes are shown this once.").await;

    sign_out(browser).await;
    browser.verify_user(&device, false).await;
    browser.goto(&format!("{address}/sign-in?back=/account")).await;
    browser.press("Use a passkey").await;
    browser.sees("The passkey was not accepted.").await;
}

#[test]
fn by_another_address_the_page_says_where_passkeys_work() {
    in_a_browser(by_number);
}

async fn by_number(_: &House, browser: &Browser, address: &str) {
    browser.goto(&format!("{}/sign-in", address.replace("localhost", "127.0.0.1"))).await;
    browser.sees("Passkeys of this server work at this address only:").await;
    assert!(!browser.text().await.contains("Use a passkey"));
    browser.press(address).await;
    browser.sees("Use a passkey").await;
}
