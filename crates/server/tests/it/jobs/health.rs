//! Health says what was looked at, and what was not.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use steadfast_server::jobs::kind::Kind;
use steadfast_server::ledger::number;
use tower::ServiceExt as _;

use super::scheduled;
use crate::access::browser::Browser;
use crate::access::http::{Client, founded};
use crate::house::{House, on_both};

/// One part of an answer.
pub(super) fn part<'a>(health: &'a Value, key: &str) -> &'a Value {
    let parts = health["parts"].as_array().expect("parts");
    parts.iter().find(|part| part["key"] == json!(key)).unwrap_or_else(|| panic!("no part {key}: {health}"))
}

#[test]
fn what_was_not_looked_at_is_unknown_and_what_was_is_measured() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let worker = scheduled(house).await;
        let (_, before) = marta.get(house, "/health").await;
        assert_eq!(part(&before, "ledger")["reason"], json!("ledger-not-checked"));
        assert_eq!(part(&before, "ledger")["figures"]["self-check"], Value::Null);
        number::round(&house.app, [1; 16]).await.expect("numbered");
        worker.work().await;
        let (status, health) = marta.get(house, "/health").await;
        assert_eq!(status, StatusCode::OK);
        for key in ["store", "ledger", "blobs", "jobs", "program"] {
            assert_eq!(part(&health, key)["condition"], json!("good"), "{health}");
        }
        assert!(part(&health, "disk")["figures"]["free"].as_u64().is_some_and(|free| free > 0));
        assert!(part(&health, "ledger")["figures"]["records"].as_u64().is_some_and(|records| records > 0));
        assert!(part(&health, "ledger")["figures"]["self-check"].is_string());
        assert_eq!(Client::default().get(house, "/health").await.0, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn blobs_that_cannot_be_kept_are_found_within_a_minute() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let good = marta.get(house, "/health").await.1;
        assert_eq!(part(&good, "blobs")["condition"], json!("good"));
        let place = house.app.config.data.join("blobs");
        std::fs::remove_dir_all(&place).expect("removed");
        std::fs::write(&place, "in the way").expect("written");
        house.stage.pass(61);
        let bad = marta.get(house, "/health").await.1;
        let blobs = part(&bad, "blobs");
        assert_eq!((&blobs["condition"], &blobs["reason"]), (&json!("bad"), &json!("blobs-away")));
        assert!(blobs["figures"]["fault"].as_str().is_some_and(|fault| fault.contains("blobs")), "{blobs}");
    });
}

#[test]
fn jobs_that_nobody_works_on_are_overdue() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        scheduled(house).await;
        house.stage.pass(601);
        let (_, health) = marta.get(house, "/health").await;
        assert_eq!(part(&health, "jobs")["reason"], json!("jobs-overdue"));
        let (metrics, jobs) = (operations(house, "/metrics").await, Kind::ALL.len());
        assert!(metrics.contains(&format!("steadfast_jobs{{state=\"waiting\"}} {jobs}")), "{metrics}");
        assert!(metrics.contains(&format!("steadfast_jobs_overdue {jobs}")), "{metrics}");
        assert_eq!(operations(house, "/healthz").await, "ok\n");
    });
}

async fn operations(house: &House, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = house.doors(&[Door::Operations]).oneshot(request).await.expect("an answer");
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn the_page_says_it_in_both_languages() {
    on_both(async |house| {
        let marta = founded(house).await;
        let english = Browser::of(&marta).get(house, "/health").await;
        assert!(english.status.is_success() && english.says("Database") && english.says("has not been checked"));
        let german = Browser::of(&marta).reading("de").get(house, "/health").await;
        assert!(german.says("Datenbank") && german.says("nicht geprüft"));
    });
}
