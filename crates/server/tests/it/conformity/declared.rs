//! Declarations: refused by the law, prepared by one person, signed by another, shown to everybody, withdrawn.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{numbered, register};
use crate::access::http::{Client, founded, joined};
use crate::catalogue::{Answer, judged, product, put, release, send};
use crate::house::{House, on_both};
use crate::lifecycle::public::asked;
use crate::triage::world::on_top;

/// Product files of the demo: complete, one of the default category, one of class I.
const GATEWAY: &str = include_str!("../../../../../fixtures/demo/steadfast.toml");
const ROUTER: &str = include_str!("../../../../../fixtures/demo/router.toml");
const BODY: &str = "Sample Body 9999";

async fn filed(house: &House, by: &mut Client, file: &'static str) -> (String, String) {
    let (product, part) = product(house, by, "Gateway", "device").await;
    let release = release(house, by, &part, "1.0").await;
    let answer = put(house, by, &format!("/releases/{release}/file"), file).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&answer.bytes));
    judged(house, &release, "pass").await;
    numbered(house).await;
    (product, release)
}

async fn prepared(house: &House, by: &mut Client, product: &str, wanted: Value) -> (StatusCode, Value) {
    by.post(house, &format!("/products/{product}/declarations"), wanted).await
}

async fn signed(house: &House, by: &mut Client, id: &str, words: &str) -> (StatusCode, Value) {
    let body = json!({"place": "Musterstadt", "function": "managing director", "words": words});
    by.post(house, &format!("/declarations/{id}/sign"), body).await
}

fn id(made: &(StatusCode, Value)) -> String {
    assert_eq!(made.0, StatusCode::CREATED, "{}", made.1);
    made.1["id"].as_str().expect("an id").to_owned()
}

async fn read(house: &House, by: &Client, path: &str) -> Answer {
    send(house, by, (Method::GET, path), &[], "").await
}

async fn published(house: &House, by: &Client, product: &str, slug: &str) {
    let page = json!({"published": true, "slug": slug});
    let path = format!("/products/{product}/page");
    let (status, answer) = on_top(house, by, Method::PUT, &path, "\"0\"", page).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
}

fn duty<'a>(register: &'a Value, id: &str) -> &'a Value {
    let duties = register["duties"].as_array().expect("duties");
    duties.iter().find(|duty| duty["requirement"] == id).expect("a duty")
}

