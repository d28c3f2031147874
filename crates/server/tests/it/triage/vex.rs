//! VEX documents at the doors: looked at, taken, handed on, and read back to the same decisions.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_store::{Id, kinds};

use super::world::{CAMERA, GATEWAY, OPENSSL, OPENSSL_NEWER, ask, catalogue, file, flaw, found, hand_in, release, tag};
use crate::access::browser::Browser;
use crate::access::http::{Client, founded};
use crate::house::{House, on_both};

const OPENSSL_KEY: &str = "pkg:deb/debian/openssl";

fn product(bytes: [u8; 16]) -> String {
    Id::<kinds::Product>::from_bytes(bytes).to_string()
}

/// Two flaws, in two releases of each product.
async fn hits(house: &House) {
    catalogue(&house.app.store).await;
    for (number, id) in [(1, "CVE-2026-1"), (2, "CVE-2026-2")] {
        let places = (1..=2).flat_map(|sequence| [release(GATEWAY, sequence), release(CAMERA, sequence)]);
        let hits: Vec<_> = places.map(|place| (place, OPENSSL, "affected")).collect();
        found(&house.app.store, flaw(number, &[id, &format!("GHSA-{number}")]), &hits).await;
    }
}

async fn decide(house: &House, by: &mut Client, flaw: &str, body: Value) {
    let seen = tag(house, by, flaw).await;
    let done = ask(house, by, &format!("/flaws/{flaw}/assessments"), &seen, body).await;
    assert_eq!(done.0, StatusCode::CREATED, "{}", done.1);
}

/// What stands on each exposure, with its place.
async fn standing(house: &House, by: &mut Client) -> Vec<Value> {
    let (_, body) = by.get(house, "/exposures?limit=200").await;
    let items = body["items"].as_array().expect("items").iter();
    items.map(|one| json!([one["flaw_name"], one["release"], one["status"], one["justification"]])).collect()
}

