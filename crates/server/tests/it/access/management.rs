//! People, managed; four eyes and break glass; on both engines.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::http::{founded, joined};
use crate::house::on_both;

#[test]
fn only_an_admin_with_a_fresh_proof_manages_people() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut jo, jo_id) = joined(house, &mut marta, "jo", "security").await;
        let role = format!("/people/{jo_id}/role");
        assert_eq!(jo.send(house, Method::PUT, &role, json!({"role": "viewer"})).await.0, StatusCode::FORBIDDEN);
        let (status, _) = marta.send(house, Method::PUT, &role, json!({"role": "release"})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert_eq!(jo.get(house, "/me").await.1["role"], json!("release"), "it counts at once");
        let (status, _) = marta.send(house, Method::PUT, &role, json!({"role": "admin"})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "admin takes two");
        house.stage.pass(16 * 60);
        let (status, stale) = marta.send(house, Method::PUT, &role, json!({"role": "viewer"})).await;
        assert_eq!((status, stale["type"].clone()), (StatusCode::FORBIDDEN, json!("stale-sign-in")));
    });
}

#[test]
fn the_last_admin_stays_and_a_closed_account_is_out_at_once() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let marta_id = marta.get(house, "/me").await.1["id"].as_str().expect("an id").to_owned();
        let (mut jo, jo_id) = joined(house, &mut marta, "jo", "viewer").await;
        let disable = |id: &str| format!("/people/{id}/disable");
        assert_eq!(marta.post(house, &disable(&marta_id), Value::Null).await.0, StatusCode::CONFLICT);
        assert_eq!(marta.post(house, &disable(&jo_id), Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(jo.get(house, "/me").await.0, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn what_takes_two_people_is_done_by_two() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut jo, jo_id) = joined(house, &mut marta, "jo", "security").await;
        let (mut kim, _) = joined(house, &mut marta, "kim", "compliance").await;
        let wanted = json!({"proposal": {"kind": "make-admin", "person": jo_id}, "reason": "a deputy"});
        assert_eq!(jo.post(house, "/approvals", wanted.clone()).await.0, StatusCode::FORBIDDEN, "not their right");
        let (status, made) = marta.post(house, "/approvals", wanted).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        let approve = format!("/approvals/{}/approve", made["id"].as_str().expect("an id"));
        assert_eq!(marta.post(house, &approve, Value::Null).await.0, StatusCode::FORBIDDEN, "the proposer");
        assert_eq!(jo.post(house, &approve, Value::Null).await.0, StatusCode::FORBIDDEN, "whom it is about");
        assert_eq!(jo.get(house, "/me").await.1["role"], json!("security"));
        assert_eq!(kim.post(house, &approve, Value::Null).await.0, StatusCode::OK);
        assert_eq!(jo.get(house, "/me").await.1["role"], json!("admin"));
        assert_eq!(kim.post(house, &approve, Value::Null).await.0, StatusCode::CONFLICT, "once");
    });
}

#[test]
fn one_person_acts_alone_with_a_reason_and_it_stays_open_until_a_second_looks() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut kim, kim_id) = joined(house, &mut marta, "kim", "compliance").await;
        let (mut jo, _) = joined(house, &mut marta, "jo", "security").await;
        let wanted = json!({"proposal": {"kind": "recover", "person": kim_id}, "reason": "lost the phone"});
        let (_, made) = marta.post(house, "/approvals", wanted).await;
        let path = format!("/approvals/{}", made["id"].as_str().expect("an id"));
        let alone = format!("{path}/break-glass");
        assert_eq!(marta.post(house, &alone, json!({"reason": " "})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(jo.post(house, &alone, json!({"reason": "me too"})).await.0, StatusCode::FORBIDDEN);
        let (status, done) = marta.post(house, &alone, json!({"reason": "nobody else is awake"})).await;
        assert_eq!(status, StatusCode::OK, "{done}");
        assert!(done["link"]["address"].as_str().is_some_and(|address| address.contains("/recovery/")));
        let (_, shown) = jo.get(house, &path).await;
        assert_eq!((shown["state"].clone(), shown["overdue"].clone()), (json!("alone"), json!(false)));
        let confirm = format!("{path}/confirm");
        assert_eq!(kim.post(house, &confirm, Value::Null).await.0, StatusCode::FORBIDDEN, "whom it is about");
        assert_eq!(jo.post(house, &confirm, Value::Null).await.0, StatusCode::OK);
        assert_eq!(jo.get(house, &path).await.1["state"], json!("confirmed"));
    });
}
