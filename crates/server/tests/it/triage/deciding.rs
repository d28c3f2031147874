//! Deciding at the doors: once for every release, under every name, and never over somebody's head.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::world::{CAMERA, GATEWAY, OPENSSL, OPENSSL_NEWER, ask, catalogue, flaw, found, release, tag};
use crate::access::http::{Client, founded, joined, kinds_recorded};
use crate::house::{House, on_both};
use steadfast_store::sample::Flaw;
use steadfast_store::{Id, kinds};

const OPENSSL_KEY: &str = "pkg:deb/debian/openssl";

fn not_affected(reach: &str) -> Value {
    json!({
        "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path", "reach": reach,
        "statement": "TLS is not used", "component": OPENSSL_KEY,
    })
}

fn with(mut body: Value, name: &str, value: &str) -> Value {
    body[name] = value.into();
    body
}

fn product(bytes: [u8; 16]) -> String {
    Id::<kinds::Product>::from_bytes(bytes).to_string()
}

async fn exposures(house: &House, by: &mut Client, filter: &str) -> Vec<Value> {
    let (status, body) = by.get(house, &format!("/exposures?limit=200&{filter}")).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body["items"].as_array().expect("items").clone()
}

async fn hit(house: &House, number: i64, ids: &[&str]) {
    let releases = (1..=2).flat_map(|sequence| [release(GATEWAY, sequence), release(CAMERA, sequence)]);
    let hits: Vec<_> = releases.map(|release| (release, OPENSSL, "affected")).collect();
    found(&house.app.store, flaw(number, ids), &hits).await;
}

#[test]
fn one_decision_counts_for_every_release_of_a_product_line_and_later_ones() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut security = founded(house).await;
        hit(house, 1, &["CVE-2026-1", "GHSA-x"]).await;
        let (status, queue) = security.get(house, "/flaws").await;
        assert_eq!((status, &queue["items"][0]["waits"]), (StatusCode::OK, &json!(4)));
        assert_eq!(queue["items"][0]["why"][0], json!({"code": "cvss", "value": 7.5}));
        let seen = tag(house, &mut security, "GHSA-x").await;
        let decision = with(not_affected("product"), "product", &product(GATEWAY));
        let done = ask(house, &security, "/flaws/GHSA-x/assessments", &seen, decision).await;
        assert_eq!((done.0, &done.1["exposures"]), (StatusCode::CREATED, &json!(2)), "{}", done.1);
        let decided = exposures(house, &mut security, "flaw=CVE-2026-1&state=decided").await;
        assert_eq!(decided.len(), 2);
        assert!(decided.iter().all(|one| one["status"] == "not_affected" && one["product_name"] == "Gateway"));
        found(
            &house.app.store,
            flaw(1, &["CVE-2026-1", "GHSA-x", "EUVD-1"]),
            &[(release(GATEWAY, 3), OPENSSL, "affected")],
        )
        .await;
        let waiting = exposures(house, &mut security, "flaw=EUVD-1&state=waiting").await;
        assert_eq!(waiting.len(), 2, "a later release with the same component is decided already");
        assert!(waiting.iter().all(|one| one["product_name"] == "Camera"));
        found(&house.app.store, flaw(1, &["CVE-2026-1"]), &[(release(GATEWAY, 3), OPENSSL_NEWER, "affected")]).await;
        let again = exposures(house, &mut security, "state=revisit").await;
        assert_eq!((again.len(), &again[0]["revisit"]), (1, &json!("component-version-changed")));
        let id = again[0]["assessment"].as_str().expect("it carries over").to_owned();
        let seen = tag(house, &mut security, "1").await;
        let renewed = ask(house, &security, &format!("/flaws/1/assessments/{id}/renew"), &seen, Value::Null).await;
        assert_eq!(renewed.0, StatusCode::CREATED, "{}", renewed.1);
        assert!(exposures(house, &mut security, "state=revisit").await.is_empty());
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "exposure-assessed").count(), 2);
    });
}

