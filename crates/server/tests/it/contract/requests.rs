//! What holds for every request of the API: how it is read, refused, tagged and paged.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use steadfast_server::access::action::Action;
use steadfast_server::http::problem::CODES;

use super::asker::{Answer, Asker, People, Shown};
use super::cases::{Case, all};
use super::listing::filled;
use crate::house::on_both;

const TOKENS: &str = "/api/v1/tokens";

fn token() -> Value {
    json!({"name": "t", "scopes": ["people.read"], "expires": "2027-06-01T00:00:00Z"})
}

/// Operations that change something and read a body.
fn commands() -> Vec<(Case, String, String)> {
    let all = all().into_iter().filter(|case| case.endpoint.contains(" /api/") && !case.endpoint.contains("sign-out"));
    let split = all.filter_map(|case| {
        let (method, path) = case.endpoint.split_once(' ')?;
        let (method, path) = (method.to_owned(), filled(path));
        (method != "GET").then_some((case, method, path))
    });
    split.collect()
}

#[track_caller]
fn is_problem(answer: &Answer, status: u16, code: &str, words: &str) {
    let told = answer.json();
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{told}");
    assert!(told["detail"].as_str().is_some_and(|detail| detail.contains(words)), "{words:?} is not in {told}");
    assert_eq!(told["status"], status);
    assert!(CODES.iter().any(|(known, its, _)| *known == code && its.as_u16() == status));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.header("x-request-id").is_empty());
}

#[test]
fn what_cannot_be_read_is_a_problem_with_a_known_code() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let by = people.admin();
        let (name, cookie) = by.as_ref().expect("a cookie");
        let raw = async |kind: &str, body: &str| {
            let headers = [(name.as_str(), cookie.as_str()), ("content-type", kind)];
            asker.asked("POST", TOKENS, &headers, body.as_bytes().to_vec()).await
        };
        let json = "application/json";
        is_problem(&raw(json, "{\"name\": \"t\",\n  \"scopes\" [").await, 400, "malformed", "line 2, column 12");
        is_problem(&raw(json, "").await, 422, "invalid", "line 1");
        is_problem(&raw(json, "{\"name\": 1}").await, 422, "invalid", "line 1, column 10");
        is_problem(&raw(json, "[]").await, 422, "invalid", "");
        is_problem(&raw("text/plain", "{}").await, 415, "media-type", "application/json");
        is_problem(&raw("", "{}").await, 415, "media-type", "application/json");
        is_problem(&raw(json, &format!("\"{}\"", "x".repeat(1 << 20))).await, 413, "too-large", "");
        is_problem(&asker.get(by, "/api/v1/tokens?limit=many").await, 400, "malformed", "limit");
        is_problem(&asker.get(by, "/api/v1/tokens?limit=201").await, 422, "invalid", "1 to 200");
        is_problem(&asker.get(by, "/api/v1/tokens?cursor=usr_1").await, 422, "invalid", "cursor");
        is_problem(&asker.get(by, "/api/v1/people/usr_%ff").await, 400, "malformed", "");
        is_problem(&asker.get(by, "/api/v1/people/tok_1").await, 422, "invalid", "usr_");
        is_problem(&asker.get(by, "/api/v1/nothing").await, 404, "not-found", "");
        is_problem(&asker.get(&None, "/api/v1/me").await, 401, "not-signed-in", "Bearer");
        assert_eq!(asker.get(&None, "/api/v1/me").await.header("www-authenticate"), "Bearer");
        let stranger: Shown = Some((axum::http::header::AUTHORIZATION, "Bearer sft_1".to_owned()));
        is_problem(&asker.get(&stranger, "/api/v1/me").await, 401, "not-signed-in", "");
    });
}

