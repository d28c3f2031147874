//! A Saturday night: an alert comes in, and somebody is rung.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{GUEST, MARTA, PASSWORD, acknowledge, alarm, at, duty, mailed, minutes, rung, set};
use crate::access::browser::Browser;
use crate::access::http::{joined, kinds_recorded};
use crate::fleet::worked;
use crate::house::on_both;
use crate::messages::send;
use crate::messages::smtp::{MailServer, Security, free_port};
use crate::monitoring::world::World;
use crate::webhooks;
use crate::webhooks::receiver::Receiver;

const FIRST: &str = "ines@lumen.example";
const DEPUTY: &str = "otto@lumen.example";

#[test]
fn an_alert_on_saturday_at_23_40_rings_at_23_41_climbs_to_the_deputy_and_is_quiet_once_they_are_on_it() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let (_, ines) = joined(house, &mut world.admin, "ines", "security").await;
        let (mut otto, deputy) = joined(house, &mut world.admin, "otto", "compliance").await;
        set(house, &mut world.admin, &[&ines, &deputy]).await;
        let server = mailed(house, &mut world.admin).await;
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        world.alert(house, 7, &[1, 2]).await;
        minutes(house, 1).await;
        let mail = server.one();
        assert_eq!(mail.to, [FIRST], "23:41, and the first on duty is rung");
        assert_eq!(mail.header("Subject"), "Alert (Gateway): assessment due in 3 h 58 min".to_owned());
        let text = mail.text();
        assert!(text.contains("nobody has acknowledged") && text.contains("17 Jan 2027, 03:40 UTC"), "{text}");
        assert!(text.contains("/duty\n") && !text.contains("203.0.113") && !text.contains("SN-"), "{text}");
        minutes(house, 8).await;
        assert_eq!(rung(&server), [""; 0], "quiet between two steps");
        minutes(house, 2).await;
        assert_eq!(rung(&server), [FIRST], "once more");
        minutes(house, 10).await;
        assert_eq!(rung(&server), [FIRST, DEPUTY], "and the deputy");
        otto.sign_in(house, DEPUTY, GUEST).await;
        let ringing = alarm(house, &mut otto).await;
        assert_eq!((&ringing["clock"], &ringing["is_ringing"]), (&json!("alert"), &json!(true)), "{ringing}");
        let (status, answer) = acknowledge(house, &mut otto, &ringing).await;
        assert_eq!((status, &answer["is_first"]), (StatusCode::OK, &json!(true)), "{answer}");
        minutes(house, 40).await;
        assert_eq!(rung(&server), [""; 0], "somebody is on it");
        otto.sign_in(house, DEPUTY, GUEST).await;
        let quiet = alarm(house, &mut otto).await;
        let last = &quiet["answers"][0];
        assert_eq!((&last["name"], &last["minutes"]), (&json!("otto"), &json!(20)), "{quiet}");
        assert_eq!((&quiet["is_ringing"], quiet["rings"].as_array().map(Vec::len)), (&json!(false), Some(3)));
        minutes(house, 60).await;
        assert_eq!(rung(&server), [FIRST], "half of the time is over, and it begins with the first again");
        let kinds = kinds_recorded(house).await;
        let count = |kind: &str| kinds.iter().filter(|known| *known == kind).count();
        assert_eq!((count("ring"), count("alarm-acknowledged"), count("duty-set")), (4, 1, 1), "{kinds:?}");
    });
}

#[test]
fn who_makes_it_a_case_is_on_it_and_the_legal_clock_comes_back_by_itself() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let server = mailed(house, &mut world.admin).await;
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        let alert = world.alert(house, 7, &[1, 2]).await;
        minutes(house, 1).await;
        assert_eq!(rung(&server), [MARTA], "nobody is on duty: everybody who may assess is rung");
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        let (status, case) = world.admin.post(house, "/cases/from-alert", json!({"alert": alert.to_string()})).await;
        assert_eq!(status, StatusCode::CREATED, "{case}");
        minutes(house, 60).await;
        assert_eq!(rung(&server), [""; 0], "she knows: she did it");
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        let found = duty(house, &mut world.admin).await;
        let clocks: Vec<&str> =
            found["alarms"].as_array().expect("a list").iter().filter_map(|alarm| alarm["clock"].as_str()).collect();
        assert_eq!(clocks, ["assess", "early-warning"], "{found}");
        assert_eq!(found["alarms"][1]["due"], "2027-01-17T23:40:00Z", "24 hours are never stretched");
        house.stage.pass(11 * 3600);
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        minutes(house, 1).await;
        let said: Vec<String> = server.take().iter().map(|mail| mail.header("Subject")).collect();
        assert!(said.iter().any(|subject| subject.contains("assessment due 8 h")), "{said:?}");
        assert!(
            said.iter().any(|subject| subject.starts_with("Case 1 (Gateway): early warning due in 11 h")),
            "{said:?}"
        );
        let id = case["id"].as_str().expect("an id");
        let path = format!("/cases/{id}/assess");
        let decided = [("assessment", "not-reportable"), ("kind", "incident"), ("reason", "a test"), ("seen", "1")];
        let answer = Browser::of(&world.admin).post(house, &path, &decided).await;
        let (status, place) = answer.leads();
        assert_eq!(status, 303, "{place}");
        minutes(house, 3).await;
        assert_eq!(duty(house, &mut world.admin).await["alarms"], json!([]), "nothing runs, and nothing rings");
        assert_eq!(rung(&server), [""; 0]);
    });
}

