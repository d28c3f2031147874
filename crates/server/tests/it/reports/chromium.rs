//! The pages in a real Chromium, without and with an account: narrow and wide, light and dark. Pictures are left in the test's
//! own folder under `target/tmp`.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use crate::access::http::{MARTA, PASSWORD, founded};
use crate::house::on_sqlite_with;
use crate::looks;

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "reports", 380, name).await;
}

#[test]
fn a_finder_reports_and_staff_answer_by_the_pages_alone() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        founded(&house).await;
        let doors = house.doors(&[Door::Staff, Door::Public]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/security/policy")).await;
        browser.sees("What you can expect").await;
        looked_at(&browser, "policy").await;
        browser.goto(&format!("{address}/report")).await;
        looked_at(&browser, "form").await;
        browser.fill("What you found", "The lamp answers anybody on port 23.").await;
        browser.press("Send the report").await;
        browser.sees("That was fast").await;
        looked_at(&browser, "fast").await;
        house.stage.pass(10);
        browser.press("Send the report").await;
        browser.sees("report #1 is here").await;
        looked_at(&browser, "taken").await;
        browser.goto(&format!("{address}/sign-in?back=/reports")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("How fast we acknowledge").await;
        looked_at(&browser, "list").await;
        let one = super::id(&house, 1).await;
        browser.goto(&format!("{address}/reports/{one}")).await;
        browser.fill("Message", "Thank you, we look into it.").await;
        browser.press("Send").await;
        browser.sees("reads it on their page").await;
        looked_at(&browser, "report").await;
        browser.goto(&format!("{address}/reports/settings")).await;
        looked_at(&browser, "settings").await;
        browser.goto(&format!("{address}/security/thanks")).await;
        looked_at(&browser, "thanks").await;
    });
}
