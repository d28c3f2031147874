//! Passkeys, with an authenticator made of a key and a few bytes of CBOR.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_server::access::passkey::{PasskeyError, Passkeys};

use super::authenticator::Device;
use super::http::{Client, MARTA, PASSWORD, founded, kinds_recorded};
use crate::house::{House, on_both};

#[test]
fn passkeys_need_a_host_name() {
    let named = Passkeys::new("https://Steadfast.example:8443").expect("a name");
    assert_eq!(named.origin(), "https://steadfast.example:8443");
    assert!(Passkeys::new("http://localhost:8080").is_ok());
    for origin in ["https://192.0.2.7", "https://[2001:db8::1]:8443", "nonsense", ""] {
        assert!(matches!(Passkeys::new(origin), Err(PasskeyError::NoHostName(_))), "{origin}");
    }
}

/// Adds a passkey of this device; how many recovery codes came with it.
async fn add(house: &House, by: &mut Client, device: &mut Device, name: &str) -> usize {
    let (status, asked) = by.post(house, "/me/passkeys/begin", json!({"name": name})).await;
    assert_eq!(status, StatusCode::OK, "{asked}");
    let answer = device.make(&asked["question"]);
    let (status, added) = by.post(house, "/me/passkeys", json!({"answer": answer})).await;
    assert_eq!(status, StatusCode::CREATED, "{added}");
    added["recovery_codes"].as_array().map_or(0, Vec::len)
}

async fn question(house: &House, by: &mut Client, path: &str) -> Value {
    let (status, asked) = by.post(house, path, Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{asked}");
    asked["question"].clone()
}

/// Signs in by passkey, whatever is under way.
async fn sign_in(house: &House, by: &mut Client, device: &mut Device) -> StatusCode {
    let asked = question(house, by, "/sign-in/passkey/begin").await;
    by.post(house, "/sign-in/passkey", json!({"answer": device.sign(&asked)})).await.0
}

#[test]
fn a_passkey_signs_in_alone_and_as_the_second_step() {
    on_both(async |house| {
        let (mut marta, mut phone) = (founded(house).await, Device::new(1));
        assert_eq!(add(house, &mut marta, &mut phone, "phone").await, 10);
        assert_eq!(add(house, &mut marta, &mut Device::new(2), "key").await, 0, "codes there are already");

        let mut alone = Client::default();
        let asked = question(house, &mut alone, "/sign-in/passkey/begin").await;
        assert_eq!(asked["publicKey"]["userVerification"], json!("required"));
        assert!(asked["publicKey"]["allowCredentials"].as_array().is_none_or(Vec::is_empty), "nobody is named");
        assert_eq!(sign_in(house, &mut alone, &mut phone).await, StatusCode::OK);
        assert_eq!(alone.get(house, "/me").await.1["email"], json!(MARTA));

        let mut second = Client::default();
        let (_, next) = second.sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(next, json!({"next": "second-factor", "ways": ["passkey", "recovery"]}));
        assert_eq!(second.get(house, "/me").await.0, StatusCode::UNAUTHORIZED, "half a sign-in is none");
        let asked = question(house, &mut second, "/sign-in/passkey/begin").await;
        assert_eq!(asked["publicKey"]["allowCredentials"].as_array().map(Vec::len), Some(2));
        assert_eq!(sign_in(house, &mut second, &mut phone).await, StatusCode::OK);
        assert_eq!(second.get(house, "/me").await.0, StatusCode::OK);

        let (_, passkeys) = second.get(house, "/me/passkeys").await;
        assert!(passkeys[0]["used"].is_string() && passkeys[1]["used"].is_null(), "{passkeys}");
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "signed-in").count(), 2, "{kinds:?}");
        assert_eq!(kinds.iter().filter(|kind| *kind == "second-factor-added").count(), 2, "{kinds:?}");
    });
}

