//! The document of the API: a snapshot, so that each change of the contract is seen, and what holds for all of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use steadfast_server::api::document;
use steadfast_server::http::problem::CODES;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

fn json() -> Value {
    serde_json::to_value(document()).expect("JSON")
}

/// Each operation with its method and path.
pub(super) fn operations() -> Vec<(String, Map<String, Value>)> {
    let document = json();
    let paths = document["paths"].as_object().expect("paths").clone();
    let all = paths.into_iter().flat_map(|(path, item)| {
        let of = |method: &str| Some((format!("{} {path}", method.to_uppercase()), item[method].as_object()?.clone()));
        METHODS.into_iter().filter_map(of).collect::<Vec<_>>()
    });
    all.collect()
}

/// `GET /api/v1/me`, for every operation.
pub(super) fn endpoints() -> BTreeSet<String> {
    operations().into_iter().map(|(endpoint, _)| endpoint).collect()
}

#[test]
fn the_whole_document() {
    insta::assert_snapshot!(document().to_pretty_json().expect("JSON"));
}

#[test]
fn it_is_openapi_3_1() {
    assert!(json()["openapi"].as_str().expect("a version").starts_with("3.1."));
}

#[test]
fn every_operation_has_a_name_of_its_own_a_summary_and_a_tag() {
    let mut names = BTreeSet::new();
    for (endpoint, operation) in operations() {
        let name = operation["operationId"].as_str().expect("an id").to_owned();
        assert!(names.insert(name.clone()), "{endpoint}: {name} is taken; rename its handler");
        let summary = operation.get("summary").and_then(Value::as_str).unwrap_or_default();
        assert!(summary.len() > 5, "{endpoint} has no summary: write a comment on its handler");
        let tags = operation.get("tags").and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(tags.len(), 1, "{endpoint} has one tag");
    }
}

#[test]
fn every_operation_says_who_may_ask_and_what_goes_wrong() {
    for (endpoint, operation) in operations() {
        let responses = operation["responses"].as_object().expect("responses");
        let secured = operation.get("security").and_then(Value::as_array).is_some_and(|ways| !ways.is_empty());
        assert!(secured || operation["tags"] == serde_json::json!(["entry"]), "{endpoint} has no security");
        assert!(!secured || responses.contains_key("401"), "{endpoint}: 401 is missing");
        for (status, response) in responses {
            let described = response["description"].as_str().unwrap_or_default();
            assert!(!described.is_empty(), "{endpoint}: {status} is not described");
            let errs = status == "default" || status.starts_with(['4', '5']);
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(problem == "#/components/schemas/Problem", errs, "{endpoint}: {status}");
        }
    }
}

#[test]
fn the_document_lists_every_code_of_a_problem() {
    let document = json();
    let listed = document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"].as_array().cloned();
    let codes: Vec<Value> = CODES.iter().map(|(code, ..)| (*code).into()).collect();
    assert_eq!(listed.expect("a list"), codes);
    assert_eq!(codes.iter().map(Value::to_string).collect::<BTreeSet<_>>().len(), codes.len(), "none stands twice");
}

#[test]
fn every_reference_leads_somewhere() {
    let document = json();
    let text = document.to_string();
    for name in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document["components"]["schemas"].get(name).is_some(), "there is no schema {name}");
    }
}
