//! Showing once more that it is you: fresh for a quarter of an hour, counted like a sign-in, with a new secret each time.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::access::totp;
use steadfast_server::ambient::Ambient as _;

use super::browser::Browser;
use super::http::{Client, PASSWORD, founded, kinds_recorded};
use crate::house::{House, on_both};

const STALE: i64 = 16 * 60;

/// Adds an authenticator app; its secret and the recovery codes.
async fn with_app(house: &House, client: &mut Client) -> (Vec<u8>, Vec<String>) {
    let (status, app) = client.post(house, "/me/app", Value::Null).await;
    assert!(status.is_success(), "{app}");
    let secret = unbase32(&app["secret"].as_str().expect("a secret").replace(' ', ""));
    let code = now_code(house, &secret);
    let (status, codes) = client.send(house, Method::PUT, "/me/app", json!({"code": code})).await;
    assert!(status.is_success(), "{codes}");
    let codes = codes["recovery_codes"].as_array().expect("codes").iter();
    (secret, codes.map(|code| code.as_str().expect("a code").to_owned()).collect())
}

fn now_code(house: &House, secret: &[u8]) -> String {
    let secret: [u8; 20] = secret.try_into().expect("twenty bytes");
    totp::code(&secret, house.stage.now().0).expect("a code")
}

fn unbase32(text: &str) -> Vec<u8> {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = text
        .bytes()
        .map(|byte| format!("{:05b}", digits.iter().position(|digit| *digit == byte).expect("base32")))
        .collect();
    bits.as_bytes()
        .chunks_exact(8)
        .map(|chunk| u8::from_str_radix(std::str::from_utf8(chunk).expect("bits"), 2).expect("a byte"))
        .collect()
}

#[test]
fn a_stale_proof_is_renewed_by_every_factor_and_the_secret_changes_with_it() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (secret, codes) = with_app(house, &mut marta).await;
        house.stage.pass(STALE);
        let guest = json!({"name": "jo", "email": "jo@lumen.example", "role": "viewer"});
        let (_, stale) = marta.send(house, Method::POST, "/invitations", guest.clone()).await;
        assert_eq!(stale["type"], json!("stale-sign-in"));

        let confirm = "/confirm";
        let (status, no) = marta.post(house, confirm, json!({"password": "wrong"})).await;
        assert_eq!((status, &no["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("password")));
        let (status, no) = marta.post(house, confirm, json!({"password": PASSWORD})).await;
        assert_eq!((status, &no["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("second")));
        let before = marta.clone();
        let second = json!({"method": "totp", "code": now_code(house, &secret)});
        let (status, no) = marta.post(house, confirm, json!({"password": PASSWORD, "second": second.clone()})).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{no}");
        assert_eq!(before.clone().get(house, "/me").await.0, StatusCode::UNAUTHORIZED, "the earlier secret is void");
        assert_eq!(marta.post(house, "/invitations", guest).await.0, StatusCode::CREATED);
        let (status, _) = marta.post(house, confirm, json!({"password": PASSWORD, "second": second})).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "each code once");
        let second = json!({"method": "recovery", "code": codes[0]});
        let (status, _) = marta.post(house, confirm, json!({"password": PASSWORD, "second": second})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "identity-confirmed").count(), 2);
    });
}

#[test]
fn a_stolen_session_cannot_guess_on() {
    on_both(async |house| {
        let mut thief = founded(house).await;
        thief.cookies.retain(|name, _| name == "steadfast");
        for _ in 0..5 {
            let (status, _) = thief.post(house, "/confirm", json!({"password": "a guess"})).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let (status, _) = thief.post(house, "/confirm", json!({"password": PASSWORD})).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "not looked at");
    });
}

#[test]
fn who_knows_the_password_gets_no_tries_of_the_second_factor_back_by_changing_it() {
    on_both(async |house| {
        let mut thief = founded(house).await;
        with_app(house, &mut thief).await;
        house.stage.pass(STALE);
        let guess = json!({"password": PASSWORD, "second": {"method": "totp", "code": "000000"}});
        for _ in 0..4 {
            assert_eq!(thief.post(house, "/confirm", guess.clone()).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let next = "violet engine harbour thimble";
        let change = json!({"current": PASSWORD, "password": next});
        assert_eq!(thief.send(house, Method::PUT, "/me/password", change).await.0, StatusCode::NO_CONTENT);
        let guess = json!({"password": next, "second": {"method": "totp", "code": "000000"}});
        assert_eq!(thief.post(house, "/confirm", guess).await.0, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn the_page_asks_says_what_is_wrong_and_goes_back_to_where_it_was_needed() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (secret, _) = with_app(house, &mut marta).await;
        let mut browser = Browser::of(&marta);
        assert_eq!(browser.get(house, "/confirm?back=%2Fapprovals").await.leads(), (303, "/approvals"), "it is fresh");
        house.stage.pass(STALE);
        let asked = browser.get(house, "/confirm?back=%2Fapprovals").await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.says("name=\"password\"") && asked.says("name=\"code\"") && asked.says("name=\"recovery\""));
        let wrong = browser.post(house, "/confirm", &[("password", "no"), ("code", "123456")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.says("error-password"));
        let wrong = browser.post(house, "/confirm", &[("password", PASSWORD), ("code", "12")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.says("error-code"));
        let wrong = browser.post(house, "/confirm", &[("password", PASSWORD), ("recovery", "x")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.says("error-recovery"));
        let code = now_code(house, &secret);
        let lured = [("password", PASSWORD), ("code", code.as_str()), ("back", "//evil.example")];
        assert_eq!(browser.post(house, "/confirm", &lured).await.leads(), (303, "/"));
        let german = browser.clone().reading("de");
        house.stage.pass(STALE);
        assert!(german.clone().get(house, "/confirm").await.says("dass Sie es sind"));
        let nobody = Browser::default().get(house, "/confirm").await;
        assert!(nobody.place.is_some_and(|place| place.starts_with("/sign-in?back=")));
    });
}