#[test]
fn one_prepares_another_signs_and_everybody_reads_it_until_it_is_withdrawn() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (mut ada, _) = joined(house, &mut admin, "Ada", "compliance").await;
        let (product, _) = filed(house, &mut admin, GATEWAY).await;
        let made = prepared(house, &mut admin, &product, json!({"marking": "product"})).await;
        let id = id(&made);
        let (status, own) = signed(house, &mut admin, &id, "we tested it").await;
        assert_eq!((status, &own["reason"]), (StatusCode::FORBIDDEN, &json!("same-person")), "{own}");
        let (status, silent) = signed(house, &mut ada, &id, "").await;
        assert_eq!(
            (status, &silent["errors"][0]["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("open-without-words")),
            "{silent}"
        );
        let (status, answer) = signed(house, &mut ada, &id, "it was tested by hand, see the file").await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let (_, all) = admin.get(house, &format!("/products/{product}/declarations")).await;
        assert_eq!(all[0]["state"], "signed", "{all}");
        assert_eq!(all[0]["content"]["papers"].as_object().map(serde_json::Map::len), Some(12), "{all}");
        let pdf = read(house, &admin, &format!("/api/v1/declarations/{id}/papers/declaration.de.pdf")).await;
        assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.status);
        published(house, &admin, &product, "gateway").await;
        let public = asked(house, "/p/gateway.json", &[]).await;
        assert!(public.2.contains(r#""ce": "declared""#), "{}", public.2);
        let paper = asked(house, "/p/gateway/declaration?lang=en", &[]).await.2;
        assert!(paper.contains("Ada, managing director"), "{paper}");
        let found = register(house, &mut admin, &product).await;
        assert_eq!(duty(&found, "art-28-1")["verdict"], "shown", "{}", duty(&found, "art-28-1"));
        let (status, _) =
            ada.post(house, &format!("/declarations/{id}/withdraw"), json!({"reason": "a flaw was found"})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let gone = asked(house, "/p/gateway/declaration", &[]).await.0;
        assert_eq!(gone, StatusCode::NOT_FOUND);
        let found = register(house, &mut admin, &product).await;
        assert_eq!(duty(&found, "art-28-1")["verdict"], "contradicted");
        let (_, replayed) = admin.get(house, &format!("/products/{product}/conformity/replay")).await;
        assert_eq!(replayed["same"], true, "{replayed}");
    });
}

#[test]
fn class_one_is_refused_with_the_article_and_what_is_open_and_goes_through_as_a_sample() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (mut ada, _) = joined(house, &mut admin, "Ada", "compliance").await;
        let (product, _) = filed(house, &mut admin, ROUTER).await;
        let (status, refused) = prepared(house, &mut admin, &product, json!({"procedure": "A"})).await;
        assert_eq!((status, &refused["reason"]), (StatusCode::CONFLICT, &json!("route-not-open")), "{refused}");
        let said = refused["detail"].as_str().expect("words");
        assert!(said.contains("Art. 32(2)") && said.contains("Open are B+C and H"), "{said}");
        let (status, bodiless) = prepared(house, &mut admin, &product, json!({})).await;
        assert_eq!((status, &bodiless["reason"]), (StatusCode::CONFLICT, &json!("incomplete")), "{bodiless}");
        assert!(bodiless["detail"].as_str().is_some_and(|said| said.contains("Annex V")), "{bodiless}");
        let wanted = json!({
            "procedure": "B+C", "body_name": BODY, "body_number": "9999", "certificate": "SAMPLE-1, 2026-11-01",
            "sample": true, "marking": "product",
        });
        let made = prepared(house, &mut admin, &product, wanted).await;
        let id = id(&made);
        let (status, answer) = signed(house, &mut ada, &id, "for practice").await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let paper = read(house, &admin, &format!("/api/v1/declarations/{id}/papers/declaration.en.html")).await;
        assert!(String::from_utf8_lossy(&paper.bytes).to_lowercase().contains("sample"), "it is marked");
        published(house, &admin, &product, "router").await;
        let public = asked(house, "/p/router.json", &[]).await;
        assert!(public.2.contains(r#""ce": "not-declared-yet""#), "{}", public.2);
        let found = register(house, &mut admin, &product).await;
        assert_eq!(duty(&found, "art-28-1")["verdict"], "unknown", "a sample counts for nothing");
        let (_, kept) = admin.get(house, &format!("/products/{product}/kept")).await;
        assert_eq!(kept["documents"], json!([]), "{kept}");
    });
}

#[test]
fn without_a_file_or_with_another_file_meanwhile_nothing_is_declared() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (mut ada, _) = joined(house, &mut admin, "Ada", "compliance").await;
        let (bare, part) = product(house, &mut admin, "Bare", "device").await;
        release(house, &admin, &part, "1.0").await;
        numbered(house).await;
        let (status, refused) = prepared(house, &mut admin, &bare, json!({})).await;
        assert_eq!((status, &refused["reason"]), (StatusCode::CONFLICT, &json!("no-product-file")), "{refused}");
        let (product, release) = filed(house, &mut admin, GATEWAY).await;
        let made = prepared(house, &mut admin, &product, json!({})).await;
        let first = id(&made);
        let changed = GATEWAY.replace("Machines of this kind stay in use", "Machines like this stay in use");
        assert_ne!(changed, GATEWAY);
        put(house, &admin, &format!("/releases/{release}/file"), changed).await;
        let (status, moved) = signed(house, &mut ada, &first, "x").await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED, "{moved}");
        let (status, _) = admin.post(house, &format!("/declarations/{first}/drop"), Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let draft = read(house, &admin, &format!("/api/v1/declarations/{first}/papers/declaration.en.pdf")).await;
        assert_eq!(draft.status, StatusCode::OK, "what was dropped can still be read");
        let (status, over) = signed(house, &mut ada, &first, "x").await;
        assert!(status == StatusCode::CONFLICT || status == StatusCode::PRECONDITION_FAILED, "{over}");
        let bad = json!({"procedure": "Z"});
        let (status, refused) = prepared(house, &mut admin, &product, bad).await;
        assert_eq!(
            (status, &refused["errors"][0]["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("no-such-procedure"))
        );
    });
}
