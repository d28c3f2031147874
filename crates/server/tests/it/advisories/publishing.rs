//! From a decision to a published version, and to the next one.

use axum::http::StatusCode;
use serde_json::json;
use steadfast_server::config::Layer;
use steadfast_testkit::csaf_validator::Validator;

use super::{CVE, VECTOR, decided, document, drafted, edited, published, shown};
use crate::access::http::{joined, kinds_recorded};
use crate::house::{on_both, on_one};
use crate::triage::world::{GATEWAY, release};

#[test]
fn what_was_decided_stands_in_the_document_and_each_version_stays() {
    on_both(async |house| {
        let mut client = decided(house).await;
        let path = drafted(house, &mut client).await;
        let (_, checked) = client.get(house, &format!("{path}/check")).await;
        assert_eq!(checked["publishable"], json!(true), "{checked}");
        assert_eq!(published(house, &mut client, &path, "First version").await.0, StatusCode::OK);
        let first = document(house, &client, &path, 1).await;
        let flaw = &first["vulnerabilities"][0];
        assert_eq!(flaw["cve"], json!(CVE));
        assert_eq!(flaw["product_status"]["known_affected"], json!([release(GATEWAY, 1)]));
        assert_eq!(flaw["product_status"]["known_not_affected"], json!([release(GATEWAY, 2)]));
        assert_eq!(flaw["product_status"]["fixed"], json!([release(GATEWAY, 3)]));
        assert_eq!(flaw["flags"][0]["label"], json!("vulnerable_code_not_in_execute_path"));
        assert_eq!(flaw["scores"][0]["cvss_v3"]["vectorString"], json!(VECTOR));
        assert_eq!(flaw["scores"][0]["cvss_v3"]["baseScore"], json!(7.5));
        let helps: Vec<_> =
            flaw["remediations"].as_array().expect("a list").iter().map(|one| &one["category"]).collect();
        assert_eq!(helps, [&json!("vendor_fix"), &json!("mitigation")]);
        house.stage.pass(3600);
        edited(house, &mut client, &path, |content| content["action"] = json!({"en": "Update at once."})).await;
        assert_eq!(published(house, &mut client, &path, "Says what to do").await.1, json!({"revision": 2}));
        let second = document(house, &client, &path, 2).await;
        assert_eq!(second["document"]["tracking"]["version"], json!("2"));
        assert_eq!(second["document"]["tracking"]["revision_history"].as_array().map(Vec::len), Some(2));
        assert_eq!(document(house, &client, &path, 1).await, first, "what was published stays");
        let recorded = kinds_recorded(house).await;
        for kind in ["advisory-drafted", "advisory-changed", "advisory-published"] {
            assert!(recorded.contains(&kind.to_owned()), "{kind} in {recorded:?}");
        }
    });
}

#[test]
fn the_validator_of_others_takes_what_is_published() {
    let Some(validator) = Validator::find() else { return };
    on_one(Layer::default(), async |house| {
        let mut client = decided(house).await;
        let path = drafted(house, &mut client).await;
        assert_eq!(published(house, &mut client, &path, "First version").await.0, StatusCode::OK);
        let text = document(house, &client, &path, 1).await.to_string();
        for failed in validator.judge(&[text]) {
            // No test of the standard, whatever it is worth, but for an address without TLS and a weakness that nobody named.
            let found: Vec<&str> = failed.iter().map(String::as_str).collect();
            assert_eq!(found, ["6.2.11", "6.3.4"]);
        }
    });
}

#[test]
fn what_breaks_a_mandatory_test_is_not_published() {
    on_both(async |house| {
        let mut client = decided(house).await;
        let path = drafted(house, &mut client).await;
        let twice = |content: &mut serde_json::Value| {
            let mut other = content["flaws"][0]["states"][0].clone();
            other["state"] = json!("fixed");
            content["flaws"][0]["states"].as_array_mut().expect("states").push(other);
        };
        edited(house, &mut client, &path, twice).await;
        let (status, answer) = published(house, &mut client, &path, "First version").await;
        assert_eq!(status, StatusCode::CONFLICT, "{answer}");
        let tests: Vec<_> = answer["errors"].as_array().expect("errors").iter().map(|error| &error["code"]).collect();
        assert!(tests.contains(&&json!("6.1.6")), "{answer}");
        let (found, _) = shown(house, &mut client, &path).await;
        assert_eq!(found["revision"], json!(0), "nothing was published");
        edited(house, &mut client, &path, |content| content["title"] = json!({"en": ""})).await;
        let (_, checked) = client.get(house, &format!("{path}/check")).await;
        assert!(checked["findings"].to_string().contains("\"test\":\"schema\""), "{checked}");
    });
}

#[test]
fn nothing_new_is_no_version_and_an_old_reading_changes_nothing() {
    on_both(async |house| {
        let mut client = decided(house).await;
        let path = drafted(house, &mut client).await;
        let (_, old) = shown(house, &mut client, &path).await;
        assert_eq!(published(house, &mut client, &path, "First version").await.0, StatusCode::OK);
        let (status, answer) = published(house, &mut client, &path, "Again").await;
        assert_eq!((status, &answer["reason"]), (StatusCode::CONFLICT, &json!("nothing-changed")), "{answer}");
        let (status, _) =
            crate::triage::world::ask(house, &client, &format!("{path}/publish"), &old, json!({"summary": "x"})).await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED);
        let (status, _) = published(house, &mut client, &path, " ").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn with_four_eyes_whoever_wrote_it_does_not_publish_it() {
    on_both(async |house| {
        let mut client = decided(house).await;
        let (mut ada, _) = joined(house, &mut client, "Ada", "security").await;
        let path = drafted(house, &mut client).await;
        let (status, answer) = client.post(house, "/own-advisories/policy", json!({"four_eyes": true})).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let (status, answer) = published(house, &mut client, &path, "First version").await;
        assert_eq!((status, &answer["reason"]), (StatusCode::FORBIDDEN, &json!("same-person")), "{answer}");
        assert_eq!(published(house, &mut ada, &path, "First version").await.0, StatusCode::OK);
    });
}
