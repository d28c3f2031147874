//! What arrives by mail: once, with the right words, never lost.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::config::Layer;
use steadfast_server::messages::sender::Sender;

use super::smtp::{MailServer, Security, free_port};
use super::{made, messages, receiver, send, tell, through, told, watch, watched, without_rings};
use crate::access::http::{MARTA, PASSWORD};
use crate::house::{on_both, on_one};
use crate::monitoring::world::{World, read, write};

const DAY: i64 = 86_400;

#[test]
fn an_alert_arrives_once_with_its_sentence_first_and_names_nobody() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::Tls, Some("a word")), World::new(house, 9).await);
        through(house, &mut world.admin, &server).await;
        watch(house, &mut world.admin).await;
        World::say(house, 1..=6, true).await;
        let alert = world.alert(house, 7, &[1, 2, 3]).await;
        watched(house).await;
        send(house).await;
        assert_eq!(server.take().len(), 0, "news are gathered first");
        house.stage.pass(31);
        send(house).await;
        let mail = server.one();
        assert_eq!((&*mail.from, &*mail.to[0]), ("steadfast@lumen.example", "watch@lumen.example"));
        assert!(mail.is_encrypted && mail.user.as_deref() == Some("steadfast"));
        let says = "3 devices of Gateway call something that the page names as regularly as a clock";
        assert_eq!(mail.header("Subject"), format!("Alert: {says}"));
        let text = mail.text();
        assert!(text.starts_with(&format!("{says}.\n\nThis alert is new.\n\nWhy:\n")), "{text}");
        for words in [
            "Product: Gateway",
            "Devices: 3",
            "every 1 minute, give or take 0 seconds",
            &format!("http://localhost:8470/monitoring/alerts/{alert}"),
            "6 of 9 devices share events. No alert does not mean no attack.",
        ] {
            assert!(text.contains(words), "{words:?} is not in {text}");
        }
        for hidden in ["SN-", "203.0.113", "unt_"] {
            assert!(!text.contains(hidden), "{hidden} is in {text}");
        }
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        house.stage.pass(DAY / 2);
        told(house).await;
        assert_eq!(server.take().len(), 0, "nothing is told twice");
    });
}

#[test]
fn whoever_wants_it_reads_german_and_what_devices_tell() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::Starttls, None), World::new(house, 2).await);
        let mut settings = server.settings();
        settings["details"] = true.into();
        world.admin.send(house, Method::PUT, "/mail", settings).await;
        without_rings(house, &mut world.admin).await;
        let (_, me) = world.admin.get(house, "/me").await;
        let own = json!({"name": "Marta", "way": "mail", "person": me["id"], "language": "de"});
        made(house, &mut world.admin, own).await;
        world.alert(house, 7, &[1]).await;
        told(house).await;
        let mail = server.one();
        assert!(mail.is_encrypted && mail.to == [MARTA]);
        let text = mail.text();
        assert!(text.contains("203.0.113.7") && text.contains("Geräte: 1") && text.contains("Warum:"), "{text}");
        assert!(text.ends_with("Keine Warnung heißt nicht: kein Angriff.\n"), "{text}");
    });
}

#[test]
fn a_mail_server_that_is_down_for_a_day_loses_nothing_and_no_flood_follows() {
    on_both(async |house| {
        let (port, mut world) = (free_port(), World::new(house, 9).await);
        let down = json!({"host": "127.0.0.1", "port": port, "security": "none", "from": "s@lumen.example"});
        world.admin.send(house, Method::PUT, "/mail", down).await;
        without_rings(house, &mut world.admin).await;
        let id = watch(house, &mut world.admin).await;
        world.alert(house, 1, &[1]).await;
        told(house).await;
        let kept = messages(house, &mut world.admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["attempts"]), (&"waiting".into(), &1.into()));
        assert!(kept[0]["answer"].as_str().is_some_and(|words| words.to_lowercase().contains("refused")), "{kept:?}");
        assert!(receiver(house, &mut world.admin, &id).await["failing_since"].is_string());
        for hour in 2..22 {
            house.stage.pass(3600);
            world.alert(house, hour, &[i64::from(hour % 9) + 1]).await;
            told(house).await;
        }
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(messages(house, &mut world.admin, &id).await.len(), 1, "news wait for the message before them");
        let server = MailServer::at(port, Security::None, None);
        house.stage.pass(4 * 3600);
        send(house).await;
        assert!(server.one().header("Subject").starts_with("Alert: One device of Gateway"));
        house.stage.pass(301);
        send(house).await;
        assert_eq!(server.one().header("Subject"), "20 alerts", "whatever came meanwhile");
        house.stage.pass(600);
        send(house).await;
        assert_eq!(server.take().len(), 0);
        assert_eq!(receiver(house, &mut world.admin, &id).await["failing_since"], Value::Null);
    });
}

