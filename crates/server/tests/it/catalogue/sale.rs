//! When a release may be sold: its check passes, or two people decide against it with a reason.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{BILL, day, judged, kept, product, put, release};
use crate::access::http::{Client, founded, joined};
use crate::house::{House, on_both};

async fn told(house: &House, by: &mut Client, path: &str) -> (u16, String) {
    let (status, answer) = by.post(house, path, Value::Null).await;
    (status.as_u16(), answer["reason"].as_str().unwrap_or_default().to_owned())
}

fn refused(reason: &str) -> (u16, String) {
    (409, reason.to_owned())
}

#[test]
fn a_release_goes_on_sale_after_its_check_passed_and_not_before() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let bare = super::made(house, &mut admin, "/releases", json!({"part": part, "version": "0.1"})).await;
        assert_eq!(told(house, &mut admin, &format!("/releases/{bare}/gate")).await, refused("no-bill"));
        let id = release(house, &admin, &part, "1.0").await;
        let (gate, sell) = (format!("/releases/{id}/gate"), format!("/releases/{id}/sell"));
        assert_eq!(told(house, &mut admin, &gate).await, refused("not-met"));
        assert_eq!(told(house, &mut admin, &sell).await, refused("not-gated"));
        judged(house, &id, "blocked").await;
        let (status, answer) = admin.post(house, &gate, Value::Null).await;
        assert_eq!((status, &answer["verdict"]), (StatusCode::OK, &json!("blocked")));
        assert_eq!(told(house, &mut admin, &gate).await, refused("already-so"));
        assert_eq!(told(house, &mut admin, &sell).await, refused("not-passed"));
        judged(house, &id, "pass").await;
        put(house, &admin, &format!("/releases/{id}/sbom"), BILL).await;
        assert_eq!(told(house, &mut admin, &sell).await, refused("not-gated"), "another bill is another draft");
        judged(house, &id, "pass").await;
        assert_eq!(told(house, &mut admin, &gate).await.0, 200);
        assert_eq!(told(house, &mut admin, &sell).await.0, 204);
        assert_eq!(told(house, &mut admin, &sell).await, refused("already-so"));
        let (_, one) = admin.get(house, &format!("/releases/{id}")).await;
        assert_eq!((&one["state"], &one["check"]["verdict"]), (&json!("on-sale"), &json!("pass")));
        let (_, records) = admin.get(house, "/records?kind=release-put-on-sale").await;
        let facts = &records["items"][0]["facts"];
        assert_eq!((&facts["verdict"], &facts["snapshot"]), (&json!("pass"), &json!("07".repeat(32))));
        assert_eq!(told(house, &mut admin, &format!("/releases/{id}/withdraw")).await.0, 204);
        assert_eq!(told(house, &mut admin, &sell).await, refused("release-withdrawn"));
    });
}

#[test]
fn the_last_unit_ends_the_sale_on_a_day_that_was() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let path = format!("/releases/{id}/last-placed");
        let send = async |by: &mut Client, day: &str| {
            let (status, answer) = by.send(house, Method::PUT, &path, json!({"day": day})).await;
            (status.as_u16(), answer["errors"][0]["code"].as_str().unwrap_or_default().to_owned())
        };
        assert_eq!(send(&mut admin, "2027-01-01").await.0, 409);
        judged(house, &id, "pass").await;
        told(house, &mut admin, &format!("/releases/{id}/gate")).await;
        told(house, &mut admin, &format!("/releases/{id}/sell")).await;
        assert_eq!(send(&mut admin, "2999-01-01").await, (422, "future".to_owned()));
        assert_eq!(send(&mut admin, "soon").await, (422, "day".to_owned()));
        assert_eq!(send(&mut admin, "2027-01-10").await.0, 204);
        let after = kept(house, &id).await;
        assert_eq!((after.last_placed, after.sells()), (Some(day("2027-01-10")), false));
        assert_eq!(told(house, &mut admin, &format!("/releases/{id}/sell")).await.0, 204, "once more");
        assert!(kept(house, &id).await.sells());
    });
}

async fn propose(house: &House, by: &mut Client, id: &str) -> (StatusCode, String) {
    let proposal = json!({"kind": "sell-against-verdict", "release": id});
    let body = json!({"proposal": proposal, "reason": "the flaw is in code that is not built in"});
    let (status, answer) = by.post(house, "/approvals", body).await;
    (status, answer["id"].as_str().unwrap_or_default().to_owned())
}

async fn stops(house: &House) -> usize {
    let read = house.app.store.read::<_, steadfast_store::StoreError, _>(|tx| tx.release_stopped(10));
    read.await.expect("read").len()
}

#[test]
fn against_the_verdict_two_people_decide_with_a_reason_and_only_until_it_turns_again() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let (mut sam, _) = joined(house, &mut admin, "sam", "security").await;
        let (mut rita, _) = joined(house, &mut admin, "rita", "release").await;
        judged(house, &id, "blocked").await;
        told(house, &mut admin, &format!("/releases/{id}/gate")).await;
        assert_eq!(propose(house, &mut rita, &id).await.0, StatusCode::FORBIDDEN, "the role lacks the action");
        let (status, approval) = propose(house, &mut sam, &id).await;
        assert_eq!(status, StatusCode::CREATED);
        assert_eq!(told(house, &mut sam, &format!("/approvals/{approval}/approve")).await.0, 403);
        assert_eq!(kept(house, &id).await.state.as_str(), "gated");
        assert_eq!(told(house, &mut admin, &format!("/approvals/{approval}/approve")).await.0, 200);
        assert!(kept(house, &id).await.sells());
        assert_eq!(stops(house).await, 0);
        let (_, records) = admin.get(house, "/records?kind=approved").await;
        let facts = &records["items"][0]["facts"];
        assert_eq!((&facts["verdict"], &facts["snapshot"]), (&json!("blocked"), &json!("07".repeat(32))));
        assert_eq!(facts["reason"], "the flaw is in code that is not built in");
        assert_eq!(propose(house, &mut sam, &id).await.0, StatusCode::CONFLICT, "it is decided already");
        house.stage.pass(60);
        judged(house, &id, "pass").await;
        assert_eq!(stops(house).await, 0);
        house.stage.pass(60);
        judged(house, &id, "blocked").await;
        assert_eq!(stops(house).await, 1, "an old decision is none about what is known now");
        let (_, approval) = propose(house, &mut sam, &id).await;
        let alone = json!({"reason": "the line stands still"});
        let (status, _) = sam.post(house, &format!("/approvals/{approval}/break-glass"), alone).await;
        assert_eq!((status, stops(house).await), (StatusCode::OK, 0));
        let object = json!({"reason": "it is built in"});
        let (status, _) = admin.post(house, &format!("/approvals/{approval}/object"), object).await;
        assert_eq!((status, stops(house).await), (StatusCode::OK, 1));
    });
}

#[test]
fn there_is_nothing_to_decide_against_a_verdict_that_passes() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let (mut sam, _) = joined(house, &mut admin, "sam", "security").await;
        let (_, approval) = propose(house, &mut sam, &id).await;
        judged(house, &id, "pass").await;
        assert_eq!(propose(house, &mut sam, &id).await.0, StatusCode::CONFLICT);
        assert_eq!(told(house, &mut admin, &format!("/approvals/{approval}/approve")).await, refused("pointless"));
        let nothing = format!("rel_{}", "0".repeat(32));
        assert_eq!(propose(house, &mut sam, &nothing).await.0, StatusCode::NOT_FOUND);
    });
}
