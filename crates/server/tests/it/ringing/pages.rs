//! The page of the duty in a real Chromium, and the banner at the head of every page: narrow and wide, light and dark.
//! Pictures are left in the test's own folder under `target/tmp`.

use std::net::TcpListener;

use serde_json::json;
use steadfast_server::config::Layer;
use steadfast_server::doors::Door;
use steadfast_testkit::browser::Browser;

use super::{MARTA, PASSWORD, at, minutes, set, settings};
use crate::access::browser::Browser as Reader;
use crate::access::http::joined;
use crate::fleet::worked;
use crate::house::{on_both, on_sqlite_with};
use crate::looks;
use crate::monitoring::world::World;
use crate::webhooks::receiver::Receiver;

async fn looked_at(browser: &Browser, name: &str) {
    looks::at(browser, "ringing", 380, name).await;
}

#[test]
fn whoever_is_on_duty_sees_it_ring_on_every_page_says_that_they_are_on_it_and_it_is_quiet() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.set_nonblocking(true).expect("a socket");
    let place = socket.local_addr().expect("an address");
    let house = on_sqlite_with(Layer { listen: Some(place), ..Layer::default() });
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let mut world = World::new(&house, 9).await;
        let (_, ines) = joined(&house, &mut world.admin, "ines", "security").await;
        let me = world.admin.get(&house, "/me").await.1["id"].as_str().expect("an id").to_owned();
        let watcher = Receiver::start().await;
        let wanted = json!({
            "test": {"day": "monday", "hour": 9},
            "heartbeat": {"url": watcher.url("/ping"), "minutes": 5},
        });
        settings(&house, &mut world.admin, wanted).await;
        world.admin.post(&house, "/duty/test", json!(null)).await;
        minutes(&house, 31).await;
        set(&house, &mut world.admin, &[&me, &ines]).await;
        at(&house, "2027-01-16T23:40:00Z");
        worked(&house).await;
        world.alert(&house, 7, &[1, 2]).await;
        minutes(&house, 1).await;
        let doors = house.doors(&[Door::Staff]);
        let socket = tokio::net::TcpListener::from_std(socket).expect("a socket");
        tokio::spawn(async move { axum::serve(socket, doors).await });
        let browser = Browser::start().await;
        let address = format!("http://localhost:{}", place.port());
        browser.goto(&format!("{address}/sign-in?back=/jobs")).await;
        browser.fill("E-mail address", MARTA).await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Sign in").await;
        browser.sees("nobody has acknowledged").await;
        looked_at(&browser, "banner").await;
        browser.goto(&format!("{address}/duty")).await;
        browser.sees("Who is on duty now").await;
        looked_at(&browser, "duty").await;
        browser.press("I am on it").await;
        browser.sees("You are on it.").await;
        looked_at(&browser, "answered").await;
    });
}

#[test]
fn it_rings_on_the_pages_of_whom_it_reaches_and_forms_say_what_they_do_not_take() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let (ines, first) = joined(house, &mut world.admin, "ines", "security").await;
        let (vera, _) = joined(house, &mut world.admin, "vera", "viewer").await;
        set(house, &mut world.admin, &[&first]).await;
        let page = Reader::of(&world.admin).post(house, "/duty/settings", &[("again_minutes", "0")]).await;
        page.shows("Please give 1 to 60 minutes.");
        page.shows("Please choose a language.");
        worked(house).await;
        world.alert(house, 7, &[1]).await;
        minutes(house, 1).await;
        let says = "nobody has acknowledged";
        let (mut marta, mut ines, mut vera) = (Reader::of(&world.admin), Reader::of(&ines), Reader::of(&vera));
        ines.get(house, "/jobs").await.shows(says);
        marta.get(house, "/jobs").await.hides(says);
        vera.get(house, "/jobs").await.hides("assessment due");
        minutes(house, 31).await;
        marta.get(house, "/jobs").await.shows(says);
        let page = marta.post(house, "/duty/people", &[("person_0", &first), ("person_1", &first)]).await;
        page.shows("Please name people who can be rung, each once.");
        let answer = marta.post(house, "/duty/people", &[("person_0", ""), ("person_1", "")]).await;
        assert_eq!(answer.leads(), (303, "/duty"));
        marta.get(house, "/duty").await.shows("Nobody is set.");
        let mut german = marta.reading("de");
        german.get(house, "/duty").await.shows("niemand kümmert sich");
    });
}