#[test]
fn the_second_of_two_hears_what_the_first_decided() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        let (second, _) = joined(house, &mut admin, "sam", "security").await;
        hit(house, 1, &["CVE-2026-1"]).await;
        let seen = tag(house, &mut admin, "1").await;
        let first = ask(house, &admin, "/flaws/1/assessments", &seen, not_affected("component")).await;
        assert_eq!((first.0, &first.1["exposures"]), (StatusCode::CREATED, &json!(4)));
        let affected =
            json!({"status": "affected", "action": "update", "reach": "component", "component": OPENSSL_KEY});
        let late = ask(house, &second, "/flaws/1/assessments", &seen, affected.clone()).await;
        assert_eq!((late.0, &late.1["type"]), (StatusCode::PRECONDITION_FAILED, &json!("changed-meanwhile")));
        let words = late.1["detail"].as_str().expect("words");
        assert!(words.contains("not_affected (vulnerable_code_not_in_execute_path)"), "{words}");
        let seen = tag(house, &mut admin, "1").await;
        let then = ask(house, &second, "/flaws/1/assessments", &seen, affected).await;
        assert_eq!(then.0, StatusCode::CREATED);
        let (_, whole) = admin.get(house, "/flaws/1").await;
        let ended: Vec<bool> =
            whole["assessments"].as_array().expect("a list").iter().map(|one| !one["ended"].is_null()).collect();
        assert_eq!(ended, [false, true], "the newer takes the place of the older");
        let id = whole["assessments"][0]["id"].as_str().expect("an id");
        let gone = admin.send(house, axum::http::Method::DELETE, &format!("/assessments/{id}"), Value::Null).await;
        assert_eq!(gone.0, StatusCode::NO_CONTENT);
        let twice = admin.send(house, axum::http::Method::DELETE, &format!("/assessments/{id}"), Value::Null).await;
        assert_eq!(twice.0, StatusCode::CONFLICT);
        assert_eq!(exposures(house, &mut admin, "state=waiting").await.len(), 4);
    });
}

#[test]
fn what_cannot_be_decided_is_refused_field_by_field() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        hit(house, 1, &["CVE-2026-1"]).await;
        let seen = tag(house, &mut admin, "1").await;
        let refused = async |body: Value| {
            let (status, answer) = ask(house, &admin, "/flaws/1/assessments", &seen, body).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
            let errors = answer["errors"].as_array().expect("fields").clone();
            errors.iter().map(|error| error["field"].as_str().expect("a field").to_owned()).collect::<Vec<_>>()
        };
        let whatever = json!({"status": "harmless", "reach": "everywhere"});
        assert_eq!(refused(whatever).await, ["status", "reach"]);
        assert_eq!(refused(json!({"status": "not_affected", "reach": "product"})).await, ["justification", "product"]);
        assert_eq!(refused(json!({"status": "affected", "reach": "component"})).await, ["action"]);
        let elsewhere = with(not_affected("component"), "component", "pkg:npm/left-pad");
        assert_eq!(refused(elsewhere).await, ["component"], "a decision on nothing is none");
        let other = with(not_affected("release"), "release", &release(GATEWAY, 3).to_string());
        assert_eq!(refused(other).await, ["release"]);
        let (status, _) = ask(house, &admin, "/flaws/9/assessments", &seen, not_affected("component")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, _) = ask(house, &admin, "/flaws/CVE-9/assessments", &seen, not_affected("component")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn lists_come_in_pages_and_know_their_filters() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut admin = founded(house).await;
        for number in 1..=5 {
            hit(house, number, &[&format!("CVE-2026-{number}")]).await;
        }
        let exploited = Flaw { exploited: Some("KEV".to_owned()), ..flaw(3, &["CVE-2026-3"]) };
        found(&house.app.store, exploited, &[]).await;
        let mut names = Vec::new();
        let mut path = "/flaws?limit=2".to_owned();
        loop {
            let (_, page) = admin.get(house, &path).await;
            names.extend(page["items"].as_array().expect("items").iter().map(|one| one["number"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/flaws?limit=2&cursor={next}");
        }
        assert_eq!(json!(names), json!([3, 5, 4, 2, 1]));
        let (_, page) = admin.get(house, "/flaws?exploited=true&severity=high").await;
        assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
        let (status, _) = admin.get(house, "/flaws?severity=awful").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let camera = exposures(house, &mut admin, &format!("product={}", product(CAMERA))).await;
        assert_eq!(camera.len(), 10);
        let of_release = exposures(house, &mut admin, &format!("release={}", release(CAMERA, 1))).await;
        assert_eq!(of_release.len(), 5);
        let (_, first) = admin.get(house, "/exposures?limit=15").await;
        let next = first["next"].as_str().expect("more");
        let (_, rest) = admin.get(house, &format!("/exposures?limit=15&cursor={next}")).await;
        assert_eq!((rest["items"].as_array().map(Vec::len), rest.get("next")), (Some(5), None));
    });
}

#[test]
fn a_decision_on_whichever_component_is_shown_again_for_another_version() {
    on_both(async |house| {
        catalogue(&house.app.store).await;
        let mut security = founded(house).await;
        hit(house, 1, &["CVE-2026-1"]).await;
        let seen = tag(house, &mut security, "CVE-2026-1").await;
        let mut decision = with(not_affected("product"), "product", &product(GATEWAY));
        decision["component"] = Value::Null;
        let done = ask(house, &security, "/flaws/CVE-2026-1/assessments", &seen, decision).await;
        assert_eq!(done.0, StatusCode::CREATED, "{}", done.1);
        found(&house.app.store, flaw(1, &["CVE-2026-1"]), &[(release(GATEWAY, 2), OPENSSL_NEWER, "affected")]).await;
        let again = exposures(house, &mut security, "flaw=CVE-2026-1&state=revisit").await;
        assert!(again.iter().any(|one| one["revisit"] == "component-version-changed"), "{again:?}");
    });
}
