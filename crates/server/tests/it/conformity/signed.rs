//! Reports that build servers sign.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_conformity::signed_report::ReportSigned;
use steadfast_trust::hash::sha256;
use steadfast_trust::key::SigningKey;
use steadfast_trust::tuf::{Ed25519Key, Sign};
use steadfast_verify::dossier::{DossierAsked, Part, examine_dossier};

use super::{REPORT, entry, filed, given, numbered, register};
use crate::access::http::{Client, founded};
use crate::catalogue::{Answer, multipart, send};
use crate::house::{House, on_both};

fn signature(key: &dyn Sign, release: &str, commit: &str) -> String {
    let signed = ReportSigned { sha256: &sha256(&[REPORT.as_bytes()]), release, commit };
    String::from_utf8(signed.sign(key).expect("signed")).expect("text")
}

async fn handed_in(house: &House, by: &Client, release: &str, signature: &str) -> Answer {
    let about = json!({"commit": "ab12", "signature": signature}).to_string();
    let (kind, body) = multipart(&[("about", "", about.as_bytes()), ("report", "junit.xml", REPORT.as_bytes())]);
    let path = format!("/api/v1/releases/{release}/evidence/signed");
    send(house, by, (Method::POST, &path), &[("content-type", &kind)], body).await
}

async fn key_added(house: &House, by: &mut Client, product: &str, key: &dyn Sign) -> String {
    let body = json!({"name": "ci", "key": key.public().to_string()});
    let (status, added) = by.post(house, &format!("/products/{product}/evidence-keys"), body).await;
    assert_eq!(status, StatusCode::CREATED, "{added}");
    added["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

fn code(answer: &Answer) -> (StatusCode, Value) {
    (answer.status, answer.json()["errors"][0]["code"].clone())
}

#[test]
fn from_the_first_key_on_a_report_counts_only_if_a_key_of_the_product_signed_it() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        let (own, other) =
            (SigningKey::from_seeds(&[1; 32], &[2; 32]).expect("a key"), Ed25519Key::from_seed(&[3; 32]));
        let before = REPORT.replace("slows", "slows down");
        assert_eq!(given(house, &admin, &release, &before).await.status, StatusCode::CREATED, "no key yet");
        let fingerprint = key_added(house, &mut admin, &product, &own).await;
        let refused = |code: &str| (StatusCode::UNPROCESSABLE_ENTITY, json!(code));
        assert_eq!(code(&given(house, &admin, &release, REPORT).await), refused("report-unsigned"));
        let by_other = signature(&other, &release, "ab12");
        assert_eq!(code(&handed_in(house, &admin, &release, &by_other).await), refused("key-unknown"));
        let of_another_commit = signature(&own, &release, "ab13");
        assert_eq!(
            code(&handed_in(house, &admin, &release, &of_another_commit).await),
            refused("signature-does-not-hold")
        );
        let signed = signature(&own, &release, "ab12");
        assert_eq!(handed_in(house, &admin, &release, &signed).await.status, StatusCode::CREATED);
        assert_eq!(code(&handed_in(house, &admin, &release, &signed).await), refused("report-there"), "it counts once");
        let (status, _) = admin
            .send(house, Method::DELETE, &format!("/products/{product}/evidence-keys/{fingerprint}"), Value::Null)
            .await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert_eq!(code(&handed_in(house, &admin, &release, &signed).await), refused("key-revoked"));
        assert_eq!(code(&given(house, &admin, &release, REPORT).await), refused("report-unsigned"));
        let again = json!({"name": "ci", "key": Sign::public(&own).to_string()});
        let (status, there) = admin.post(house, &format!("/products/{product}/evidence-keys"), again).await;
        assert_eq!((status, &there["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("key-there")));
        let (_, keys) = admin.get(house, &format!("/products/{product}/evidence-keys")).await;
        assert!(keys[0]["revoked"].is_string(), "{keys}");
        let found = register(house, &mut admin, &product).await;
        assert_eq!(entry(&found, "I.1.2.k")["verdict"], "shown", "what came before counts: {found}");
        assert_eq!(found["set_aside"], json!([]), "the ledger's rules say what the door said");
    });
}

#[test]
fn whoever_has_the_dossier_has_the_signature_and_the_key() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = filed(house, &mut admin).await;
        let own = Ed25519Key::from_seed(&[3; 32]);
        key_added(house, &mut admin, &product, &own).await;
        let signed = signature(&own, &release, "ab12");
        assert_eq!(handed_in(house, &admin, &release, &signed).await.status, StatusCode::CREATED);
        numbered(house).await;
        let path = format!("/api/v1/products/{product}/dossier");
        let dossier = send(house, &admin, (Method::GET, &path), &[], "").await.bytes;
        let key = house.app.ledger.key.public().fingerprint();
        let asked = DossierAsked { key: Some(&key), ..DossierAsked::default() };
        let findings = examine_dossier(&mut Cursor::new(&dossier), &asked).expect("it holds");
        let is_key = |part: &Part| part.path.starts_with("evidence/key-");
        assert!(findings.manifest.parts.iter().any(is_key), "whoever checks the signature has the key");
        let envelope =
            findings.manifest.parts.iter().find(|part| part.path.ends_with(".dsse.json")).expect("a signature");
        let rests = envelope.record.as_ref().expect("it rests on the record of the report");
        assert_eq!(rests.fact.as_deref(), Some("signature"));
        let (_, records) = admin.get(house, "/records?kind=evidence-key-added").await;
        let added = records["items"][0]["number"].as_u64().expect("a number");
        assert!(findings.manifest.records.contains(&added), "the key's record goes along");
    });
}

#[test]
fn people_change_keys_and_a_private_one_is_no_public_one() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _) = filed(house, &mut admin).await;
        let path = format!("/products/{product}/evidence-keys");
        for (name, key, code) in [
            ("", "ed25519 AA==", "key-without-name"),
            ("ci", r#"{"kind":"steadfast-key"}"#, "no-key"),
            ("ci", "ed25519 AA==", "no-key"),
        ] {
            let (status, refused) = admin.post(house, &path, json!({"name": name, "key": key})).await;
            assert_eq!((status, &refused["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(code)));
        }
        let unknown = format!("{path}/sha256:{}", "ab".repeat(32));
        assert_eq!(admin.send(house, Method::DELETE, &unknown, Value::Null).await.0, StatusCode::NOT_FOUND);
    });
}
