//! The pages in a real Chromium: narrow and wide, light and dark, without anything that sticks out. Pictures are left in
//! the test's own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_server::rollout::report::Report;
use steadfast_testkit::browser::Browser;

use super::pages::{begun, running, unit};
use super::world::{CODE, polls, runs, says, update};
use crate::access::http::{MARTA, PASSWORD};
use crate::house::{House, on_sqlite_with};
use crate::looks;

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "rollout", 360, name).await;
}

#[test]
fn staff_and_owners_see_a_distribution_at_any_width() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let path = lived(&house).await;
        let doors = house.doors(&[Door::Staff, Door::Public]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        owners(&browser, &address).await;
        staff(&house, &browser, &address, &path).await;
    });
}

/// A distribution to twelve devices with everything that can become of one.
async fn lived(house: &House) -> String {
    let (_, mut browser) = begun(house, 12).await;
    let path = running(house, &mut browser).await;
    house.stage.pass(3 * 3600);
    for number in 1..=9 {
        polls(house, number).await;
    }
    for number in 1..=5 {
        says(house, number, Report::Installed(String::new())).await;
        runs(house, number, "2.0").await;
    }
    says(house, 6, Report::Failed("The boot partition has no room left".to_owned())).await;
    says(house, 7, Report::Installed("done".to_owned())).await;
    says(house, 8, Report::Running("40 %".to_owned())).await;
    path
}

async fn owners(browser: &Browser, address: &str) {
    browser.goto(&format!("{address}/owner")).await;
    looked_at(browser, "owner-enter").await;
    browser.fill("Serial number", "SN-9").await;
    browser.fill("Code of the owner", &format!("{CODE}9")).await;
    browser.press("Show my device").await;
    browser.sees("as soon as the device asks for updates next").await;
    looked_at(browser, "owner-device").await;
    browser.press("Refuse this update").await;
    browser.sees("You refused this update").await;
    looked_at(browser, "owner-refused").await;
}

async fn staff(house: &House, browser: &Browser, address: &str, path: &str) {
    browser.goto(&format!("{address}/sign-in?back={path}")).await;
    browser.fill("E-mail address", MARTA).await;
    browser.fill("Password", PASSWORD).await;
    browser.press("Sign in").await;
    browser.sees("The boot partition has no room left").await;
    looked_at(browser, "one").await;
    let unit = unit(house, 9).await;
    let release = update();
    let pages = [
        ("list", "/rollouts".to_owned()),
        ("new", format!("/releases/{release}/rollouts/new")),
        ("reach", format!("/releases/{release}/reach")),
        ("device", format!("/fleet/{unit}")),
        ("health", "/health".to_owned()),
    ];
    for (name, page) in pages {
        browser.goto(&format!("{address}{page}")).await;
        looked_at(browser, name).await;
    }
}