#[test]
fn a_storm_of_a_thousand_alerts_is_one_mail() {
    on_one(Layer::default(), async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 3).await);
        through(house, &mut world.admin, &server).await;
        watch(house, &mut world.admin).await;
        let (product, now) = (world.product, house.app.ambient.now());
        let ids: Vec<_> = (0..1000).map(|_| house.app.ambient.id()).collect();
        write(house, move |tx| {
            ids.iter().zip(0u32..).try_for_each(|(id, number)| {
                let (cause, detector) = (number.to_be_bytes().to_vec(), "rare".to_owned());
                tx.alert_insert(&steadfast_store::NewAlert {
                    id: *id,
                    product,
                    cause,
                    detector,
                    score: 400,
                    opened: now,
                })?;
                tx.alert_more(*id, ("rare", 400), now, i64::from(number % 5) + 1)
            })
        })
        .await;
        told(house).await;
        let mail = server.one();
        assert_eq!(mail.header("Subject"), "1,000 alerts");
        let text = mail.text();
        assert_eq!((text.matches("/monitoring/alerts/alt_").count(), text.contains("And 950 more.")), (50, true));
        assert_eq!(text.matches("- 5 devices of Gateway").count(), 50, "those at most devices: {text}");
        told(house).await;
        assert_eq!(server.take().len(), 0);
    });
}

#[test]
fn an_alert_that_grows_is_told_of_once_a_day_and_its_end_to_whoever_heard_of_it() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 9).await);
        through(house, &mut world.admin, &server).await;
        watch(house, &mut world.admin).await;
        let alert = world.alert(house, 7, &[1]).await;
        told(house).await;
        let first = server.one();
        for _ in 0..10 {
            house.stage.pass(7200);
            let now = house.app.ambient.now();
            write(house, move |tx| tx.alert_more(alert, ("beacon", 650), now, 1)).await;
            told(house).await;
        }
        assert_eq!(server.take().len(), 0, "not within a day");
        house.stage.pass(4 * 3600);
        let now = house.app.ambient.now();
        write(house, move |tx| tx.alert_more(alert, ("beacon", 650), now, 1)).await;
        told(house).await;
        let grown = server.one();
        assert!(grown.header("Subject").starts_with("Alert grows: 12 devices"), "{}", grown.header("Subject"));
        assert_eq!(grown.header("In-Reply-To"), first.header("In-Reply-To"), "they stand together");
        assert_ne!(grown.header("Message-ID"), first.header("Message-ID"));
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        let answer = json!({"answer": "false", "note": "A printer"});
        let path = format!("/alerts/{alert}/answer");
        let version = read(house, move |tx| tx.alert(alert)).await.expect("there").version;
        let (status, said) = said(house, &mut world, &path, version, answer).await;
        assert!(status.is_success(), "{said}");
        house.stage.pass(301);
        send(house).await;
        let end = server.one();
        assert!(end.header("Subject").starts_with("Alert is over:"));
        let text = end.text();
        assert!(text.contains("somebody answered that it is false") && !text.contains("printer"), "{text}");
    });
}

#[test]
fn an_alert_that_was_answered_before_it_was_told_is_not_told_as_new() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 2).await);
        through(house, &mut world.admin, &server).await;
        watch(house, &mut world.admin).await;
        let alert = world.alert(house, 7, &[1]).await;
        let answer = json!({"answer": "expected", "note": "A test of ours"});
        let (status, _) = said(house, &mut world, &format!("/alerts/{alert}/answer"), 1, answer).await;
        assert_eq!(status, StatusCode::OK);
        told(house).await;
        world.alert(house, 8, &[2]).await;
        told(house).await;
        assert!(
            server.one().header("Subject").starts_with("Alert: One device of Gateway calls"),
            "the other one alone"
        );
    });
}

