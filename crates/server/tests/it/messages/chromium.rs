//! The pages in a real Chromium: narrow and wide, light and dark. Pictures are left in the test's own folder under `target/tmp`.

use std::net::TcpListener;

use serde_json::json;
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::smtp::{MailServer, Security};
use super::{made, send, tell, through, told, watch};
use crate::access::http::{MARTA, PASSWORD};
use crate::house::on_sqlite_with;
use crate::looks;
use crate::monitoring::world::World;

#[test]
fn staff_see_who_is_told_and_what_did_not_arrive_at_any_width() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let (server, mut world) = (MailServer::start(Security::Tls, Some("a word")), World::new(&house, 4).await);
        through(&house, &mut world.admin, &server).await;
        let watch = watch(&house, &mut world.admin).await;
        let siem = json!({
            "name": "SIEM of the security team", "way": "syslog", "address": "localhost:1", "carrier": "tcp",
            "product": world.product.to_string(), "least": "high",
        });
        let siem = made(&house, &mut world.admin, siem).await;
        tell(&house, &mut world.admin, &format!("/receivers/{siem}/test")).await;
        world.alert(&house, 7, &[1, 2, 3]).await;
        told(&house).await;
        tell(&house, &mut world.admin, &format!("/receivers/{watch}/test")).await;
        send(&house).await;
        assert_eq!(server.take().len(), 2);
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back=/messages")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("Does not arrive").await;
        for (name, path) in [
            ("list", "/messages".to_owned()),
            ("watch", format!("/messages/receivers/{watch}")),
            ("siem", format!("/messages/receivers/{siem}")),
            ("new", "/messages/new".to_owned()),
            ("change", format!("/messages/receivers/{siem}/change")),
            ("mail", "/messages/mail".to_owned()),
        ] {
            browser.goto(&format!("{address}{path}")).await;
            looks::at(&browser, "messages", 380, name).await;
        }
    });
}
