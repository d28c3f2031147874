//! The dossier of a release, as whoever gets it checks it.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use serde_json::json;
use steadfast_verify::dossier::{DossierAsked, examine_dossier};

use super::{REPORT, filed, given, measured, numbered};
use crate::access::http::{Client, founded};
use crate::catalogue::send;
use crate::house::{House, on_both};

async fn exported(house: &House, by: &Client, product: &str) -> Vec<u8> {
    let answer = send(house, by, (Method::GET, &format!("/api/v1/products/{product}/dossier")), &[], "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.bytes
}

#[test]
fn a_dossier_holds_and_what_is_changed_in_it_is_named() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        given(house, &admin, &release, REPORT).await;
        measured(house, &mut admin, &product).await;
        numbered(house).await;
        let bytes = exported(house, &admin, &product).await;
        let key = house.app.ledger.key.public().fingerprint();
        let asked = DossierAsked { key: Some(&key), ..DossierAsked::default() };
        let findings = examine_dossier(&mut Cursor::new(&bytes), &asked).expect("it holds");
        let paths: Vec<&str> = findings.manifest.parts.iter().map(|part| part.path.as_str()).collect();
        for wanted in ["register.json", "steadfast.toml", "papers/user-information.de.pdf", "papers/contents.en.html"] {
            assert!(paths.contains(&wanted), "{wanted} in {paths:?}");
        }
        assert!(findings.roles().contains_key("test-report"), "{paths:?}");
        let mut changed = bytes.clone();
        let at = changed.len() / 2;
        changed[at] ^= 1;
        assert!(examine_dossier(&mut Cursor::new(&changed), &asked).is_err());
    });
}

async fn told(house: &House, by: &Client, path: &str, body: serde_json::Value) -> (StatusCode, serde_json::Value) {
    let json = [("content-type", "application/json")];
    let answer = send(house, by, (Method::POST, path), &json, body.to_string()).await;
    (answer.status, answer.json())
}

async fn page(house: &House, by: &Client, path: &str) -> String {
    let answer = send(house, by, (Method::GET, path), &[], "").await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    String::from_utf8(answer.bytes).expect("text")
}

async fn file(house: &House, by: &Client, document: &serde_json::Value) -> Vec<u8> {
    let path = format!("/api/v1/documents/{}/file", document.as_str().expect("an id"));
    send(house, by, (Method::GET, &path), &[], "").await.bytes
}

