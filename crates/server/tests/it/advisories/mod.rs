//! Advisories of the manufacturer's own: from a flaw to a document that the world reads.

mod chromium;
mod key;
pub(crate) mod pages;
mod provider;
mod publishing;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::access::http::{Client, founded};
use crate::house::House;
use crate::triage::world::{GATEWAY, OPENSSL, OPENSSL_NEWER, ask, catalogue, file, flaw, found, release, tag};
use steadfast_store::{Id, kinds};

pub(crate) const CVE: &str = "CVE-2026-1111";
pub(crate) const VECTOR: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N";

/// A house with a flaw in two releases of the gateway: the first is affected, the second is not; nobody decided on the third,
/// which has the fix.
pub(crate) async fn decided(house: &House) -> Client {
    let mut client = founded(house).await;
    catalogue(&house.app.store).await;
    let hits = [(release(GATEWAY, 1), OPENSSL, "affected"), (release(GATEWAY, 2), OPENSSL_NEWER, "affected")];
    found(&house.app.store, flaw(1, &[CVE, "GHSA-aaaa-bbbb-cccc"]), &hits).await;
    for (number, said) in [
        (1, json!({"status": "affected", "statement": "It is used.", "action": "Switch remote access off."})),
        (
            2,
            json!({"status": "not_affected", "justification": "vulnerable_code_not_in_execute_path",
            "statement": "It is never called."}),
        ),
    ] {
        let mut decision = said;
        decision["reach"] = json!("release");
        decision["release"] = json!(release(GATEWAY, number).to_string());
        let seen = tag(house, &mut client, CVE).await;
        let (status, answer) = ask(house, &client, &format!("/flaws/{CVE}/assessments"), &seen, decision).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
    }
    client
}

pub(crate) fn product() -> String {
    Id::<kinds::Product>::from_bytes(GATEWAY).to_string()
}

/// Begins an advisory about the flaw, and says how severe that is; its path below the API.
pub(crate) async fn drafted(house: &House, client: &mut Client) -> String {
    let fixed = [release(GATEWAY, 3).to_string()];
    let wanted = json!({"product": product(), "flaw": CVE, "fixed": fixed});
    let (status, answer) = client.post(house, "/own-advisories", wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let path = format!("/own-advisories/{}", answer["id"].as_str().expect("an id"));
    edited(house, client, &path, |content| content["flaws"][0]["vector"] = json!(VECTOR)).await;
    path
}

/// The advisory with the ETag to change it on top of.
pub(crate) async fn shown(house: &House, client: &mut Client, path: &str) -> (Value, String) {
    let (status, shown) = client.get(house, path).await;
    assert_eq!(status, StatusCode::OK, "{shown}");
    let seen = format!("\"{}\"", shown["version"]);
    (shown, seen)
}

/// Changes what the next version says.
pub(crate) async fn edited(house: &House, client: &mut Client, path: &str, change: impl Fn(&mut Value)) {
    let (mut shown, seen) = shown(house, client, path).await;
    change(&mut shown["content"]);
    let (status, answer) = ask(house, client, &format!("{path}/content"), &seen, shown["content"].clone()).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
}

/// Asks for the publication; status and answer.
pub(crate) async fn published(house: &House, client: &mut Client, path: &str, summary: &str) -> (StatusCode, Value) {
    let (_, seen) = shown(house, client, path).await;
    ask(house, client, &format!("{path}/publish"), &seen, json!({"summary": summary})).await
}

/// The document of a version, by the API.
pub(crate) async fn document(house: &House, client: &Client, path: &str, revision: u8) -> Value {
    let (status, text) = file(house, client, &format!("{path}/revisions/{revision}")).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    serde_json::from_str(&text).expect("JSON")
}
