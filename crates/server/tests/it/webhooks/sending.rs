//! What arrives: signed, at least once, never lost.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_server::config::Layer;
use steadfast_server::ledger::number;
use steadfast_server::webhooks::sender::Sender;

use super::receiver::{Receiver, Reply};
use super::{deliveries, hooked, send, tell, webhook};
use crate::access::http::{MARTA, PASSWORD, founded, joined};
use crate::house::{on_both, on_one};

#[test]
fn a_record_arrives_once_signed_and_with_ids_alone() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, secret) = hooked(house, &mut admin, &receiver, &[]).await;
        send(house).await;
        let got = receiver.take();
        assert_eq!(got.len(), 1, "its own making is the first that it hears of");
        let (got, event) = (&got[0], got[0].json());
        assert!(got.is_signed_by(&secret) && !got.is_signed_by(&secret.replace("whsec_", "whsec_AAAA")));
        assert_eq!(got.header("content-type"), "application/cloudevents+json");
        assert_eq!(got.header("webhook-timestamp"), "1800000000");
        assert_eq!((&event["specversion"], &event["type"]), (&"1.0".into(), &"steadfast.record.webhook-made".into()));
        assert_eq!((&event["subject"], &event["data"]["subject"]), (&id.as_str().into(), &id.as_str().into()));
        assert!(event["source"].as_str().is_some_and(|source| source.starts_with("steadfast/ledger/")));
        assert!(event["data"]["actor"].as_str().is_some_and(|actor| actor.starts_with("usr_")));
        let record = event["id"].as_str().expect("an id");
        let (status, found) = admin.get(house, &format!("/records/{record}")).await;
        assert_eq!((status, &found["number"]), (StatusCode::OK, &event["data"]["number"]));
        let text = String::from_utf8(got.body.clone()).expect("UTF-8");
        assert!(!text.contains("Marta") && !text.contains(MARTA) && !text.contains("127.0.0.1"), "{text}");
        send(house).await;
        assert_eq!(receiver.take().len(), 0, "nothing is told twice");
        let kept = deliveries(house, &mut admin, &id).await;
        assert_eq!((kept.len(), &kept[0]["state"], &kept[0]["status"]), (1, &"delivered".into(), &204.into()));
        assert_eq!(kept[0]["id"], got.header("webhook-id"));
    });
}

#[test]
fn who_may_not_read_records_sees_no_bodies_and_an_erased_record_leaves_none() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        send(house).await;
        let (mut release, _) = joined(house, &mut admin, "rea", "release").await;
        let seen = deliveries(house, &mut release, &id).await;
        assert!(seen.len() == 1 && seen[0]["body"].is_null(), "{seen:?}");
        let record = receiver.take()[0].json()["id"].as_str().expect("an id").to_owned();
        let proposal = json!({"proposal": {"kind": "erase-record", "record": record}, "reason": "asked for"});
        let (status, proposed) = admin.post(house, "/approvals", proposal).await;
        assert_eq!(status, StatusCode::CREATED, "{proposed}");
        let path = format!("/approvals/{}/break-glass", proposed["id"].as_str().expect("an id"));
        let (status, done) = admin.post(house, &path, json!({"reason": "nobody else is here"})).await;
        assert_eq!(status, StatusCode::OK, "{done}");
        assert_eq!(deliveries(house, &mut admin, &id).await.len(), 0);
    });
}

#[test]
fn only_chosen_kinds_are_told() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        hooked(house, &mut admin, &receiver, &["signed-in"]).await;
        admin.sign_in(house, MARTA, PASSWORD).await;
        send(house).await;
        let kinds: Vec<Value> = receiver.take().iter().map(|got| got.json()["data"]["kind"].clone()).collect();
        assert_eq!(kinds, ["signed-in"]);
    });
}

#[test]
fn what_failed_is_sent_again_after_growing_waits_under_the_same_id() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, secret) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply::status(500), Reply::status(404)]);
        send(house).await;
        let first = receiver.take().pop().expect("a first attempt");
        send(house).await;
        assert_eq!(receiver.take().len(), 0, "it waits");
        assert_eq!(deliveries(house, &mut admin, &id).await[0]["answer"], "so it is");
        house.stage.pass(7);
        send(house).await;
        let second = receiver.take().pop().expect("a second attempt");
        house.stage.pass(60);
        send(house).await;
        assert_eq!(receiver.take().len(), 0, "the second wait is longer");
        assert!(webhook(house, &mut admin, &id).await["failing_since"].is_string());
        house.stage.pass(400);
        send(house).await;
        let third = receiver.take().pop().expect("a third attempt");
        let ids: BTreeSet<&str> = [&first, &second, &third].map(|got| got.header("webhook-id")).into();
        assert_eq!((ids.len(), &first.body, third.is_signed_by(&secret)), (1, &third.body, true));
        assert!(first.header("webhook-timestamp") < third.header("webhook-timestamp"));
        let kept = deliveries(house, &mut admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["attempts"]), (&"delivered".into(), &3.into()));
        assert_eq!(webhook(house, &mut admin, &id).await["failing_since"], Value::Null);
    });
}

