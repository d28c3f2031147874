//! The pages in a real Chromium, the world's and those of staff: narrow and wide, light and dark.

use std::net::TcpListener;

use serde_json::json;
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::pages::{begun, kept, opened};
use super::{decided, drafted, edited, pages, product, published};
use crate::access::http::{MARTA, PASSWORD};
use crate::house::on_sqlite_with;
use crate::looks;

#[test]
fn anybody_reads_what_to_do_on_the_page_of_a_product() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let mut client = decided(&house).await;
        let doors = house.doors(&[Door::Public]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        browser.goto(&format!("http://localhost:{}/p/{}/security", place.port(), product())).await;
        browser.sees("No advisory has been published").await;
        looks::at(&browser, "advisories", 380, "none").await;
        for (number, words) in
            ["Data of the device can be read over the network.", "It was about another product."].iter().enumerate()
        {
            let path = drafted(&house, &mut client).await;
            edited(&house, &mut client, &path, |content| {
                content["summary"] = json!({"en": words});
                content["flaws"][0]["exploited"] = if number == 0 { json!("CISA KEV") } else { json!(null) };
                content["withdrawn"] = if number == 1 { json!(words) } else { json!("") };
            })
            .await;
            let (status, answer) = published(&house, &mut client, &path, "First version").await;
            assert_eq!(status.as_u16(), 200, "{answer}");
        }
        browser.goto(&format!("http://localhost:{}/p/{}/security", place.port(), product())).await;
        browser.sees("Data of the device can be read").await;
        looks::at(&browser, "advisories", 380, "two").await;
    });
}

#[test]
fn staff_write_an_advisory_from_a_case_and_see_what_forbids_it_on_narrow_and_wide_pages() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let client = decided(&house).await;
        let mut staff = crate::access::browser::Browser::of(&client);
        let case = opened(&house, &mut staff).await;
        let advisory = begun(&house, &mut staff, &case).await;
        let wrong = [("title-en", ""), ("flaw-0-cwe", "CWE-99999")];
        kept(&house, &mut staff, &advisory, &wrong).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back={advisory}")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("findings forbid to publish it").await;
        looks::at(&browser, "advisories", 380, "blocked").await;
        kept(&house, &mut staff, &advisory, &[]).await;
        browser.goto(&format!("{address}{advisory}")).await;
        browser.sees("it may be published").await;
        looks::at(&browser, "advisories", 380, "draft").await;
        browser.goto(&format!("{address}{advisory}/preview")).await;
        browser.sees("only you see this page").await;
        looks::at(&browser, "advisories", 380, "preview").await;
        pages::published(&house, &mut staff, &advisory, "First version").await;
        for (page, words, name) in [
            (case.as_str(), "everybody (TLP:WHITE)", "case"),
            ("/own-advisories", "Gateway: data can be read", "list"),
            ("/own-advisories/new", "Nothing is published by that", "new"),
            ("/own-advisories/key", "What the world knows it by", "key"),
        ] {
            browser.goto(&format!("{address}{page}")).await;
            browser.sees(words).await;
            looks::at(&browser, "advisories", 380, name).await;
        }
    });
}
