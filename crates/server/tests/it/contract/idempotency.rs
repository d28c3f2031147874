//! A request with a key is done once: repeated, sent twice at once, or dropped midway.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use serde_json::{Value, json};
use steadfast_store::{RecordFilter, StoreError};

use super::asker::{Answer, Asker, People};
use super::cases::all;
use super::document::operations;
use super::listing::filled;
use crate::house::{House, on_both};

const TOKENS: &str = "/api/v1/tokens";

fn token(name: &str) -> Value {
    json!({"name": name, "scopes": ["people.read"], "expires": "2027-06-01T00:00:00Z"})
}

async fn recorded(house: &House, kind: &'static str) -> usize {
    let read = house.app.store.read::<_, StoreError, _>(move |tx| tx.record_list(&RecordFilter::kind(kind), None, 200));
    read.await.expect("read").len()
}

fn same(answers: &[Answer]) -> &Answer {
    let first = &answers[0];
    assert!(first.status.is_success(), "{}", first.json());
    for other in answers {
        assert_eq!((other.status, other.json()), (first.status, first.json()));
    }
    first
}

#[test]
fn the_same_request_is_answered_alike_and_recorded_once() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let by = people.admin();
        let mut answers = Vec::new();
        for _ in 0..3 {
            answers.push(asker.keyed(by, "POST", TOKENS, &token("a"), Some("k-1")).await);
        }
        let id = same(&answers).json()["id"].as_str().expect("an id").to_owned();
        assert_eq!(recorded(house, "token-made").await, 1);
        let other = asker.keyed(by, "POST", TOKENS, &token("b"), Some("k-1")).await;
        assert_eq!((other.status.as_u16(), other.code().as_str()), (409, "idempotency-key-reused"));
        let elsewhere = asker.keyed(by, "POST", "/api/v1/me/app", &Value::Null, Some("k-1")).await;
        assert_eq!(elsewhere.code(), "idempotency-key-reused", "the address belongs to the request");
        let path = format!("{TOKENS}/{id}");
        for _ in 0..2 {
            let ended = asker.keyed(by, "DELETE", &path, &Value::Null, Some("k-2")).await;
            assert_eq!(ended.status, 204, "{}", ended.json());
        }
        assert_eq!(asker.send(by, "DELETE", &path, &Value::Null).await.status, 409, "without a key it is asked anew");
        assert_eq!(recorded(house, "token-ended").await, 1);
    });
}

#[test]
fn answers_that_hold_something_drawn_are_alike_too() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let by = people.admin();
        let guest = json!({"name": "N", "email": "new@lumen.example", "role": "viewer"});
        for (path, body) in [("/api/v1/invitations", guest), ("/api/v1/me/app", Value::Null)] {
            let mut answers = Vec::new();
            for _ in 0..2 {
                answers.push(asker.keyed(by, "POST", path, &body, Some(path)).await);
            }
            same(&answers);
        }
        let password = json!({"current": "quartz ladder hummingbird soup", "password": "walnut gravel mosaic tepid"});
        for _ in 0..2 {
            let changed = asker.keyed(by, "PUT", "/api/v1/me/password", &password, Some("p")).await;
            assert_eq!(changed.status, 204, "{}", changed.json());
        }
        assert_eq!(recorded(house, "password-changed").await, 1);
    });
}

#[test]
fn keys_of_one_caller_are_not_those_of_another() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let mut people = People::first(house, &asker).await;
        let made = asker.keyed(people.admin(), "POST", TOKENS, &token("a"), Some("k")).await.json();
        people.renew(&asker, steadfast_server::access::role::Role::Admin).await;
        let again = asker.keyed(people.admin(), "POST", TOKENS, &token("a"), Some("k")).await.json();
        assert_eq!(made, again, "the same person in another session");
    });
}

#[test]
fn twins_at_the_same_time_are_done_once() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        for round in 0..5 {
            let key = format!("twins-{round}");
            let twins = (0..6).map(|_| asker.keyed(people.admin(), "POST", TOKENS, &token("t"), Some(&key)));
            let twins: Vec<_> = twins.map(tokio::spawn).collect();
            let mut answers = Vec::new();
            for twin in twins {
                answers.push(twin.await.expect("an answer"));
            }
            same(&answers);
            assert_eq!(recorded(house, "token-made").await, round + 1);
        }
    });
}

#[test]
fn a_request_that_its_client_dropped_midway_is_done_once_when_it_is_repeated() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        for polls in 0..12 {
            let key = format!("dropped-{polls}");
            let ask = || asker.keyed(people.admin(), "POST", TOKENS, &token("t"), Some(&key));
            {
                let mut dropped = pin!(ask());
                for _ in 0..polls {
                    let over = poll_fn(|cx| Poll::Ready(dropped.as_mut().poll(cx).is_ready())).await;
                    if over {
                        break;
                    }
                    tokio::time::sleep(std::time::Duration::from_micros(300)).await;
                }
            }
            let again = ask().await;
            assert_eq!(again.status, 201, "{}", again.json());
            assert_eq!(recorded(house, "token-made").await, polls + 1, "cut off after {polls} steps");
        }
    });
}

#[test]
fn every_operation_that_says_so_reads_its_key() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let cases = all();
        for (endpoint, operation) in operations() {
            let parameters = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
            let keyed = parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key");
            let (method, path) = endpoint.split_once(' ').expect("a method");
            let entry = operation["tags"] == json!(["entry"]);
            assert_eq!(keyed, method != "GET" && !entry, "{endpoint}");
            if keyed && endpoint != READS {
                let case = cases.iter().find(|case| case.endpoint == endpoint).expect("a case");
                let answer = asker.keyed(people.admin(), method, &filled(path), &case.body, Some("")).await;
                let told = answer.json();
                assert!(told["detail"].to_string().contains("an Idempotency-Key has"), "{endpoint}: {told}");
            }
        }
    });
}

/// It asks by POST and changes nothing.
const READS: &str = "POST /api/v1/ledger/consistency";