/// Answers an alert as the page does.
async fn said(
    house: &crate::house::House,
    world: &mut World,
    path: &str,
    version: i64,
    answer: Value,
) -> (StatusCode, Value) {
    let mut browser = crate::access::browser::Browser::of(&world.admin);
    let seen = version.to_string();
    let word = |name: &str| answer[name].as_str().expect("a word").to_owned();
    let fields = [("answer", word("answer")), ("note", word("note")), ("seen", seen)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let got = browser.post(house, &format!("/monitoring{path}"), &fields).await;
    let status = if got.leads().0 == 303 { StatusCode::OK } else { got.status };
    (status, got.text.into())
}

#[test]
fn an_alert_that_ends_by_itself_is_told_to_be_over() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 2).await);
        through(house, &mut world.admin, &server).await;
        watch(house, &mut world.admin).await;
        world.alert(house, 7, &[1]).await;
        told(house).await;
        assert_eq!(server.take().len(), 1);
        house.stage.pass(2 * DAY);
        told(house).await;
        assert!(server.one().text().contains("nothing more was seen for a day"));
    });
}

#[test]
fn a_mail_whose_process_died_before_it_knew_is_sent_again_under_the_same_id() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 2).await);
        through(house, &mut world.admin, &server).await;
        let id = watch(house, &mut world.admin).await;
        world.alert(house, 7, &[1]).await;
        watched(house).await;
        house.stage.pass(31);
        server.slow_down(true);
        let mut dying = Sender::new(std::sync::Arc::clone(&house.app));
        dying.round().await.expect("begun");
        tokio::task::block_in_place(|| server.wait());
        let first = server.one();
        drop(dying);
        let mut other = Sender::new(house.another());
        other.round().await.expect("looked");
        other.settle().await;
        assert_eq!(server.take().len(), 0, "the lease of the dead one still counts");
        house.stage.pass(11);
        server.slow_down(false);
        other.round().await.expect("taken over");
        other.settle().await;
        let second = server.one();
        assert_eq!((first.header("Message-ID"), first.text()), (second.header("Message-ID"), second.text()));
        let kept = messages(house, &mut world.admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["attempts"]), (&"delivered".into(), &1.into()));
    });
}

#[test]
fn a_mail_server_that_never_answers_holds_up_nobodys_end() {
    on_one(Layer::default(), async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 2).await);
        through(house, &mut world.admin, &server).await;
        let id = watch(house, &mut world.admin).await;
        tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        server.slow_down(true);
        let mut ending = Sender::new(std::sync::Arc::clone(&house.app));
        ending.round().await.expect("begun");
        tokio::task::block_in_place(|| server.wait());
        let first = server.one();
        ending.finish_within(std::time::Duration::from_millis(50)).await;
        server.slow_down(false);
        send(house).await;
        assert_eq!(server.take().len(), 0, "it is under way yet");
        house.stage.pass(11);
        send(house).await;
        assert_eq!(server.one().header("Message-ID"), first.header("Message-ID"), "made again");
    });
}

#[test]
fn a_wrong_password_is_said_to_be_one_and_a_right_one_sends_at_once_what_waited() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::Tls, Some("a word")), World::new(house, 2).await);
        let mut wrong = server.settings();
        wrong["password"] = "another".into();
        world.admin.send(house, Method::PUT, "/mail", wrong).await;
        without_rings(house, &mut world.admin).await;
        let id = watch(house, &mut world.admin).await;
        tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
        send(house).await;
        let kept = messages(house, &mut world.admin, &id).await;
        let said = kept[0]["answer"].as_str().expect("an answer");
        assert!(
            said.starts_with("the mail server does not take this user and password") && said.contains("535"),
            "{said}"
        );
        assert!(!said.contains("another"));
        through(house, &mut world.admin, &server).await;
        send(house).await;
        assert_eq!(server.one().header("Subject"), "Test: messages of Steadfast arrive");
        let kept = messages(house, &mut world.admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["kind"]), (&"delivered".into(), &"test".into()));
    });
}