#[test]
fn a_kept_dossier_is_the_beginning_of_the_next_and_stays_on_record() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        numbered(house).await;
        let keep = format!("/api/v1/products/{product}/dossier/keep");
        let (status, kept) = told(house, &admin, &keep, json!({})).await;
        assert_eq!(status, StatusCode::CREATED, "{kept}");
        assert!(kept["missing"].as_u64().is_some_and(|missing| missing > 0), "nothing is declared yet: {kept}");
        let first = file(house, &admin, &kept["document"]).await;
        assert_eq!(steadfast_trust::encoding::hex(&steadfast_trust::hash::sha256(&[&first])), kept["sha256"]);
        given(house, &admin, &release, REPORT).await;
        numbered(house).await;
        let second = exported(house, &admin, &product).await;
        let key = house.app.ledger.key.public().fingerprint();
        let asked = DossierAsked { key: Some(&key), ..DossierAsked::default() };
        let one = examine_dossier(&mut Cursor::new(&first), &asked).expect("it holds");
        let two = examine_dossier(&mut Cursor::new(&second), &asked).expect("it holds");
        let earlier: Vec<u64> = two.earlier.iter().map(|checkpoint| checkpoint.size).collect();
        assert_eq!(earlier, [one.manifest.ledger.size], "the next shows that it grew from it");
        let page = page(house, &admin, &format!("/products/{product}/dossier")).await;
        assert!(page.contains("dossier-1.0"), "{page}");
        let (status, _) = told(house, &admin, &keep, json!({"release": "rel_00000000000000000000000000000000"})).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_authority_gets_exactly_what_it_asked_for_and_the_record_says_so() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        given(house, &admin, &release, REPORT).await;
        numbered(house).await;
        let path = format!("/api/v1/products/{product}/dossier/hand-over");
        let asked =
            json!({"to": "4711/26", "asked": "Reports of tests, on a finding.", "points": ["6"], "language": "de"});
        let (status, handed) = told(house, &admin, &path, asked).await;
        assert_eq!(status, StatusCode::CREATED, "{handed}");
        let parts: Vec<&str> =
            handed["parts"].as_array().expect("paths").iter().filter_map(|path| path.as_str()).collect();
        assert!(parts.iter().all(|path| path.starts_with("evidence/") || *path == "ledger/records.jsonl"), "{parts:?}");
        assert!(handed["withheld"].as_u64().is_some_and(|withheld| withheld > 5), "{handed}");
        let bytes = file(house, &admin, &handed["document"]).await;
        let key = house.app.ledger.key.public().fingerprint();
        let only = DossierAsked { key: Some(&key), ..DossierAsked::default() };
        let findings = examine_dossier(&mut Cursor::new(&bytes), &only).expect("it holds");
        assert_eq!(findings.subset.expect("a subset").to, "4711/26");
        let records = admin.get(house, "/records?kind=dossier-handed-over").await.1;
        assert_eq!(records["items"].as_array().map(Vec::len), Some(1), "{records}");
        for (wanted, field) in [
            (json!({"to": " ", "asked": "x", "points": ["6"]}), "to"),
            (json!({"to": "4711/26", "asked": "", "points": ["6"]}), "asked"),
            (json!({"to": "4711/26", "asked": "x", "points": ["9"]}), "points"),
            (json!({"to": "4711/26", "asked": "x", "points": ["6", "9"]}), "points"),
            (json!({"to": "4711/26", "asked": "x", "points": [], "paths": ["ledger/"]}), "points"),
            (json!({"to": "4711/26", "asked": "x", "points": []}), "points"),
            (json!({"to": "4711/26", "asked": "x", "points": ["6"], "language": "fr"}), "language"),
        ] {
            let (status, refused) = told(house, &admin, &path, wanted).await;
            assert_eq!(
                (status, &refused["errors"][0]["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)),
                "{refused}"
            );
        }
        let after = admin.get(house, "/records?kind=dossier-handed-over").await.1;
        assert_eq!(after["items"].as_array().map(Vec::len), Some(1), "what was refused left nothing");
    });
}

#[test]
fn pages_show_the_risk_assessment_and_what_ends() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        given(house, &admin, &release, REPORT).await;
        numbered(house).await;
        let risk = page(house, &admin, &format!("/products/{product}/risk")).await;
        assert!(risk.contains("risk-picture"), "{risk}");
        let calendar = page(house, &admin, &format!("/products/{product}/calendar?release={release}")).await;
        assert!(calendar.contains("From when until when"), "{calendar}");
        let foreign = (Method::GET, "/products/prd_00000000000000000000000000000000/calendar");
        assert_eq!(send(house, &admin, foreign, &[], "").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_changed_in_the_product_file_is_told_and_people_decide_what_it_is() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, release) = filed(house, &mut admin).await;
        let state = format!("/releases/{release}/modification");
        let wanted = json!({"substantial": true, "words": "A door to the internet."});
        assert_eq!(admin.post(house, &state, wanted).await.0, StatusCode::NO_CONTENT);
        for (wanted, code) in [
            (json!({"substantial": true, "words": " "}), "modification-without-words"),
            (json!({"substantial": true, "words": "x", "day": "2999-01-01"}), "modification-ahead"),
        ] {
            let (status, refused) = admin.post(house, &state, wanted).await;
            assert_eq!((status, &refused["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(code)));
        }
        let records = admin.get(house, "/records?kind=modification-stated").await.1;
        assert_eq!(records["items"].as_array().map(Vec::len), Some(1), "{records}");
    });
}