#[test]
fn a_receiver_that_does_not_answer_is_left_and_asked_again() {
    on_one(Layer::default(), async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply { after: Duration::from_secs(60), ..Reply::status(204) }]);
        send(house).await;
        let kept = deliveries(house, &mut admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["answer"]), (&"waiting".into(), &"no answer in time".into()));
        house.stage.pass(7);
        send(house).await;
        assert_eq!(receiver.take().len(), 2);
        assert_eq!(deliveries(house, &mut admin, &id).await[0]["state"], "delivered");
    });
}

#[test]
fn a_receiver_that_asks_for_peace_gets_it() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply { header: Some(("retry-after", "600".to_owned())), ..Reply::status(429) }]);
        send(house).await;
        house.stage.pass(500);
        send(house).await;
        assert_eq!(receiver.take().len(), 1);
        house.stage.pass(200);
        send(house).await;
        assert_eq!(receiver.take().len(), 1);
    });
}

#[test]
fn an_attempt_whose_process_died_is_made_again_by_another_under_the_same_id() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply { after: Duration::from_secs(2), ..Reply::status(204) }]);
        number::round(&house.app, [7; 16]).await.expect("numbered");
        let mut dying = Sender::new(std::sync::Arc::clone(&house.app));
        dying.round().await.expect("begun");
        let first = receiver.next().await;
        drop(dying);
        let mut other = Sender::new(house.another());
        other.round().await.expect("looked");
        other.settle().await;
        assert_eq!(receiver.take().len(), 0, "the lease of the dead one still counts");
        house.stage.pass(11);
        other.round().await.expect("taken over");
        other.settle().await;
        let second = receiver.next().await;
        assert_eq!(first.header("webhook-id"), second.header("webhook-id"));
        assert_eq!(first.body, second.body);
        let kept = deliveries(house, &mut admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["attempts"]), (&"delivered".into(), &1.into()));
    });
}

#[test]
fn a_process_that_lost_the_lead_changes_nothing() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply { after: Duration::from_secs(1), ..Reply::status(500) }]);
        number::round(&house.app, [7; 16]).await.expect("numbered");
        let mut slow = Sender::new(std::sync::Arc::clone(&house.app));
        slow.round().await.expect("begun");
        receiver.next().await;
        house.stage.pass(11);
        let mut other = Sender::new(house.another());
        other.round().await.expect("taken over");
        other.settle().await;
        slow.settle().await;
        let kept = deliveries(house, &mut admin, &id).await;
        assert_eq!(
            (&kept[0]["state"], &kept[0]["attempts"]),
            (&"delivered".into(), &1.into()),
            "the 500 came too late"
        );
        assert_eq!(webhook(house, &mut admin, &id).await["failing_since"], Value::Null);
    });
}

#[test]
fn a_redirect_is_a_failure_and_leads_nowhere() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        for status in [301, 302, 307, 308] {
            receiver
                .replies([Reply { header: Some(("location", receiver.url("/elsewhere"))), ..Reply::status(status) }]);
            send(house).await;
            let got: Vec<String> = receiver.take().into_iter().map(|got| got.path).collect();
            assert_eq!(got, ["/hook"], "{status}");
            let kept = deliveries(house, &mut admin, &id).await;
            assert_eq!((&kept[0]["state"], &kept[0]["status"]), (&"waiting".into(), &status.into()));
            house.stage.pass(40_000);
            admin.sign_in(house, MARTA, PASSWORD).await;
        }
    });
}

#[test]
fn after_a_rotation_both_secrets_sign_for_a_day() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, former) = hooked(house, &mut admin, &receiver, &["webhook-tested"]).await;
        let rotated = tell(house, &mut admin, &format!("/webhooks/{id}/secret")).await;
        let secret = rotated["secret"].as_str().expect("a secret");
        assert!(secret.starts_with("whsec_") && secret != former && rotated["former_until"].is_string());
        tell(house, &mut admin, &format!("/webhooks/{id}/test")).await;
        send(house).await;
        let got = receiver.take();
        assert_eq!(got.len(), 2, "the test, and its record");
        assert!(got.iter().all(|got| got.is_signed_by(secret) && got.is_signed_by(&former)));
        assert!(got.iter().any(|got| got.json()["type"] == "steadfast.test"));
        house.stage.pass(24 * 3600 + 1);
        admin.sign_in(house, MARTA, PASSWORD).await;
        tell(house, &mut admin, &format!("/webhooks/{id}/test")).await;
        send(house).await;
        assert!(receiver.take().iter().all(|got| got.is_signed_by(secret) && !got.is_signed_by(&former)));
    });
}

#[test]
fn a_delivery_is_sent_once_more_when_somebody_asks() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        send(house).await;
        let first = receiver.take().pop().expect("arrived");
        let delivery = first.header("webhook-id");
        tell(house, &mut admin, &format!("/webhooks/{id}/deliveries/{delivery}/retry")).await;
        send(house).await;
        let again = receiver.take().pop().expect("arrived again");
        assert_eq!((again.header("webhook-id"), &again.body), (delivery, &first.body));
        let (other, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        let foreign = format!("/webhooks/{other}/deliveries/{delivery}/retry");
        let (status, _) = admin.post(house, &foreign, Value::Null).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}
