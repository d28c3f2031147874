//! A clock that jumps a year ahead and back: nobody is locked out for good, and nothing lives longer than it was made for.

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use steadfast_server::ledger::number;
use steadfast_store::{RecordFilter, RecordRow, StoreError};
use steadfast_verify::{Asked, Verdict, check};
use tower::ServiceExt as _;

use super::http::{Client, MARTA, PASSWORD, founded};
use crate::house::{House, on_both};

const YEAR: i64 = 366 * 86_400;

fn guest(name: &str) -> Value {
    json!({"name": name, "email": format!("{name}@lumen.example"), "role": "viewer"})
}

async fn invited(house: &House, by: &mut Client, name: &str) -> String {
    let (status, link) = by.post(house, "/invitations", guest(name)).await;
    assert_eq!(status, StatusCode::CREATED, "{link}");
    link["address"].as_str().and_then(|address| address.rsplit('/').next()).expect("a code").to_owned()
}

async fn accepted(house: &House, code: &str) -> StatusCode {
    let account = json!({"name": "Jo", "password": "quartz ladder hummingbird soup"});
    Client::default().post(house, &format!("/invitation/{code}"), account).await.0
}

async fn token(house: &House, by: &mut Client) -> Client {
    let expires = (house.app.ambient.now().after(std::time::Duration::from_secs(86_400))).to_string();
    let wanted = json!({"name": "build", "scopes": ["people.read"], "expires": expires});
    let (status, made) = by.post(house, "/tokens", wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    Client { token: made["token"].as_str().map(str::to_owned), ..Client::default() }
}

/// An answer as text.
async fn ask(house: &House, by: &Client, request: Builder, body: String) -> (StatusCode, String) {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = request.header(header::COOKIE, cookies.join("; ")).header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body)).expect("a request");
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    (status, String::from_utf8(bytes.to_vec()).expect("UTF-8"))
}

/// Invites under a key.
async fn once(house: &House, by: &Client) -> (StatusCode, String) {
    let request = Request::post("/api/v1/invitations").header("idempotency-key", "k");
    ask(house, by, request, guest("jo").to_string()).await
}

#[test]
fn a_year_ahead_everything_has_ended_and_one_signs_in_anew() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let mut program = token(house, &mut marta).await;
        let code = invited(house, &mut marta, "jo").await;
        house.stage.pass(YEAR);
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(program.get(house, "/people").await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(accepted(house, &code).await, StatusCode::GONE);
        assert_eq!(marta.sign_in(house, MARTA, PASSWORD).await.0, StatusCode::OK);
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::OK);
        let code = invited(house, &mut marta, "jo").await;
        assert_eq!(accepted(house, &code).await, StatusCode::CREATED);
    });
}

#[test]
fn what_was_begun_while_the_clock_was_ahead_does_not_live_a_year_longer() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        house.stage.pass(YEAR);
        let mut ahead = Client::default();
        assert_eq!(ahead.sign_in(house, MARTA, PASSWORD).await.0, StatusCode::OK);
        let code = invited(house, &mut ahead, "jo").await;
        house.stage.pass(-YEAR);
        assert_eq!(ahead.get(house, "/me").await.0, StatusCode::UNAUTHORIZED, "a session from the future");
        assert_eq!(accepted(house, &code).await, StatusCode::GONE, "a link from the future");
        assert_eq!(marta.get(house, "/me").await.0, StatusCode::OK, "one from before goes on");
        assert_eq!(ahead.sign_in(house, MARTA, PASSWORD).await.0, StatusCode::OK, "and one signs in again");
        let code = invited(house, &mut marta, "jo").await;
        assert_eq!(accepted(house, &code).await, StatusCode::CREATED);
    });
}

#[test]
fn strangers_wait_no_longer_for_a_clock_that_went_back() {
    on_both(async |house| {
        founded(house).await;
        house.stage.pass(YEAR);
        for _ in 0..8 {
            Client::default().sign_in(house, MARTA, "not the password at all").await;
        }
        house.stage.pass(-YEAR);
        let (status, answer) = Client::default().sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        let wait = answer["retry_after"].as_i64().expect("seconds");
        assert!(wait <= 3600, "{wait} seconds");
        house.stage.pass(wait);
        assert_eq!(Client::default().sign_in(house, MARTA, PASSWORD).await.0, StatusCode::OK);
    });
}

#[test]
fn a_repeated_request_is_answered_whichever_way_the_clock_went() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (status, first) = once(house, &marta).await;
        assert_eq!(status, StatusCode::CREATED, "{first}");
        for jump in [-YEAR, YEAR] {
            house.stage.pass(jump);
            let proved = marta.sign_in(house, MARTA, PASSWORD).await.0;
            assert_eq!(proved, StatusCode::OK);
            assert_eq!(once(house, &marta).await, (StatusCode::CREATED, first.clone()));
        }
        let open = marta.get(house, "/invitations").await.1;
        assert_eq!(open.as_array().map(Vec::len), Some(1), "{open}");
    });
}

async fn all_records(house: &House) -> Vec<RecordRow> {
    let read = house.app.store.read::<_, StoreError, _>(|tx| tx.record_list(&RecordFilter::default(), None, 1000));
    read.await.expect("read")
}

#[test]
fn the_ledger_goes_on_and_its_records_say_what_the_clock_said() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        number::round(&house.app, [1; 16]).await.expect("numbered");
        house.stage.pass(YEAR);
        marta.sign_in(house, MARTA, PASSWORD).await;
        let ahead = house.app.ambient.now();
        number::round(&house.app, [1; 16]).await.expect("numbered ahead");
        house.stage.pass(-YEAR);
        // The one that led while the clock was ahead is gone; its lease ends in a year by this clock.
        marta.sign_in(house, MARTA, PASSWORD).await;
        number::round(&house.app, [2; 16]).await.expect("another leads");
        let (records, now) = (all_records(house).await, house.app.ambient.now());
        assert!(records.iter().all(|record| record.place.is_some()), "all have their number");
        assert!(records.iter().all(|record| record.time <= ahead));
        assert_eq!(records.iter().filter(|record| record.time > now).count(), 1, "only the one made ahead");
        let (_, text) = ask(house, &marta, Request::get("/api/v1/ledger/export"), String::new()).await;
        let fingerprint = house.app.ledger.key.public().fingerprint();
        let verdict = check(text.lines().map(str::as_bytes), &Asked { key: Some(&fingerprint), older: None });
        assert!(matches!(verdict, Verdict::Shown(_)), "{verdict:?}");
    });
}
