//! The heartbeat: a watcher outside hears that the server is there, and the page says since when it answered.

use axum::http::StatusCode;
use serde_json::json;

use super::{MARTA, PASSWORD, duty, minutes, settings};
use crate::access::http::founded;
use crate::fleet::worked;
use crate::house::on_both;
use crate::webhooks::receiver::{Receiver, Reply};

#[test]
fn a_watcher_hears_of_the_server_at_its_pace_and_its_address_is_shown_to_nobody() {
    on_both(async |house| {
        let (mut admin, watcher) = (founded(house).await, Receiver::start().await);
        let beat = json!({"heartbeat": {"url": watcher.url("/ping/secret"), "minutes": 5, "method": "post"}});
        let (status, answer) = settings(house, &mut admin, beat).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        worked(house).await;
        assert_eq!(watcher.take().len(), 1);
        minutes(house, 10).await;
        let got = watcher.take();
        assert_eq!(got.iter().map(|got| &*got.path).collect::<Vec<_>>(), ["/ping/secret"; 2]);
        assert!(got[0].body.is_empty());
        let found = duty(house, &mut admin).await;
        let heart = &found["heartbeat"];
        assert_eq!(
            (&heart["is_answered"], &heart["said"], &heart["host"]),
            (&json!(true), &json!("204"), &json!("127.0.0.1"))
        );
        assert!(!found.to_string().contains("secret"), "{found}");
        watcher.replies([Reply::status(503), Reply::status(503)]);
        minutes(house, 6).await;
        let heart = duty(house, &mut admin).await["heartbeat"].clone();
        assert_eq!((&heart["is_answered"], &heart["said"]), (&json!(false), &json!("503")), "{heart}");
        minutes(house, 2).await;
        assert_eq!(duty(house, &mut admin).await["heartbeat"]["is_answered"], true, "it is tried again each minute");
    });
}

#[test]
fn a_heartbeat_without_an_address_goes_where_it_went_and_one_that_leads_nowhere_is_refused() {
    on_both(async |house| {
        let (mut admin, watcher) = (founded(house).await, Receiver::start().await);
        for wrong in [
            json!({"minutes": 5}),
            json!({"url": "ftp://a.example", "minutes": 5}),
            json!({"url": "https://10.0.0.7/", "minutes": 5}),
        ] {
            let (status, answer) = settings(house, &mut admin, json!({ "heartbeat": wrong })).await;
            assert_eq!(
                (status, &answer["errors"][0]["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!("url")),
                "{answer}"
            );
        }
        for (field, wrong) in [
            ("minutes", json!({"heartbeat": {"url": watcher.url("/"), "minutes": 0}})),
            ("again_minutes", json!({"again_minutes": 0})),
            ("language", json!({"language": "xx"})),
            ("hour", json!({"test": {"day": "monday", "hour": 24}})),
        ] {
            let (status, answer) = settings(house, &mut admin, wrong).await;
            assert_eq!(
                (status, &answer["errors"][0]["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)),
                "{answer}"
            );
        }
        settings(house, &mut admin, json!({"heartbeat": {"url": watcher.url("/a"), "minutes": 5}})).await;
        let (status, answer) = settings(house, &mut admin, json!({"heartbeat": {"minutes": 1}})).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        admin.sign_in(house, MARTA, PASSWORD).await;
        worked(house).await;
        assert_eq!(watcher.take().first().map(|got| got.path.clone()), Some("/a".to_owned()));
    });
}
