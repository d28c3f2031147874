//! The pages of drills in a real Chromium: from a flaw to what was played; narrow and wide, light and dark.

use std::net::TcpListener;

use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use crate::access::http::{MARTA, PASSWORD};
use crate::advisories::{CVE, decided};
use crate::fleet::worked;
use crate::house::on_sqlite_with;
use crate::looks;

#[test]
fn what_if_this_were_exploited_tonight_is_asked_on_a_flaws_page_and_answered_step_by_step() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        decided(&house).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back=/flaws/1")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("What if this were exploited tonight?").await;
        browser.goto(&format!("{address}/drills?advisory={CVE}")).await;
        browser.sees("No drill was held yet").await;
        looks::at(&browser, "drills", 380, "none").await;
        browser.press("Start").await;
        browser.sees("The drill is being held").await;
        worked(&house).await;
        let drill = house.app.store.read::<_, steadfast_store::StoreError, _>(|tx| tx.drills(None, 1)).await;
        let id = drill.expect("read").pop().expect("a drill").id;
        browser.goto(&format!("{address}/drills/{id}")).await;
        browser.sees("DRILL. What stands here was played on a copy").await;
        browser.sees("The early warning is drafted").await;
        looks::at(&browser, "drills", 380, "one").await;
        browser.goto(&format!("{address}/drills")).await;
        browser.sees("Held").await;
        looks::at(&browser, "drills", 380, "list").await;
    });
}
