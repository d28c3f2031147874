//! What is held because of a case: at once, on record, and given back; units go on meanwhile.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_server::rollout::report::Report;
use steadfast_store::{ActionState, Id, kinds};

use super::pages::{begun, running};
use super::world::{polls, says};
use crate::access::browser::Browser;
use crate::access::http::{Client, joined, kinds_recorded};
use crate::house::{House, on_both};
use crate::triage::world::GATEWAY;
use crate::webhooks::receiver::Receiver;
use crate::webhooks::{hooked, send};

/// An incident of the gateway; its path in the API and on the pages.
async fn incident(house: &House, by: &mut Client) -> String {
    let product = Id::<kinds::Product>::from_bytes(GATEWAY).to_string();
    let signal = json!({"kind": "finder", "about": "Somebody is inside"});
    let case = json!({"kind": "incident", "title": "Break-in", "product": product, "signal": signal});
    let (status, made) = by.post(house, "/cases", case).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    format!("/cases/{}", made["id"].as_str().expect("an id"))
}

async fn told(house: &House, by: &mut Client, case: &str) -> Value {
    let (status, told) = by.get(house, &format!("{case}/containment")).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    told
}

/// Holds; the path by which it is given back.
async fn held(house: &House, by: &mut Client, case: &str, wanted: Value) -> String {
    let (status, made) = by.post(house, &format!("{case}/containment"), wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    format!("{case}/containment/{}/undo", made["id"].as_str().expect("an id"))
}

async fn given_back(house: &House, by: &mut Client, undo: &str) -> Value {
    let (status, back) = by.post(house, undo, Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{back}");
    back
}

fn counts(given_back: i64, held_elsewhere: i64, changed_since: i64) -> Value {
    json!({"given_back": given_back, "held_elsewhere": held_elsewhere, "changed_since": changed_since})
}

async fn program(house: &House, by: &mut Client, scopes: &[&str]) -> (Client, String) {
    let expires = house.app.ambient.now().after(std::time::Duration::from_secs(86_400)).to_string();
    let wanted = json!({"name": "build", "scopes": scopes, "expires": expires});
    let (status, made) = by.post(house, "/tokens", wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let text = |name: &str| made[name].as_str().expect("a text").to_owned();
    (Client { token: Some(text("token")), ..Client::default() }, text("id"))
}

#[test]
fn a_rollout_that_a_case_holds_reaches_nobody_new_while_units_go_on_and_then_goes_on_where_it_was() {
    on_both(async |house| {
        let (mut admin, mut browser) = begun(house, 3).await;
        let rollout = running(house, &mut browser).await;
        assert_eq!(polls(house, 1).await, Some(ActionState::Offered));
        says(house, 1, Report::Running(String::new())).await;
        let case = incident(house, &mut admin).await;
        assert_eq!(told(house, &mut admin, &case).await["possible"]["rollouts"].as_array().map(Vec::len), Some(1));
        let fewer = json!({"move": "rollouts", "seen": 0});
        let (status, why) = admin.post(house, &format!("{case}/containment"), fewer).await;
        assert_eq!((status, &why["reason"]), (StatusCode::CONFLICT, &json!("more-to-hold")));
        let undo = held(house, &mut admin, &case, json!({"move": "rollouts", "seen": 1})).await;
        assert_eq!(polls(house, 2).await, None, "nobody new is offered it");
        assert_eq!(polls(house, 1).await, Some(ActionState::Running), "who is at work brings it to its end");
        let again = json!({"move": "rollouts", "seen": 1});
        let (status, why) = admin.post(house, &format!("{case}/containment"), again).await;
        assert_eq!((status, &why["reason"]), (StatusCode::CONFLICT, &json!("nothing-to-hold")));
        assert_eq!(given_back(house, &mut admin, &undo).await, counts(1, 0, 0));
        assert_eq!(polls(house, 2).await, Some(ActionState::Offered));
        assert_eq!(admin.post(house, &undo, Value::Null).await.0, StatusCode::CONFLICT, "twice is once");
        let undo = held(house, &mut admin, &case, json!({"move": "rollouts", "seen": 1})).await;
        for step in ["resume", "pause"] {
            assert_eq!(browser.post(house, &format!("{rollout}/{step}"), &[]).await.leads(), (303, &*rollout));
        }
        assert_eq!(given_back(house, &mut admin, &undo).await, counts(0, 0, 1), "somebody paused it themselves");
        assert_eq!(polls(house, 2).await, None);
        let kinds = kinds_recorded(house).await;
        for kind in ["case-contained", "case-containment-undone"] {
            assert_eq!(kinds.iter().filter(|one| *one == kind).count(), 2, "{kind}");
        }
    });
}

#[test]
fn a_token_that_is_held_does_not_count_until_a_person_gives_it_back_and_one_that_ended_stays_ended() {
    on_both(async |house| {
        let (mut admin, _) = begun(house, 1).await;
        let (mut build, _) = program(house, &mut admin, &["rollout.change", "rollout.read"]).await;
        let (_, ended) = program(house, &mut admin, &["release.change"]).await;
        let (mut reader, _) = program(house, &mut admin, &["people.read"]).await;
        let (mut guard, _) = program(house, &mut admin, &["case.contain", "case.read", "unit.enrol"]).await;
        let case = incident(house, &mut admin).await;
        assert_eq!(told(house, &mut guard, &case).await["possible"]["tokens"], 2, "who asks is not among them");
        let wanted = json!({"move": "tokens", "seen": 3});
        let (status, why) = guard.post(house, &format!("{case}/containment"), wanted.clone()).await;
        assert_eq!((status, &why["reason"]), (StatusCode::FORBIDDEN, &json!("needs-person")));
        let undo = held(house, &mut admin, &case, wanted).await;
        assert_eq!(build.get(house, "/rollouts").await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(reader.get(house, "/people").await.0, StatusCode::OK, "it has no right over products");
        assert_eq!(guard.get(house, "/rollouts").await.0, StatusCode::UNAUTHORIZED, "the guard's own too");
        let place = format!("/tokens/{ended}");
        let end = admin.send(house, axum::http::Method::DELETE, &place, Value::Null).await;
        assert_eq!(end.0, StatusCode::NO_CONTENT);
        assert_eq!(given_back(house, &mut admin, &undo).await, counts(2, 0, 1));
        assert_eq!(build.get(house, "/rollouts").await.0, StatusCode::OK, "the same token counts again");
        let tokens = told(house, &mut admin, &case).await["possible"]["people"][0].clone();
        let own = json!({"move": "tokens", "person": tokens["id"], "seen": tokens["tokens"]});
        held(house, &mut admin, &case, own).await;
        assert_eq!(reader.get(house, "/people").await.0, StatusCode::UNAUTHORIZED, "all of one person");
    });
}

#[test]
fn what_waits_for_a_webhook_that_two_cases_hold_arrives_once_neither_holds_it() {
    on_both(async |house| {
        let (mut admin, _) = begun(house, 1).await;
        let receiver = Receiver::start().await;
        let (hook, _) = hooked(house, &mut admin, &receiver, &["case-noted"]).await;
        let (first, second) = (incident(house, &mut admin).await, incident(house, &mut admin).await);
        let wanted = json!({"move": "deliveries", "webhooks": [hook]});
        let undo_first = held(house, &mut admin, &first, wanted.clone()).await;
        let undo_second = held(house, &mut admin, &second, wanted.clone()).await;
        let (status, _) = admin.post(house, &format!("{first}/notes"), json!({"note": "It waits"})).await;
        assert_eq!(status, StatusCode::CREATED);
        assert_eq!(given_back(house, &mut admin, &undo_first).await, counts(0, 1, 0));
        send(house).await;
        assert!(receiver.take().is_empty(), "the second case holds it still");
        assert_eq!(given_back(house, &mut admin, &undo_second).await, counts(1, 0, 0));
        send(house).await;
        let body: Value = serde_json::from_slice(&receiver.next().await.body).expect("JSON");
        assert!(body["type"].as_str().expect("a type").ends_with("case-noted"), "{body}");
        let unknown = json!({"move": "deliveries", "webhooks": ["hok_01890a5dac96774bbcceb302099a8057"]});
        assert_eq!(admin.post(house, &format!("{first}/containment"), unknown).await.0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_rings_people_is_not_among_what_can_be_held() {
    on_both(async |house| {
        let (mut admin, _) = begun(house, 1).await;
        for (name, hears) in [("Alerts", json!(["alert"])), ("Duty", json!(["alert", "ring"]))] {
            let wanted = json!({
                "name": name, "way": "mail", "address": "duty@lumen.example", "language": "en", "kinds": hears,
                "least": "low",
            });
            let (status, made) = admin.post(house, "/receivers", wanted).await;
            assert_eq!(status, StatusCode::CREATED, "{made}");
        }
        let case = incident(house, &mut admin).await;
        let told = told(house, &mut admin, &case).await;
        let names: Vec<_> =
            told["possible"]["receivers"].as_array().expect("a list").iter().map(|one| &one["name"]).collect();
        assert_eq!(names, [&json!("Alerts")]);
    });
}

#[test]
fn the_page_counts_before_the_click_holds_and_gives_back_and_shows_others_what_is_held() {
    on_both(async |house| {
        let (mut admin, mut browser) = begun(house, 1).await;
        running(house, &mut browser).await;
        let (mut audit, _) = joined(house, &mut admin, "Eve", "assessor").await;
        program(house, &mut admin, &["release.change"]).await;
        let case = incident(house, &mut admin).await;
        let page = browser.get(house, &case).await;
        for words in ["id=\"contain\"", "One runs now.", "Who is signed in stays signed in."] {
            page.shows(words);
        }
        let sent = [("move", "rollouts"), ("seen", "1")];
        let back = format!("{case}#contain");
        assert_eq!(browser.post(house, &format!("{case}/containment"), &sent).await.leads(), (303, &*back));
        let page = browser.get(house, &case).await;
        for words in ["Distributions paused: 1", "None of the product runs now.", "Give back"] {
            page.shows(words);
        }
        let other = Browser::of(&audit).get(house, &case).await;
        other.shows("Distributions paused: 1");
        other.hides("Give back");
        other.hides("Hold tokens");
        let told = told(house, &mut audit, &case).await;
        assert!(told["possible"].is_null(), "{told}");
        let undo = format!("{case}/containment/{}/undo", told["acts"][0]["id"].as_str().expect("an id"));
        assert_eq!(browser.post(house, &undo, &[]).await.leads(), (303, &*back));
        browser.get(house, &case).await.shows("Distributions paused, and given back: 1");
        let mut german = Browser::of(&admin).reading("de");
        german.get(house, &case).await.shows("Verteilungen unterbrochen, und wieder freigegeben: 1");
    });
}