#[test]
fn a_server_that_shows_a_strangers_certificate_or_no_starttls_gets_no_mail() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::Tls, Some("a word")), World::new(house, 2).await);
        let stranger = MailServer::start(Security::Tls, None);
        let plain = MailServer::start(Security::None, Some("a word"));
        let mut settings = server.settings();
        settings["authority"] = stranger.authority.clone().into();
        let mut stripped = plain.settings();
        (stripped["security"], stripped["authority"]) = ("starttls".into(), plain.authority.clone().into());
        let id = watch(house, &mut world.admin).await;
        for settings in [settings, stripped] {
            let (status, answer) = world.admin.send(house, Method::PUT, "/mail", settings).await;
            assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
            tell(house, &mut world.admin, &format!("/receivers/{id}/test")).await;
            send(house).await;
            house.stage.pass(20);
        }
        assert_eq!((server.take().len(), plain.take().len()), (0, 0));
        let kept = messages(house, &mut world.admin, &id).await;
        assert!(kept.iter().all(|message| message["state"] == "waiting"), "{kept:?}");
    });
}

#[test]
fn nothing_that_a_product_is_called_breaks_out_of_its_line() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 2).await);
        through(house, &mut world.admin, &server).await;
        watch(house, &mut world.admin).await;
        let product = world.product;
        write(house, move |tx| {
            let found = tx.product(product)?.expect("there");
            let name = "Gate\r\nBcc: thief@example.net\r\n\r\nway\n.\nQUIT".to_owned();
            tx.product_change(&steadfast_store::Product { name, ..found }).map(drop)
        })
        .await;
        world.alert(house, 7, &[1]).await;
        told(house).await;
        let mail = server.one();
        assert_eq!(mail.to, ["watch@lumen.example"]);
        assert!(!mail.headers().contains(&"Bcc".to_owned()), "{:?}", mail.headers());
        assert!(mail.text().starts_with("One device of Gate  Bcc: thief@example.net"), "{}", mail.text());
    });
}

#[test]
fn what_only_an_owner_showed_who_shares_no_more_is_never_told() {
    on_both(async |house| {
        let (port, mut world) = (free_port(), World::new(house, 3).await);
        let down = json!({"host": "127.0.0.1", "port": port, "security": "none", "from": "s@lumen.example"});
        world.admin.send(house, Method::PUT, "/mail", down).await;
        without_rings(house, &mut world.admin).await;
        watch(house, &mut world.admin).await;
        world.alert(house, 7, &[1]).await;
        world.alert(house, 8, &[2]).await;
        watched(house).await;
        // Before it is put into words.
        write(house, |tx| tx.alerts_forget(1).map(drop)).await;
        house.stage.pass(31);
        send(house).await;
        // And after.
        write(house, |tx| tx.alerts_forget(2).map(drop)).await;
        let server = MailServer::at(port, Security::None, None);
        house.stage.pass(600);
        send(house).await;
        assert_eq!(server.take().len(), 0);
        world.alert(house, 9, &[3]).await;
        told(house).await;
        assert!(server.one().text().contains("Devices: 1"));
    });
}

#[test]
fn only_alerts_that_are_surprising_enough_and_of_the_product_are_told() {
    on_both(async |house| {
        let (server, mut world) = (MailServer::start(Security::None, None), World::new(house, 2).await);
        through(house, &mut world.admin, &server).await;
        let (other, _) = crate::catalogue::product(house, &mut world.admin, "Lamp", "device").await;
        for (to, product, least) in [
            ("lamp@lumen.example", Value::from(other), "low"),
            ("high@lumen.example", Value::Null, "high"),
            ("gate@lumen.example", world.product.to_string().into(), "medium"),
        ] {
            let wanted = json!({"name": to, "way": "mail", "address": to, "product": product, "least": least});
            made(house, &mut world.admin, wanted).await;
        }
        world.alert(house, 7, &[1]).await;
        told(house).await;
        let mut to: Vec<String> = server.take().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        assert_eq!(to, ["gate@lumen.example", "high@lumen.example"]);
    });
}
