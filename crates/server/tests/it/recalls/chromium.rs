//! The pages in a real Chromium: narrow and wide, light and dark, without anything that sticks out. Pictures are left in
//! the test's own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::{decided, planned, sold};
use crate::access::http::{MARTA, PASSWORD};
use crate::house::on_sqlite_with;
use crate::looks;
use crate::monitoring::world::write;
use crate::notices;
use crate::triage::world::{GATEWAY, release};

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "recalls", 380, name).await;
}

#[test]
fn the_way_of_a_case_to_its_end_and_a_recall_are_seen_on_narrow_and_wide_pages() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let mut admin = sold(&house).await;
        write(&house, |tx| tx.sample_bill(release(GATEWAY, 3))).await;
        let mut staff = crate::access::browser::Browser::of(&admin);
        let case = notices::drafting::opened(&house, &mut staff).await;
        notices::decided(&house, &mut staff, &case, "vulnerability", "2020-02-03T04:05").await;
        let path = planned(&house, &mut admin).await;
        decided(&house, &mut admin, &path).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back={case}")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("From the flaw to the end").await;
        looked_at(&browser, "case").await;
        browser.press("Firmware 3.0 is the fix").await;
        browser.sees("Named as the fix, and on record").await;
        looked_at(&browser, "case-named").await;
        for (page, words, name) in [
            (path.as_str(), "still in the field with it", "recall"),
            ("/recalls", "Withdrawals and recalls", "recalls"),
            ("/partners", "Shop A", "partners"),
            (&format!("/recalls/new?case={}", case.rsplit('/').next().expect("an id")), "Firmware 1.0", "new"),
        ] {
            browser.goto(&format!("{address}{page}")).await;
            browser.sees(words).await;
            looked_at(&browser, name).await;
        }
    });
}
