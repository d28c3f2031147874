//! Webhooks that are off: by staff, or because their receiver is.

use axum::http::StatusCode;
use serde_json::Value;

use super::receiver::{Receiver, Reply};
use super::{deliveries, hooked, send, tell, webhook};
use crate::access::http::{MARTA, PASSWORD, founded, kinds_recorded};
use crate::house::on_both;

#[test]
fn a_webhook_that_is_off_is_told_nothing_and_afterwards_what_it_missed() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &[]).await;
        send(house).await;
        receiver.take();
        tell(house, &mut admin, &format!("/webhooks/{id}/disable")).await;
        admin.sign_in(house, MARTA, PASSWORD).await;
        send(house).await;
        assert_eq!(receiver.take().len(), 0);
        let (status, _) = admin.post(house, &format!("/webhooks/{id}/test"), Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT);
        tell(house, &mut admin, &format!("/webhooks/{id}/enable")).await;
        let (status, _) = admin.post(house, &format!("/webhooks/{id}/enable"), Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT, "it is on");
        send(house).await;
        let mut kinds: Vec<String> = receiver.take().iter().map(|got| got.json()["data"]["kind"].to_string()).collect();
        kinds.sort();
        assert_eq!(kinds, ["\"signed-in\"", "\"webhook-disabled\"", "\"webhook-enabled\""]);
    });
}

#[test]
fn a_receiver_that_says_it_is_gone_stops_the_webhook_at_once() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply::status(410)]);
        send(house).await;
        let found = webhook(house, &mut admin, &id).await;
        assert_eq!((&found["state"], &found["reason"]), (&"stopped".into(), &"gone".into()));
        assert!(kinds_recorded(house).await.contains(&"webhook-stopped".to_owned()));
        receiver.take();
        house.stage.pass(600);
        send(house).await;
        assert_eq!(receiver.take().len(), 0);
        tell(house, &mut admin, &format!("/webhooks/{id}/enable")).await;
        send(house).await;
        assert_eq!(receiver.take().len(), 1, "what waited");
        assert_eq!(webhook(house, &mut admin, &id).await["reason"], Value::Null);
    });
}

#[test]
fn a_webhook_whose_receiver_fails_for_days_is_stopped_and_loses_nothing() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies([Reply::status(500), Reply::status(500), Reply::status(500)]);
        send(house).await;
        house.stage.pass(4 * 86_400);
        send(house).await;
        admin.sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(webhook(house, &mut admin, &id).await["state"], "on");
        house.stage.pass(2 * 86_400);
        send(house).await;
        admin.sign_in(house, MARTA, PASSWORD).await;
        let found = webhook(house, &mut admin, &id).await;
        assert_eq!((&found["state"], &found["reason"]), (&"stopped".into(), &"failing".into()));
        assert_eq!(deliveries(house, &mut admin, &id).await[0]["state"], "waiting");
        tell(house, &mut admin, &format!("/webhooks/{id}/enable")).await;
        send(house).await;
        assert_eq!(deliveries(house, &mut admin, &id).await[0]["state"], "delivered");
    });
}

#[test]
fn after_the_last_attempt_a_delivery_is_given_up() {
    on_both(async |house| {
        let (receiver, mut admin) = (Receiver::start().await, founded(house).await);
        let (id, _) = hooked(house, &mut admin, &receiver, &["webhook-made"]).await;
        receiver.replies(vec![Reply::status(503); 20]);
        for _ in 0..10 {
            send(house).await;
            house.stage.pass(30 * 3600);
            admin.sign_in(house, MARTA, PASSWORD).await;
            if webhook(house, &mut admin, &id).await["state"] == "stopped" {
                tell(house, &mut admin, &format!("/webhooks/{id}/enable")).await;
            }
        }
        assert_eq!(receiver.take().len(), 10);
        let kept = deliveries(house, &mut admin, &id).await;
        assert_eq!((&kept[0]["state"], &kept[0]["attempts"]), (&"failed".into(), &10.into()));
        send(house).await;
        assert_eq!(receiver.take().len(), 0);
    });
}