#[test]
fn no_operation_takes_a_field_that_it_does_not_know() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        // A file has no fields.
        let fields = |(case, ..): &(Case, String, String)| !case.file;
        for (case, method, path) in commands().into_iter().filter(fields) {
            let mut body = if case.body.is_null() { json!({}) } else { case.body.clone() };
            body["surprise"] = json!(1);
            let answer = asker.send(people.admin(), &method, &path, &body).await;
            assert_eq!(answer.status, 422, "{}: {}", case.endpoint, answer.json());
            is_problem(&answer, 422, "invalid", "surprise");
        }
    });
}

#[test]
fn an_answer_that_did_not_change_is_not_sent_again() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let (name, cookie) = people.admin().clone().expect("a cookie");
        let ask = async |known: &str| {
            let headers = [(name.as_str(), cookie.as_str()), ("if-none-match", known)];
            asker.asked("GET", TOKENS, &headers, Vec::new()).await
        };
        let first = ask("\"nothing\"").await;
        let tag = first.header("etag").to_owned();
        assert!(first.status == 200 && tag.starts_with('"'), "{tag}");
        assert_eq!(first.header("cache-control"), "private, no-cache");
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
            let same = ask(&known).await;
            assert_eq!(
                (same.status.as_u16(), same.bytes.len(), same.header("etag")),
                (304, 0, tag.as_str()),
                "{known}"
            );
        }
        assert_eq!(asker.send(people.admin(), "POST", TOKENS, &token()).await.status, 201);
        assert_eq!(ask(&tag).await.status, 200);
    });
}

#[test]
fn methods_that_are_not_there_are_refused_and_head_is_get_without_its_body() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let (name, cookie) = people.admin().clone().expect("a cookie");
        let headers = [(name.as_str(), cookie.as_str())];
        let head = asker.asked("HEAD", "/api/v1/me", &headers, Vec::new()).await;
        assert_eq!((head.status.as_u16(), head.bytes.len(), head.header("content-type")), (200, 0, "application/json"));
        assert_eq!(asker.asked("HEAD", "/api/v1/me", &[], Vec::new()).await.status, 401);
        for method in ["OPTIONS", "PATCH", "TRACE"] {
            let refused = asker.asked(method, TOKENS, &headers, Vec::new()).await;
            is_problem(&refused, 405, "method-not-allowed", "");
            assert_eq!(refused.header("allow"), "GET,HEAD,POST");
            assert_eq!(refused.header("access-control-allow-origin"), "");
        }
    });
}

#[test]
fn a_page_of_another_site_changes_nothing() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let people = People::first(house, &asker).await;
        let (name, cookie) = people.admin().clone().expect("a cookie");
        for (header, value) in
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")]
        {
            for (case, method, path) in commands() {
                let headers = [(name.as_str(), cookie.as_str()), (header, value), ("content-type", "application/json")];
                let answer = asker.asked(&method, &path, &headers, case.body.to_string().into_bytes()).await;
                is_problem(&answer, 403, "cross-site", "");
            }
        }
        let tokens = asker.get(people.admin(), TOKENS).await.json();
        assert_eq!(tokens["items"], json!([]));
    });
}

#[test]
fn a_list_that_grows_while_it_is_read_shows_each_entry_once() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let mut people = People::first(house, &asker).await;
        for action in [Action::PeopleRead, Action::RecordRead, Action::JobRead, Action::HealthRead, Action::EventRead] {
            people.program(&asker, &[action]).await;
        }
        for list in [TOKENS, "/api/v1/records"] {
            let whole = ids(&asker.get(people.admin(), list).await.json());
            let mut seen = Vec::new();
            let mut next = format!("{list}?limit=2");
            loop {
                let page = asker.get(people.admin(), &next).await.json();
                seen.extend(ids(&page));
                assert_eq!(asker.send(people.admin(), "POST", TOKENS, &token()).await.status, 201);
                let Some(cursor) = page["next"].as_str() else { break };
                next = format!("{list}?limit=2&cursor={cursor}");
            }
            assert_eq!(seen, whole, "{list}");
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
        }
    });
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().expect("a list");
    items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}
