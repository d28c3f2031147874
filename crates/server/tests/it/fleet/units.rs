//! Units one by one: entered, changed, given secrets and keys, and taken out of use.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::fleet::code::{enrol_hash, token_hash};
use steadfast_store::{SecretKind, UnitState};

use super::{fingerprint, gateway, kept, read, record, worked, write};
use crate::access::http::{Client, MARTA, PASSWORD, founded};
use crate::catalogue::{made, send};
use crate::house::{House, on_both};

async fn add(house: &House, by: &mut Client, body: Value) -> (StatusCode, Value) {
    by.post(house, "/units", body).await
}

/// A request with `If-Match`.
async fn patch(house: &House, by: &Client, id: &str, seen: &str, body: Value) -> (u16, Value) {
    let headers = [("if-match", seen), ("content-type", "application/json")];
    let path = format!("/api/v1/units/{id}");
    let answer = send(house, by, (Method::PATCH, &path), &headers, body.to_string()).await;
    (answer.status.as_u16(), answer.json())
}

#[test]
fn a_unit_is_entered_by_json_and_every_field_says_what_is_wrong_with_it() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, part, [first, _]) = gateway(house, &mut admin).await;
        let body = json!({"product": product, "serial": "SN-1", "key": fingerprint('a'), "market": "EL",
            "versions": {"firmware": "1.0"}});
        let id = made(house, &mut admin, "/units", body.clone()).await;
        let (_, one) = admin.get(house, &format!("/units/{id}")).await;
        assert_eq!((&one["serial"], &one["market"], &one["state"]), (&json!("SN-1"), &json!("GR"), &json!("expected")));
        assert_eq!((&one["runs"][0]["release"], &one["runs"][0]["part"]), (&json!(first), &json!(part)));
        assert_eq!(
            (&one["product_name"], &one["silent"], &one["contact"]),
            (&json!("Gateway"), &json!(true), &json!(false))
        );
        let codes = |answer: &Value| -> Vec<(String, String)> {
            let errors = answer["errors"].as_array().cloned().unwrap_or_default();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
        };
        let wrong = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        let (status, answer) = add(house, &mut admin, body).await;
        assert_eq!((status, codes(&answer)), (StatusCode::UNPROCESSABLE_ENTITY, wrong("serial", "taken")));
        let (_, answer) =
            add(house, &mut admin, json!({"product": product, "serial": "SN-2", "key": fingerprint('a')})).await;
        assert_eq!(codes(&answer), wrong("key", "key-taken"));
        let (_, answer) =
            add(house, &mut admin, json!({"product": product, "serial": "SN-2", "versions": {"x": "1"}})).await;
        assert_eq!(codes(&answer), wrong("versions", "no-part"));
        let none = format!("prd_{}", "0".repeat(32));
        let (_, answer) = add(house, &mut admin, json!({"product": none, "serial": "SN-2"})).await;
        assert_eq!(codes(&answer), wrong("product", "unknown"));
        let bad =
            json!({"product": product, "serial": " ", "key": "12", "market": "XX", "token": "x", "owner_code": "x"});
        let (_, answer) = add(house, &mut admin, bad).await;
        let wanted = [
            ("serial", "missing"),
            ("key", "key"),
            ("market", "market"),
            ("token", "token"),
            ("owner_code", "owner-code"),
        ];
        assert_eq!(codes(&answer), wanted.map(|(field, code)| (field.to_owned(), code.to_owned())));
        let facts = record(house, &mut admin, "unit-added").await;
        assert_eq!((&facts["product"], &facts["key"]), (&json!(product), &json!(fingerprint('a'))));
    });
}

#[test]
fn codes_and_tokens_are_shown_once_and_kept_as_hashes() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let id = made(house, &mut admin, "/units", json!({"product": product, "serial": "SN-1"})).await;
        let unit = kept(house, &product, "SN-1").await;
        let (status, code) = admin.post(house, &format!("/units/{id}/code"), json!({"days": 3})).await;
        assert_eq!(status, StatusCode::CREATED);
        let text = code["code"].as_str().expect("a code").to_owned();
        let secret = read(house, move |tx| tx.unit_secret(unit.number, SecretKind::EnrolCode)).await.expect("kept");
        assert_eq!(secret.hash, enrol_hash(&text.to_lowercase()));
        let life = secret.expires.expect("it ends").since(secret.made).as_secs();
        assert!((3 * 86_400 - 1..=3 * 86_400).contains(&life));
        let (_, again) = admin.post(house, &format!("/units/{id}/code"), Value::Null).await;
        assert_ne!(again["code"], code["code"]);
        let newer = read(house, move |tx| tx.unit_secret(unit.number, SecretKind::EnrolCode)).await.expect("kept");
        assert_ne!(newer.hash, secret.hash, "the code before is void");
        let (status, token) = admin.post(house, &format!("/units/{id}/token"), Value::Null).await;
        assert_eq!(status, StatusCode::CREATED);
        let token = token["token"].as_str().expect("a token").to_owned();
        assert_eq!(token.len(), 32);
        let secret = read(house, move |tx| tx.unit_secret(unit.number, SecretKind::DdiToken)).await.expect("kept");
        assert_eq!((secret.hash, secret.expires), (token_hash(&token), None));
        let (status, _) = admin.post(house, &format!("/units/{id}/code"), json!({"days": 0})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, whole) = admin.get(house, &format!("/units/{id}")).await;
        let (_, history) = admin.get(house, &format!("/units/{id}/history")).await;
        let (_, records) = admin.get(house, "/records?kind=unit-secret-made").await;
        for answer in [&whole, &history, &records] {
            assert!(!answer.to_string().contains(&text) && !answer.to_string().contains(&token));
        }
        assert_eq!(whole["secrets"].as_array().map(Vec::len), Some(2));
        assert_eq!(history["items"].as_array().map(Vec::len), Some(4), "entered, and three secrets");
    });
}

