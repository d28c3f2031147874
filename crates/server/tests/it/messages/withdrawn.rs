//! What an owner withdrew is in nothing that is sent or shown from then on; and who may not read events reads none in messages.

use axum::http::Method;
use serde_json::json;
use steadfast_monitor::detect::{Cause, Detector, Reason, Surprise};
use steadfast_store::{AlertUnit, Id, kinds};

use super::collector::{Collector, Manner};
use super::smtp::{MailServer, Security, free_port};
use super::{made, messages, send, tell, told, watch, watched, without_rings};
use crate::access::browser::Browser;
use crate::access::http::joined;
use crate::house::{House, on_both};
use crate::monitoring::world::{World, write};

/// A mail server that is down yet; its mail names what devices tell of.
async fn down(house: &House, world: &mut World) -> u16 {
    let port = free_port();
    let down =
        json!({"host": "127.0.0.1", "port": port, "security": "none", "from": "s@lumen.example", "details": true});
    world.admin.send(house, Method::PUT, "/mail", down).await;
    without_rings(house, &mut world.admin).await;
    port
}

/// A unit of an alert tells of somebody's account.
async fn names(house: &House, alert: Id<kinds::Alert>, unit: i64, account: &str) {
    let now = house.app.ambient.now();
    let reason = Reason::new(Detector::Guessing, Cause::Account(account.into()), now.0 / 1_000_000);
    let reasons = minicbor::to_vec(vec![reason.score(Surprise::of_hundredths(700))]).expect("CBOR");
    let seen = AlertUnit { alert, unit, opened: now, latest: now, score: 700, reasons };
    write(house, move |tx| tx.alert_unit_put(&seen)).await;
}

#[test]
fn a_mail_of_several_alerts_that_waits_leaves_out_what_an_owner_withdrew() {
    on_both(async |house| {
        let mut world = World::new(house, 3).await;
        let port = down(house, &mut world).await;
        let id = watch(house, &mut world.admin).await;
        for unit in [1, 2, 3] {
            world.alert(house, 6 + u8::try_from(unit).expect("small"), &[unit]).await;
        }
        told(house).await;
        let waiting = messages(house, &mut world.admin, &id).await;
        assert_eq!((waiting.len(), &waiting[0]["subject"]), (1, &"3 alerts".into()));
        write(house, |tx| tx.alerts_forget(1)).await;
        let server = MailServer::at(port, Security::None, None);
        house.stage.pass(600);
        send(house).await;
        let mail = server.one();
        assert_eq!(mail.header("Subject"), "2 alerts");
        let text = mail.text();
        assert!(
            text.contains("203.0.113.8") && text.contains("203.0.113.9") && !text.contains("203.0.113.7"),
            "{text}"
        );
        for unit in [2, 3] {
            write(house, move |tx| tx.alerts_forget(unit)).await;
        }
        let sent = messages(house, &mut world.admin, &id).await;
        assert_eq!(sent[0]["subject"], "What it was about is not known here any more");
        tell(
            house,
            &mut world.admin,
            &format!("/receivers/{id}/messages/{}/retry", sent[0]["id"].as_str().expect("id")),
        )
        .await;
        send(house).await;
        assert_eq!(server.take().len(), 0, "nothing is left to be told");
        assert_eq!(messages(house, &mut world.admin, &id).await.len(), 0);
    });
}

#[test]
fn what_one_owner_withdrew_is_no_reason_in_what_waits_of_an_alert_that_others_share() {
    on_both(async |house| {
        let (collector, mut world) = (Collector::start(false), World::new(house, 3).await);
        let port = down(house, &mut world).await;
        watch(house, &mut world.admin).await;
        let siem = json!({"name": "SIEM", "way": "syslog", "address": collector.address(), "carrier": "tcp"});
        made(house, &mut world.admin, siem).await;
        let alert = world.alert(house, 7, &[1, 2]).await;
        names(house, alert, 1, "erika").await;
        collector.manners([Manner::Closes]);
        told(house).await;
        write(house, |tx| tx.alerts_forget(1)).await;
        let server = MailServer::at(port, Security::None, None);
        house.stage.pass(600);
        send(house).await;
        let (mail, line) = (server.one().text(), collector.one().said);
        assert!(mail.contains("Devices: 1\n") && mail.contains("203.0.113.7") && !mail.contains("erika"), "{mail}");
        assert_eq!(
            (&line["unmapped"]["units"], &line["unmapped"]["cause"]["address"]),
            (&1.into(), &"203.0.113.7".into())
        );
        assert!(!line.to_string().contains("erika"), "{line}");
    });
}

#[test]
fn what_was_sent_of_an_alert_is_not_kept() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        let port = down(house, &mut world).await;
        let server = MailServer::at(port, Security::None, None);
        let id = watch(house, &mut world.admin).await;
        world.alert(house, 7, &[1]).await;
        told(house).await;
        assert!(server.one().text().contains("203.0.113.7"));
        let receiver = id.parse().expect("an id");
        let kept = write(house, move |tx| tx.message_list(receiver, None, None, 10)).await;
        assert_eq!((kept.len(), &*kept[0].subject, &*kept[0].body), (1, "", ""));
        let shown = messages(house, &mut world.admin, &id).await;
        assert_eq!(
            shown[0]["subject"],
            "Alert: One device of Gateway calls 203.0.113.7, port 4444/tcp as regularly as a clock"
        );
        assert_eq!(shown[0]["body"], serde_json::Value::Null);
        write(house, |tx| tx.alerts_forget(1)).await;
        let shown = messages(house, &mut world.admin, &id).await;
        assert_eq!(shown[0]["subject"], "What it was about is not known here any more");
        assert!(!format!("{shown:?}").contains("203.0.113.7"));
    });
}

#[test]
fn who_may_not_read_events_reads_no_account_in_messages() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        down(house, &mut world).await;
        let id = watch(house, &mut world.admin).await;
        let (mut assessor, _) = joined(house, &mut world.admin, "ada", "assessor").await;
        world.account_alert(house, "erika", 1).await;
        watched(house).await;
        house.stage.pass(31);
        send(house).await;
        let seen = messages(house, &mut world.admin, &id).await;
        assert!(seen[0]["subject"].as_str().is_some_and(|says| says.contains("erika")), "{seen:?}");
        let seen = messages(house, &mut assessor, &id).await;
        let subject = seen[0]["subject"].as_str().expect("a subject");
        assert!(subject.contains("one account") && !format!("{seen:?}").contains("erika"), "{seen:?}");
        let path = format!("/messages/receivers/{id}");
        Browser::of(&world.admin).get(house, &path).await.shows("erika");
        let page = Browser::of(&assessor).get(house, &path).await;
        page.shows("one account");
        page.hides("erika");
    });
}
