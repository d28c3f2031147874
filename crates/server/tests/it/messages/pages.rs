//! The pages of receivers and the mail server.

use axum::http::StatusCode;
use serde_json::json;

use super::smtp::{MailServer, Security};
use super::{made, send, through, watch};
use crate::access::browser::Browser;
use crate::access::http::joined;
use crate::house::on_both;
use crate::monitoring::world::{World, write};

const NOBODY: &str = "Alerts reach nobody but whoever looks";

#[test]
fn the_first_page_says_that_alerts_reach_nobody_until_somebody_is_told() {
    on_both(async |house| {
        let mut world = World::new(house, 2).await;
        let mut browser = Browser::of(&world.admin);
        browser.get(house, "/").await.hides(NOBODY);
        world.alert(house, 7, &[1]).await;
        browser.get(house, "/").await.shows(NOBODY);
        browser.get(house, "/messages").await.shows(NOBODY);
        let (viewer, _) = joined(house, &mut world.admin, "vera", "viewer").await;
        Browser::of(&viewer).get(house, "/").await.hides(NOBODY);
        watch(house, &mut world.admin).await;
        browser.get(house, "/").await.hides(NOBODY);
        let page = browser.get(house, "/messages").await;
        page.hides(NOBODY);
        page.shows("No mail server is set, so mail waits");
    });
}

#[test]
fn somebody_sets_a_mail_server_adds_a_receiver_and_sees_whether_a_test_arrives() {
    on_both(async |house| {
        let (server, world) = (MailServer::start(Security::Tls, Some("a word")), World::new(house, 2).await);
        let mut browser = Browser::of(&world.admin);
        let port = server.port.to_string();
        let mut sent = vec![
            ("host", "localhost"),
            ("port", "none"),
            ("security", "tls"),
            ("user", "steadfast"),
            ("password", "wrong"),
            ("from", "steadfast@lumen.example"),
            ("authority", &server.authority),
        ];
        let wrong = browser.post(house, "/messages/mail", &sent).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.shows("id=\"error-host\"");
        wrong.shows("value=\"steadfast@lumen.example\"");
        wrong.hides("value=\"wrong\"");
        sent[1].1 = &port;
        assert_eq!(browser.post(house, "/messages/mail", &sent).await.leads(), (303, "/messages"));
        let page = browser.get(house, "/messages").await;
        page.shows(&format!("localhost:{port}"));
        page.shows("steadfast@lumen.example");
        let new = [("name", "The watch"), ("way", "mail"), ("address", "watch"), ("language", "en"), ("least", "low")];
        let again = browser.post(house, "/messages/new", &new).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.shows("id=\"error-address\"");
        let mut new = new;
        new[2].1 = "watch@lumen.example";
        let made = browser.post(house, "/messages/new", &new).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let path = made.place.expect("a place");
        browser.get(house, &path).await.shows("Nothing was sent yet");
        assert_eq!(browser.post(house, &format!("{path}/test"), &[]).await.leads(), (303, &*path));
        send(house).await;
        let page = browser.get(house, &path).await;
        for words in ["does not take this user and password", "Try now", "Does not arrive", "Nothing has arrived since"]
        {
            page.shows(words);
        }
        sent[4].1 = "a word";
        assert_eq!(browser.post(house, "/messages/mail", &sent).await.leads(), (303, "/messages"));
        let message = page.after("/messages/msg_").expect("a message");
        let retry = format!("{path}/messages/msg_{}", message.trim_end_matches('/'));
        assert_eq!(browser.post(house, &retry, &[]).await.leads(), (303, &*path));
        send(house).await;
        assert_eq!(server.one().to, ["watch@lumen.example"]);
        browser.get(house, &path).await.shows("Arrived");
    });
}

#[test]
fn a_receiver_that_takes_nothing_for_an_hour_is_a_duty() {
    on_both(async |house| {
        let mut world = World::new(house, 2).await;
        let server = MailServer::start(Security::None, None);
        through(house, &mut world.admin, &server).await;
        let siem = json!({"name": "SIEM", "way": "syslog", "address": "localhost:1", "carrier": "tcp"});
        let id = made(house, &mut world.admin, siem).await;
        super::tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        let mut browser = Browser::of(&world.admin);
        browser.get(house, "/").await.hides("Look at 1 receiver of messages");
        house.stage.pass(3601);
        browser.get(house, "/").await.shows("Look at 1 receiver of messages");
        write(house, move |tx| {
            let receiver = tx.receiver(id.parse().expect("an id"))?.expect("there");
            tx.receiver_well(receiver.id, steadfast_store::Time(2))
        })
        .await;
        browser.get(house, "/").await.hides("Look at 1 receiver of messages");
    });
}

#[test]
fn the_words_of_both_languages_stand_on_the_pages() {
    on_both(async |house| {
        let mut world = World::new(house, 2).await;
        let siem = json!({"name": "SIEM", "way": "syslog", "address": "siem.example:514", "carrier": "udp"});
        let id = made(house, &mut world.admin, siem).await;
        for (language, words) in [("en", "Syslog by UDP"), ("de", "Syslog mit UDP")] {
            let mut browser = Browser::of(&world.admin).reading(language);
            for path in ["/messages", &format!("/messages/receivers/{id}"), "/messages/new"] {
                let page = browser.get(house, path).await;
                assert_eq!(page.status, StatusCode::OK);
                page.shows(words);
                page.hides("⟦");
            }
            for (path, hint) in [("/messages/mail", "STARTTLS"), ("/messages/new", "1.7.0")] {
                let page = browser.get(house, path).await;
                page.hides("⟦");
                page.shows(hint);
                [">low</p>", ">tls</p>"].iter().for_each(|key| page.hides(key));
            }
            browser.get(house, &format!("/messages/receivers/{id}/change")).await.hides("⟦");
        }
    });
}