#[test]
fn a_mail_server_that_is_down_for_a_day_loses_no_ring_the_page_rings_and_one_mail_follows() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let port = free_port();
        let down = json!({"host": "127.0.0.1", "port": port, "security": "none", "from": "s@lumen.example"});
        world.admin.send(house, Method::PUT, "/mail", down).await;
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        world.alert(house, 7, &[1]).await;
        minutes(house, 1).await;
        for _ in 0..22 {
            house.stage.pass(3600);
            minutes(house, 1).await;
        }
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        let page = Browser::of(&world.admin).get(house, "/jobs").await;
        page.shows("Alert (Gateway): assessment due 18 h");
        page.shows("nobody has acknowledged");
        let ringing = alarm(house, &mut world.admin).await;
        assert!(ringing["rings"].as_array().is_some_and(|rings| rings.len() >= 20), "each is kept: {ringing}");
        let server = MailServer::at(port, Security::None, None);
        house.stage.pass(400);
        send(house).await;
        let mail = server.one();
        assert!(mail.header("Subject").contains("assessment due 18 h"), "as it stood with the last ring");
        house.stage.pass(600);
        send(house).await;
        assert_eq!(server.take().len(), 0);
    });
}

#[test]
fn a_clock_that_jumps_ahead_and_back_rings_once_and_loses_nothing() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let server = mailed(house, &mut world.admin).await;
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        world.alert(house, 7, &[1]).await;
        minutes(house, 1).await;
        assert_eq!(server.take().len(), 1);
        house.stage.jump(20 * 3600);
        minutes(house, 2).await;
        assert_eq!(rung(&server).len(), 1, "most of a day ahead: one ring");
        house.stage.jump(-20 * 3600);
        minutes(house, 6).await;
        assert_eq!(rung(&server).len(), 0, "what was rung is not rung again");
        minutes(house, 3).await;
        assert_eq!(rung(&server).len(), 1, "and what comes now, does");
    });
}

#[test]
fn a_webhook_hears_of_a_ring_with_all_that_a_gateway_needs_and_nobodys_words() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let receiver = Receiver::start().await;
        webhooks::hooked(house, &mut world.admin, &receiver, &["ring"]).await;
        let signal = json!({"kind": "finder", "about": "Frieda found it in her kitchen"});
        let case = json!({"kind": "vulnerability", "title": "Frieda's letter", "signal": signal, "product": world.product.to_string()});
        let (mut ines, id) = joined(house, &mut world.admin, "ines", "security").await;
        let (_, first) = joined(house, &mut world.admin, "otto", "security").await;
        set(house, &mut world.admin, &[&first]).await;
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        ines.sign_in(house, "ines@lumen.example", GUEST).await;
        let (status, made) = ines.post(house, "/cases", case).await;
        assert_eq!(status, StatusCode::CREATED, "{made} by {id}");
        minutes(house, 1).await;
        webhooks::send(house).await;
        let event = receiver.next().await.json();
        let ring = &event["data"]["ring"];
        assert_eq!((&event["type"], &ring["clock"]), (&json!("steadfast.record.ring"), &json!("assess")), "{event}");
        assert_eq!((&ring["case_number"], &ring["product"]), (&json!(1), &json!("Gateway")));
        assert!(
            ring["text"].as_str().is_some_and(|text| text.starts_with("Case 1 (Gateway): assessment due in 3 h 58"))
        );
        assert!(!event.to_string().contains("Frieda") && !event.to_string().contains("otto"), "{event}");
    });
}