#[test]
fn a_repaired_unit_gets_another_key_by_a_decision_with_a_reason() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let one =
            made(house, &mut admin, "/units", json!({"product": product, "serial": "SN-1", "key": fingerprint('a')}))
                .await;
        let two =
            made(house, &mut admin, "/units", json!({"product": product, "serial": "SN-2", "key": fingerprint('b')}))
                .await;
        let path = format!("/units/{one}/key");
        let decide = async |by: &mut Client, key: char, reason: &str, take: bool| {
            let body = json!({"key": fingerprint(key), "reason": reason, "take": take});
            let (status, answer) = by.post(house, &path, body).await;
            (
                status.as_u16(),
                answer["errors"][0]["code"].as_str().or(answer["reason"].as_str()).unwrap_or_default().to_owned(),
            )
        };
        assert_eq!(decide(&mut admin, 'c', " ", false).await, (422, "missing".to_owned()));
        assert_eq!(decide(&mut admin, 'a', "repaired", false).await, (409, "same-key".to_owned()));
        assert_eq!(decide(&mut admin, 'b', "repaired", false).await, (422, "key-taken".to_owned()));
        assert_eq!(decide(&mut admin, 'c', "board replaced", false).await, (204, String::new()));
        assert_eq!(kept(house, &product, "SN-1").await.key, Some([0xcc; 32]));
        let facts = record(house, &mut admin, "unit-key-replaced").await;
        assert_eq!((&facts["key"], &facts["reason"]), (&json!(fingerprint('c')), &json!("board replaced")));
        // Two units with one key: staff say whose it is.
        assert_eq!(decide(&mut admin, 'b', "mixed up at the factory", true).await, (204, String::new()));
        assert_eq!(kept(house, &product, "SN-1").await.key, Some([0xbb; 32]));
        assert_eq!(kept(house, &product, "SN-2").await.key, None);
        let facts = record(house, &mut admin, "unit-key-replaced").await;
        assert_eq!(facts["taken-from"], json!(two));
        let (_, history) = admin.get(house, &format!("/units/{two}/history")).await;
        assert_eq!(history["items"][0]["kind"], "key-taken");
    });
}

#[test]
fn a_change_is_made_on_top_of_what_was_read_and_a_decommissioned_unit_never_changes() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let body = json!({"product": product, "serial": "SN-1", "contact": "ada@example.org", "version": "1.0"});
        let id = made(house, &mut admin, "/units", body).await;
        assert_eq!(patch(house, &admin, &id, "\"1\"", json!({"market": "XX"})).await.0, 422);
        assert_eq!(patch(house, &admin, &id, "\"1\"", json!({"market": "FR", "hardware": "C"})).await.0, 204);
        assert_eq!(patch(house, &admin, &id, "\"1\"", json!({"market": "DE"})).await.0, 412);
        assert_eq!(patch(house, &admin, &id, "\"2\"", json!({"contact": "", "market": ""})).await.0, 204);
        let unit = kept(house, &product, "SN-1").await;
        assert_eq!((unit.market, unit.hardware.as_str(), unit.contact), (None, "C", None));
        let facts = record(house, &mut admin, "unit-changed").await;
        assert_eq!(facts["fields"], json!(["market", "contact"]), "no values: a contact is personal");
        admin.post(house, &format!("/units/{id}/token"), Value::Null).await;
        let path = format!("/units/{id}/decommission");
        assert_eq!(admin.post(house, &path, json!({"reason": ""})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(admin.post(house, &path, json!({"reason": "returned"})).await.0, StatusCode::NO_CONTENT);
        let (status, answer) = admin.post(house, &path, json!({"reason": "returned"})).await;
        assert_eq!((status, &answer["reason"]), (StatusCode::CONFLICT, &json!("decommissioned")));
        let unit = kept(house, &product, "SN-1").await;
        assert_eq!(unit.state, UnitState::Decommissioned);
        assert!(read(house, move |tx| tx.unit_secrets(unit.number)).await.is_empty());
        assert_eq!(patch(house, &admin, &id, "\"4\"", json!({"market": "DE"})).await.0, 409);
        assert_eq!(admin.post(house, &format!("/units/{id}/code"), Value::Null).await.0, StatusCode::CONFLICT);
        assert_eq!(record(house, &mut admin, "unit-decommissioned").await["reason"], json!("returned"));
        let (_, history) = admin.get(house, &format!("/units/{id}/history")).await;
        assert_eq!(history["items"][0]["facts"]["ran"], json!({"Firmware": "1.0"}), "what it ran last stays known");
        let (status, _) = add(house, &mut admin, json!({"product": product, "serial": "SN-1"})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "its serial number is never used again");
    });
}