async fn withdraw_all(house: &House, by: &mut Client) {
    let (_, body) = by.get(house, "/assessments?limit=200").await;
    for one in body["items"].as_array().expect("items").iter().filter(|one| one["ended"].is_null()) {
        let path = format!("/assessments/{}", one["id"].as_str().expect("an id"));
        assert_eq!(by.send(house, Method::DELETE, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
    }
}

async fn taken(house: &House, by: &mut Client, document: &str) -> Value {
    let (status, preview) = hand_in(house, by, "from.json", document.as_bytes()).await;
    assert_eq!(status, StatusCode::CREATED, "{preview}");
    let id = preview["id"].as_str().expect("an id");
    let (status, answer) = by.post(house, &format!("/vex-documents/{id}/take"), Value::Null).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let (status, _) = by.post(house, &format!("/vex-documents/{id}/take"), Value::Null).await;
    assert_eq!(status, StatusCode::CONFLICT, "once");
    preview
}

#[test]
fn what_is_handed_on_is_read_back_to_the_same_decisions() {
    on_both(async |house| {
        hits(house).await;
        let mut admin = founded(house).await;
        let not_affected = json!({
            "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path", "reach": "product",
            "product": product(GATEWAY), "component": OPENSSL_KEY, "statement": "TLS is not used",
        });
        decide(house, &mut admin, "1", not_affected).await;
        let affected = json!({
            "status": "affected", "action": "Update", "reach": "release", "component": OPENSSL_KEY,
            "release": release(GATEWAY, 1).to_string(),
        });
        decide(house, &mut admin, "2", affected).await;
        let before = standing(house, &mut admin).await;
        let (of_product, of_release) =
            (format!("/products/{}/vex", product(GATEWAY)), format!("/releases/{}/vex", release(GATEWAY, 1)));
        let (status, _) = file(house, &admin, &format!("{of_product}?format=cyclonedx")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for form in ["openvex", "csaf"] {
            house.stage.pass(60);
            let (status, document) = file(house, &admin, &format!("{of_product}?format={form}")).await;
            assert_eq!(status, StatusCode::OK, "{document}");
            withdraw_all(house, &mut admin).await;
            assert_ne!(standing(house, &mut admin).await, before);
            let preview = taken(house, &mut admin, &document).await;
            assert_eq!(standing(house, &mut admin).await, before, "{form}: {preview:#}");
            let (_, whole) = admin.get(house, "/flaws/1").await;
            let newest = &whole["assessments"][0];
            assert_eq!(
                (&newest["reach"], &newest["statement"], &newest["source"]),
                (&json!("product"), &json!("TLS is not used"), &json!("from.json"))
            );
            let (_, again) = hand_in(house, &admin, "again.json", document.as_bytes()).await;
            assert!(
                again["statements"].as_array().expect("a list").iter().all(|one| one["outcome"] == "already-so"),
                "{again:#}"
            );
        }
        let decided: Vec<Value> =
            before.iter().filter(|one| one[1] == release(GATEWAY, 1).to_string()).cloned().collect();
        for form in ["openvex", "csaf", "cyclonedx"] {
            house.stage.pass(60);
            let (_, document) = file(house, &admin, &format!("{of_release}?format={form}")).await;
            withdraw_all(house, &mut admin).await;
            taken(house, &mut admin, &document).await;
            let after = standing(house, &mut admin).await;
            let after: Vec<Value> = after.into_iter().filter(|one| one[1] == release(GATEWAY, 1).to_string()).collect();
            assert_eq!(after, decided, "{form}: {document}");
        }
    });
}

fn openvex(statements: &[(&str, &str, &str, &str)]) -> String {
    let one = |(id, status, product, component): &(&str, &str, &str, &str)| {
        let mut said = json!({
            "vulnerability": {"name": id}, "status": status,
            "products": [{"@id": product, "subcomponents": [{"@id": component}]}],
        });
        if *status == "not_affected" {
            said["justification"] = "component_not_present".into();
        }
        said
    };
    let statements: Vec<Value> = statements.iter().map(one).collect();
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://s.example/1", "author": "Supplier",
        "timestamp": "2029-01-01T00:00:00Z", "version": 1, "statements": statements,
    })
    .to_string()
}

#[test]
fn what_becomes_of_each_statement_is_shown_and_none_is_dropped() {
    on_both(async |house| {
        hits(house).await;
        let newer = [(release(CAMERA, 3), OPENSSL_NEWER, "affected")];
        found(&house.app.store, flaw(1, &["CVE-2026-1", "GHSA-1"]), &newer).await;
        let mut admin = founded(house).await;
        let document = openvex(&[
            ("CVE-2026-1", "not_affected", "pkg:generic/Gateway@1.0", "pkg:deb/debian/openssl"),
            ("GHSA-2", "fixed", "pkg:generic/Gateway%20Firmware", "pkg:deb/debian/openssl@3.0.1"),
            ("CVE-2026-9", "fixed", "pkg:generic/Gateway", "pkg:deb/debian/openssl"),
            ("CVE-2026-1", "fixed", "pkg:generic/Toaster", "pkg:deb/debian/openssl"),
            ("CVE-2026-1", "fixed", "pkg:generic/Gateway@9.0", "pkg:deb/debian/openssl"),
            ("CVE-2026-1", "affected", "pkg:generic/Gateway@1.0", "pkg:deb/debian/openssl@3.0.1"),
        ]);
        let preview = taken(house, &mut admin, &document).await;
        let outcomes: Vec<_> = preview["statements"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| (one["outcome"].clone(), one["exposures"].clone()))
            .collect();
        let expected = [
            ("overruled", 0),
            ("applies", 2),
            ("no-such-finding", 0),
            ("other-product", 0),
            ("other-version", 0),
            ("applies", 1),
        ];
        assert_eq!(json!(outcomes), json!(expected), "{preview:#}");
        let standing = standing(house, &mut admin).await;
        let of = |flaw: &str, release: Id<kinds::Release>| {
            standing.iter().find(|one| one[0] == flaw && one[1] == release.to_string()).map(|one| one[2].clone())
        };
        assert_eq!(
            of("CVE-2026-1", release(GATEWAY, 1)),
            Some(json!("affected")),
            "of equally old ones the more cautious"
        );
        assert_eq!(of("CVE-2026-1", release(GATEWAY, 2)), Some(Value::Null), "another version of the product");
        assert_eq!(of("CVE-2026-1", release(CAMERA, 1)), Some(Value::Null), "another product");
        assert_eq!(
            of("CVE-2026-2", release(GATEWAY, 2)),
            Some(json!("fixed")),
            "under its other name, in every version"
        );
        let hits = [(release(GATEWAY, 3), OPENSSL, "affected")];
        found(&house.app.store, flaw(2, &["CVE-2026-2", "GHSA-2"]), &hits).await;
        let (_, later) = admin.get(house, &format!("/exposures?release={}", release(GATEWAY, 3))).await;
        assert_eq!(later["items"][0]["status"], "fixed", "and in those to come");
    });
}

#[test]
fn a_document_that_cannot_be_used_changes_nothing_and_says_where() {
    on_both(async |house| {
        hits(house).await;
        let admin = founded(house).await;
        let hostile: [&[u8]; 4] =
            [b"{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [", b"\xff\xfe\x00", b"[]", b"{}"];
        for bytes in hostile {
            let (status, answer) = hand_in(house, &admin, "../<b>evil.json", bytes).await;
            assert_eq!(
                (status, &answer["errors"][0]["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!("document")),
                "{answer}"
            );
            assert!(answer["detail"].as_str().expect("words").starts_with("<b>evil.json: "), "{answer}");
        }
        let (status, _) = hand_in(house, &admin, "x", b"").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let mut browser = Browser::of(&admin);
        let page = browser.get(house, "/vex").await;
        page.shows("No document was handed in");
        page.shows("Gateway");
        let document = openvex(&[("CVE-2026-1", "fixed", "pkg:generic/Gateway", "pkg:deb/debian/openssl")]);
        let (_, preview) = hand_in(house, &admin, "one.json", document.as_bytes()).await;
        let path = format!("/vex/{}", preview["id"].as_str().expect("an id"));
        let shown = browser.get(house, &path).await;
        shown.shows("Taking it makes 1 decision");
        shown.shows("Stated by Supplier");
        assert_eq!(browser.post(house, &format!("{path}/take"), &[]).await.leads(), (303, &*path));
        browser.get(house, &path).await.shows("1 decision came of it");
        browser.get(house, "/vex").await.shows("Taken: 1 decision");
        browser.get(house, "/flaws/1").await.shows("from one.json");
        let export = browser.get(house, &format!("/vex/export?product={}&format=openvex", product(GATEWAY))).await;
        export.shows("openvex.dev/ns/v0.2.0");
    });
}
