//! Releases and advisories meet: from both sides, step by step, and with the same answer as all at once.

mod equal;
mod listed;
mod meeting;

use std::collections::{BTreeMap, BTreeSet};

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::doors::Door;
use steadfast_store::{Id, KeptVerdict, StoreError, kinds};
use tower::ServiceExt as _;

use crate::access::http::Client;
use crate::feeds::{hand_in, work};
use crate::house::House;

/// Sends bytes, as staff.
async fn send(house: &House, by: &Client, method: Method, path: &str, body: Vec<u8>) -> (StatusCode, Value) {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    let request = request.header(header::COOKIE, cookies.join("; ")).body(Body::from(body)).expect("a request");
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 24).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

async fn made(house: &House, by: &mut Client, path: &str, body: Value) -> String {
    let (status, made) = by.post(house, path, body).await;
    assert_eq!(status, StatusCode::CREATED, "{path}: {made}");
    made["id"].as_str().expect("an id").to_owned()
}

/// A part of a new product.
async fn part(house: &House, by: &mut Client) -> String {
    let maker = made(house, by, "/manufacturers", json!({"name": "Lumen Werke"})).await;
    let product = json!({"name": "Gateway", "designation": "G-100", "manufacturer": maker});
    let product = made(house, by, "/products", product).await;
    made(house, by, &format!("/products/{product}/parts"), json!({"name": "Firmware", "kind": "device"})).await
}

/// A release with a bill. It is not met yet.
async fn release(house: &House, by: &mut Client, part: &str, version: &str, bill: Vec<u8>) -> Id<kinds::Release> {
    let id = made(house, by, "/releases", json!({"part": part, "version": version})).await;
    let (status, answer) = send(house, by, Method::PUT, &format!("/releases/{id}/sbom?name={version}"), bill).await;
    assert_eq!(status, StatusCode::OK, "{version}: {answer}");
    id.parse().expect("an id")
}

/// Advisories come into force, fresh on the day of the tests.
async fn advisories(house: &House, by: &mut Client, name: &str, content: Vec<u8>) {
    let (status, answer) = hand_in(house, by, &format!("name={name}&fetched=2027-01-14"), content).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
    work(house).await;
    let id = answer["id"].as_str().expect("an id");
    let (_, found) = by.get(house, &format!("/advisories/imports/{id}")).await;
    assert_eq!(found["state"], "taken", "{found}");
}

/// A bill of these packages.
fn bill(purls: &[&str]) -> Vec<u8> {
    let component = |purl: &&str| {
        let (name, version) = purl.rsplit_once('/').and_then(|(_, rest)| rest.split_once('@')).expect("a purl");
        json!({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl})
    };
    let components: Vec<Value> = purls.iter().map(component).collect();
    let bom = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components});
    bom.to_string().into_bytes()
}

/// What is open in a release: component with version, and the finding without its place.
async fn open(house: &House, release: Id<kinds::Release>) -> BTreeSet<(String, String)> {
    let read = house.app.store.read::<_, StoreError, _>(move |tx| {
        let (mut contents, mut after) = (BTreeMap::new(), (0, 0));
        loop {
            let page = tx.finding_list(after, 1000)?;
            let Some((component, flaw, _)) = page.last() else { break };
            after = (*component, *flaw);
            contents.extend(page.into_iter().map(|(component, flaw, content)| ((component, flaw), content)));
        }
        let mut names = BTreeMap::new();
        let mut after = 0;
        while let Some(last) = tx.component_list(after, 1000)?.last() {
            for kept in tx.component_list(after, 1000)? {
                let member: Value = serde_json::from_slice(&kept.content).expect("a member");
                names.insert(kept.number, format!("{} {}", member["name"], member["version"]));
            }
            after = last.number;
        }
        Ok((contents, names, tx.exposures_found(release)?))
    });
    let (contents, names, exposures) = read.await.expect("read");
    let open = exposures.into_iter().filter(|exposure| exposure.closed.is_none());
    open.map(|exposure| {
        let key = (exposure.component, exposure.flaw);
        (names[&exposure.component].clone(), contents.get(&key).cloned().expect("a finding behind an exposure"))
    })
    .collect()
}

/// The ids of what is open.
async fn ids(house: &House, release: Id<kinds::Release>) -> BTreeSet<String> {
    let id = |content: String| {
        let finding: Value = serde_json::from_str(&content).expect("a finding");
        finding["id"].as_str().expect("an id").to_owned()
    };
    open(house, release).await.into_iter().map(|(_, content)| id(content)).collect()
}

async fn verdict(house: &House, release: Id<kinds::Release>) -> KeptVerdict {
    let read = house.app.store.read::<_, StoreError, _>(move |tx| tx.verdict(release)).await;
    read.expect("read").expect("a verdict")
}