#[test]
fn units_are_found_by_what_they_are_and_counted() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _, [first, _]) = gateway(house, &mut admin).await;
        for (serial, market, version) in
            [("A-1", "DE", "1.0"), ("A-2", "FR", "9.9"), ("B-1", "", "1.0"), ("B-2", "DE", "")]
        {
            let body = json!({"product": product, "serial": serial, "market": market, "version": version});
            made(house, &mut admin, "/units", body).await;
        }
        let number = kept(house, &product, "A-1").await.number;
        let now = house.app.ambient.now();
        write(house, move |tx| tx.unit_seen(number, now)).await;
        for (query, wanted) in [
            ("", vec!["A-1", "A-2", "B-1", "B-2"]),
            ("?serial=B", vec!["B-1", "B-2"]),
            ("?market=de", vec!["A-1", "B-2"]),
            ("?market=-", vec!["B-1"]),
            ("?release=unknown", vec!["A-2"]),
            ("?state=active&silent=no", vec!["A-1"]),
            (&format!("?release={first}&silent=yes"), vec!["B-1"]),
            (&format!("?product={product}&limit=1"), vec!["A-1"]),
        ] {
            let (status, found) = admin.get(house, &format!("/units{query}")).await;
            assert_eq!(status, StatusCode::OK, "{query}: {found}");
            let serials: Vec<&str> =
                found["items"].as_array().expect("units").iter().filter_map(|unit| unit["serial"].as_str()).collect();
            assert_eq!(serials, wanted, "{query}");
        }
        for query in ["?market=XX", "?state=lost", "?silent=maybe", "?release=rel_1", "?product=x"] {
            assert_eq!(
                admin.get(house, &format!("/units{query}")).await.0,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{query}"
            );
        }
        let (_, fleet) = admin.get(house, "/fleet").await;
        let counts = ["in_use", "heard", "silent", "expected", "unknown_release", "decommissioned"]
            .map(|name| fleet[name].as_i64());
        assert_eq!(counts, [Some(4), Some(1), Some(3), Some(3), Some(1), Some(0)]);
        assert_eq!(
            fleet["markets"],
            json!([{"market": "-", "units": 1}, {"market": "DE", "units": 2}, {"market": "FR", "units": 1}])
        );
        assert_eq!((&fleet["releases"][0]["version"], &fleet["releases"][0]["heard"]), (&json!("1.0"), &json!(1)));
    });
}

#[test]
fn a_unit_is_silent_after_the_days_that_staff_say() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        made(house, &mut admin, "/units", json!({"product": product, "serial": "SN-1", "version": "1.0"})).await;
        let (number, now) = (kept(house, &product, "SN-1").await.number, house.app.ambient.now());
        write(house, move |tx| tx.unit_seen(number, now)).await;
        let path = format!("/products/{product}/silence");
        assert_eq!(admin.get(house, &path).await.1, json!({"days": 14, "stated": false}));
        let silent = async || {
            worked(house).await;
            kept(house, &product, "SN-1").await.silent
        };
        house.stage.pass(13 * 86_400);
        assert!(!silent().await);
        admin.sign_in(house, MARTA, PASSWORD).await;
        let set = admin.send(house, Method::PUT, &path, json!({"days": 7})).await;
        assert_eq!(set.0, StatusCode::NO_CONTENT, "{}", set.1);
        house.stage.pass(601);
        assert!(silent().await);
        let set = admin.send(house, Method::PUT, &path, json!({"days": 30})).await;
        assert_eq!(set.0, StatusCode::NO_CONTENT);
        house.stage.pass(601);
        assert!(!silent().await);
        assert_eq!(admin.send(house, Method::PUT, &path, json!({"days": 0})).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(admin.get(house, &path).await.1, json!({"days": 30, "stated": true}));
        let runs = read(house, move |tx| tx.unit_runs(number)).await;
        assert_eq!(runs.len(), 1);
    });
}