#[test]
fn an_answer_counts_once_and_only_with_its_user_verified() {
    on_both(async |house| {
        let (mut marta, mut phone) = (founded(house).await, Device::new(1));
        add(house, &mut marta, &mut phone, "phone").await;

        let mut thief = Client::default();
        let asked = question(house, &mut thief, "/sign-in/passkey/begin").await;
        let answer = json!({"answer": phone.sign(&asked)});
        let mut before = thief.clone();
        assert_eq!(thief.post(house, "/sign-in/passkey", answer.clone()).await.0, StatusCode::OK);
        assert_eq!(before.post(house, "/sign-in/passkey", answer.clone()).await.0, StatusCode::UNAUTHORIZED, "over");
        let mut other = Client::default();
        question(house, &mut other, "/sign-in/passkey/begin").await;
        assert_eq!(other.post(house, "/sign-in/passkey", answer).await.0, StatusCode::UNPROCESSABLE_ENTITY);

        phone.verifies = false;
        assert_eq!(sign_in(house, &mut Client::default(), &mut phone).await, StatusCode::UNPROCESSABLE_ENTITY);
        phone.verifies = true;
        let mut slow = Client::default();
        let asked = question(house, &mut slow, "/sign-in/passkey/begin").await;
        house.stage.pass(301);
        let late = slow.post(house, "/sign-in/passkey", json!({"answer": phone.sign(&asked)})).await;
        assert_eq!(late.0, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_copy_of_a_passkey_is_found_out_by_its_counter_and_a_removed_one_is_refused() {
    on_both(async |house| {
        let (mut marta, mut phone) = (founded(house).await, Device::new(1));
        add(house, &mut marta, &mut phone, "phone").await;
        assert_eq!(sign_in(house, &mut Client::default(), &mut phone).await, StatusCode::OK);
        phone.counter = 0;
        assert_eq!(sign_in(house, &mut Client::default(), &mut phone).await, StatusCode::UNPROCESSABLE_ENTITY);

        phone.counter = 5;
        let mut second = Client::default();
        second.sign_in(house, MARTA, PASSWORD).await;
        let asked = question(house, &mut second, "/sign-in/passkey/begin").await;
        let answer = json!({"answer": phone.sign(&asked)});
        let (_, passkeys) = marta.get(house, "/me/passkeys").await;
        let path = format!("/me/passkeys/{}", passkeys[0]["id"].as_str().expect("an id"));
        assert_eq!(marta.send(house, Method::DELETE, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
        let late = second.post(house, "/sign-in/passkey", answer).await;
        assert_eq!(late.0, StatusCode::UNPROCESSABLE_ENTITY, "removed between question and answer: {}", late.1);
    });
}

#[test]
fn a_passkey_confirms_its_own_session_only() {
    on_both(async |house| {
        let (mut marta, mut phone) = (founded(house).await, Device::new(1));
        add(house, &mut marta, &mut phone, "phone").await;
        house.stage.pass(16 * 60);
        let (status, stale) = marta.post(house, "/me/passkeys/begin", json!({"name": "key"})).await;
        assert_eq!((status, stale["type"].clone()), (StatusCode::FORBIDDEN, json!("stale-sign-in")));

        let mut earlier = marta.clone();
        let asked = question(house, &mut marta, "/confirm/passkey/begin").await;
        let answer = json!({"answer": phone.sign(&asked)});
        let (unasked, _) = marta.post(house, "/me/passkeys", answer.clone()).await;
        assert_eq!(unasked, StatusCode::FORBIDDEN, "a confirmation adds nothing");
        assert_eq!(marta.post(house, "/confirm/passkey", answer.clone()).await.0, StatusCode::NO_CONTENT);
        assert_eq!(marta.post(house, "/confirm/passkey", answer).await.0, StatusCode::NOT_FOUND, "once");
        assert_eq!(earlier.get(house, "/me").await.0, StatusCode::UNAUTHORIZED, "the secret is a new one");
        assert_eq!(add(house, &mut marta, &mut Device::new(2), "key").await, 0);
        assert!(kinds_recorded(house).await.contains(&"identity-confirmed".to_owned()));
    });
}
