//! Coming in, through the staff door, on both engines.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::http::{Client, MARTA, PASSWORD, founded, joined, kinds_recorded};
use crate::house::on_both;

#[test]
fn the_first_person_invites_a_second_who_makes_a_token_that_works() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (mut jo, _) = joined(house, &mut marta, "jo", "security").await;
        let expires = "2027-06-01T00:00:00Z";
        let wanted = json!({"name": "build", "scopes": ["people.read"], "expires": expires});
        let (status, made) = jo.post(house, "/tokens", wanted).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        let mut program = Client { token: made["token"].as_str().map(str::to_owned), ..Client::default() };
        let (status, people) = program.get(house, "/people").await;
        assert_eq!((status, people["items"].as_array().map(Vec::len)), (StatusCode::OK, Some(2)));
        assert_eq!(program.get(house, "/approvals").await.0, StatusCode::FORBIDDEN, "it has one scope");
        let id = made["id"].as_str().expect("an id");
        assert_eq!(
            marta.send(house, Method::DELETE, &format!("/tokens/{id}"), Value::Null).await.0,
            StatusCode::NO_CONTENT
        );
        assert_eq!(program.get(house, "/people").await.0, StatusCode::UNAUTHORIZED);
        let expected =
            ["invitation-accepted", "person-invited", "set-up", "set-up-link-made", "token-ended", "token-made"];
        assert_eq!(kinds_recorded(house).await, expected);
    });
}

#[test]
fn a_wrong_password_and_an_unknown_name_are_answered_alike() {
    on_both(async |house| {
        founded(house).await;
        let mut answers = Vec::new();
        for email in [MARTA, "nobody@lumen.example"] {
            let mut stranger = Client::default();
            let mut seen = Vec::new();
            for _ in 0..7 {
                let (status, answer) = stranger.sign_in(house, email, "not the password at all").await;
                seen.push((status, answer["type"].clone(), answer["retry_after"].clone()));
            }
            answers.push(seen);
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0][4].0, StatusCode::UNAUTHORIZED);
        assert_eq!((answers[0][5].0, answers[0][5].2.clone()), (StatusCode::TOO_MANY_REQUESTS, json!(1)));
    });
}

#[test]
fn strangers_never_use_up_the_owners_tries() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        assert_eq!(marta.post(house, "/sign-out", Value::Null).await.0, StatusCode::NO_CONTENT);
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::UNAUTHORIZED);
        let mut tried = 0;
        for _ in 0..60 {
            let (status, _) = Client::default().sign_in(house, MARTA, "guess number and so on").await;
            tried += i32::from(status == StatusCode::UNAUTHORIZED);
        }
        assert_eq!(tried, 5, "five free tries, then waits; the clock stands");
        assert_eq!(marta.sign_in(house, MARTA, PASSWORD).await.0, StatusCode::OK);
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::OK);
        let (status, _) = Client::default().sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "strangers still wait");
    });
}

/// A code of the app whose secret the API showed.
pub(super) fn code(secret: &str, now: i64) -> String {
    let letters: Vec<u8> = secret.bytes().filter(|byte| *byte != b' ').collect();
    let value = |letter: u8| u64::from(if letter >= b'A' { letter - b'A' } else { letter - b'2' + 26 });
    let bits = letters.chunks(8).flat_map(|group| {
        let number = group.iter().fold(0_u64, |number, letter| number << 5 | value(*letter));
        number.to_be_bytes()[3..].to_vec()
    });
    let secret: Vec<u8> = bits.collect();
    steadfast_server::access::totp::code(&secret.try_into().expect("20 bytes"), now).expect("a code")
}

#[test]
fn an_app_is_added_and_asked_for_and_a_recovery_code_stands_in_once() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (status, shown) = marta.post(house, "/me/app", Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{shown}");
        let secret = shown["secret"].as_str().expect("a secret").to_owned();
        let now = || house.app.ambient.now().0;
        assert_eq!(
            marta.send(house, Method::PUT, "/me/app", json!({"code": "000000"})).await.0,
            StatusCode::UNAUTHORIZED
        );
        let (status, codes) = marta.send(house, Method::PUT, "/me/app", json!({"code": code(&secret, now())})).await;
        assert_eq!((status, codes["recovery_codes"].as_array().map(Vec::len)), (StatusCode::OK, Some(10)));

        let mut fresh = Client::default();
        let (_, next) = fresh.sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(next, json!({"next": "second-factor", "ways": ["totp", "recovery"]}));
        assert_eq!(fresh.get(house, "/me").await.0, StatusCode::UNAUTHORIZED, "half a sign-in is none");
        let totp = json!({"method": "totp", "code": code(&secret, now())});
        assert_eq!(fresh.post(house, "/sign-in/second", totp).await.0, StatusCode::UNAUTHORIZED, "a used code");
        house.stage.pass(30);
        let totp = json!({"method": "totp", "code": code(&secret, now())});
        assert_eq!(fresh.post(house, "/sign-in/second", totp).await.0, StatusCode::OK);
        assert_eq!(fresh.get(house, "/me").await.0, StatusCode::OK);

        let recovery = json!({"method": "recovery", "code": codes["recovery_codes"][0]});
        for expected in [StatusCode::OK, StatusCode::UNAUTHORIZED] {
            let mut other = Client::default();
            other.sign_in(house, MARTA, PASSWORD).await;
            assert_eq!(other.post(house, "/sign-in/second", recovery.clone()).await.0, expected);
        }
    });
}

#[test]
fn a_link_made_on_the_host_gives_a_new_password_and_ends_everything_else() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let made = steadfast_server::access::invitations::recover_on_host(&house.app, MARTA).await.expect("made");
        let code = made.address.rsplit('/').next().expect("a code").to_owned();
        let mut fresh = Client::default();
        let short = fresh.post(house, &format!("/recovery/{code}"), json!({"password": "short"})).await;
        assert_eq!(
            (short.0, short.1["errors"][0]["code"].clone()),
            (StatusCode::UNPROCESSABLE_ENTITY, json!("password-too-short"))
        );
        let password = json!({"password": "copper otter beneath thirteen"});
        assert_eq!(fresh.post(house, &format!("/recovery/{code}"), password.clone()).await.0, StatusCode::OK);
        assert_eq!(fresh.get(house, "/me").await.0, StatusCode::OK);
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(fresh.post(house, &format!("/recovery/{code}"), password).await.0, StatusCode::GONE);
    });
}
