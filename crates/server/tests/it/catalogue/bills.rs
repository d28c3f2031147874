//! Bills of materials and product files: kept as they came, and refused with file, place and reason.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use bytes::Bytes;
use futures_util::stream;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use steadfast_store::BlobHash;

use super::{BILL, is_kept, kept, matching_is_due, multipart, product, put, release, send};
use crate::access::http::{founded, kinds_recorded};
use crate::house::{House, on_both, on_one};

fn hash(content: &[u8]) -> BlobHash {
    BlobHash(Sha256::digest(content).into())
}

#[test]
fn a_bill_is_kept_as_it_came_and_waits_to_be_met() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let first = kept(house, &id).await;
        assert_eq!((first.bill, first.met, first.components, first.reported), (1, 0, 2, 0));
        let spdx = "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: b\n\
                    DocumentNamespace: https://lumen.example/b\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n\n\
                    PackageName: zlib\nSPDXID: SPDXRef-zlib\nPackageVersion: 1.3\nPackageDownloadLocation: NONE\n";
        let given = put(house, &admin, &format!("/releases/{id}/sbom?name=..%2Fbom.spdx"), spdx).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.json());
        let told = given.json();
        assert_eq!((&told["components"], &told["sha256"]), (&json!(1), &json!(hash(spdx.as_bytes()).to_string())));
        let second = kept(house, &id).await;
        assert_eq!((second.bill, second.met, second.components), (2, 0, 1));
        assert_eq!(second.sbom, Some((hash(spdx.as_bytes()), "bom.spdx".to_owned())));
        let back = send(house, &admin, (Method::GET, &format!("/api/v1/releases/{id}/sbom")), &[], "").await;
        assert_eq!((back.bytes.as_slice(), back.status), (spdx.as_bytes(), StatusCode::OK));
        assert_eq!(back.headers["content-disposition"], "attachment; filename=\"bom.spdx\"");
        assert!(is_kept(house, hash(BILL.as_bytes())).await, "the one before stays until a sweep");
        assert!(kinds_recorded(house).await.contains(&"release-bill-given".to_owned()));
    });
}

#[test]
fn a_change_of_bill_or_policy_has_the_release_met_anew() {
    on_both(async |house| {
        steadfast_server::jobs::runner::schedule(&house.app).await.expect("scheduled");
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        assert!(matching_is_due(house).await);
        super::judged(house, &id, "pass").await;
        assert_eq!(admin.post(house, &format!("/releases/{id}/gate"), Value::Null).await.0, StatusCode::OK);
        let policy = "schema = 1\n[gate]\nblock-severity = \"high\"\n";
        let given = put(house, &admin, &format!("/releases/{id}/file"), policy).await;
        assert_eq!(given.status, StatusCode::NO_CONTENT, "{}", given.json());
        let after = kept(house, &id).await;
        assert_eq!((after.bill, after.met, after.state.as_str()), (2, 1, "draft"));
        assert_eq!(after.file, Some((hash(policy.as_bytes()), policy.to_owned())));
    });
}

/// Documents that no bill can be read from, each with words that say where and why.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    let deep = format!("{}{}", r#"{"type": "library", "name": "a", "components": ["#.repeat(500), "]}".repeat(500));
    let nested = format!(r#"{{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{deep}]}}"#);
    vec![
        ("truncated.json", BILL.as_bytes()[..150].to_vec(), &["truncated.json", "line", "JSON"]),
        ("deep.json", nested.into_bytes(), &["deep.json", "nested deeper"]),
        ("utf16.json", BILL.encode_utf16().flat_map(u16::to_le_bytes).collect(), &["utf16.json"]),
        ("latin1.json", b"{\"bomFormat\": \"CycloneDX\", \"name\": \"M\xfcller\"}".to_vec(), &["latin1.json", "UTF-8"]),
        ("osv.json", br#"{"id": "GHSA-1", "affected": []}"#.to_vec(), &["osv.json", "looks like"]),
        ("bom.zip", b"PK\x03\x04\x00\x00broken".to_vec(), &["bom.zip"]),
        ("two.json", [BILL, BILL].concat().into_bytes(), &["two.json", "second document"]),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00".to_vec(), &["picture.png"]),
        ("esc\u{1b}[31m.json", b"<script>".to_vec(), &["esc[31m.json"]),
    ]
}

async fn before(house: &House, id: &str) -> (i64, Option<(BlobHash, String)>, usize) {
    let release = kept(house, id).await;
    (release.bill, release.sbom, kinds_recorded(house).await.len())
}

#[test]
fn a_bad_bill_is_refused_with_file_place_and_reason_and_changes_nothing() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let was = before(house, &id).await;
        for (name, content, words) in hostile() {
            let query = steadfast_server::web::urls::encoded(name);
            let put = put(house, &admin, &format!("/releases/{id}/sbom?name={query}"), content.clone()).await;
            assert_eq!(put.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", put.json());
            assert_eq!(put.json()["errors"][0]["field"], "sbom");
            for word in words {
                assert!(put.detail().contains(word), "{word:?} is not in {:?}", put.detail());
            }
            let command = json!({"part": part, "version": "2.0"}).to_string();
            let plain = name.replace('\u{1b}', "");
            let (kind, body) = multipart(&[("release", "", command.as_bytes()), ("sbom", &plain, &content)]);
            let made = send(house, &admin, (Method::POST, "/api/v1/releases"), &[("content-type", &kind)], body).await;
            assert_eq!(made.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", made.json());
        }
        let empty = put(house, &admin, &format!("/releases/{id}/sbom"), "").await;
        assert_eq!(empty.status, StatusCode::BAD_REQUEST, "{}", empty.json());
        assert_eq!(before(house, &id).await, was);
        let (_, releases) = admin.get(house, "/releases").await;
        assert_eq!(releases["items"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn what_a_bill_says_of_its_components_is_taken_as_it_stands_and_what_is_not_understood_is_counted() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let bill = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
            {"type": "library", "bom-ref": "a", "name": "<script>alert(1)</script>", "version": "1"},
            {"type": "library", "bom-ref": "a", "name": "\u{1b}[2Jboo", "version": "../../etc/passwd"},
            7,
        ]});
        let given = put(house, &admin, &format!("/releases/{id}/sbom"), bill.to_string()).await;
        let told = given.json();
        assert_eq!(given.status, StatusCode::OK, "{told}");
        assert_eq!((&told["components"], &told["not_understood"]), (&json!(2), &json!(1)), "{told}");
        assert!(told["problems"].to_string().contains("/components/2"), "{told}");
        let (_, one) = admin.get(house, &format!("/releases/{id}")).await;
        assert_eq!((&one["components"], &one["not_understood"]), (&json!(2), &json!(1)));
    });
}

#[test]
fn a_bad_product_file_is_refused_with_line_and_column() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let was = before(house, &id).await;
        for (text, words) in [
            ("schema = 1\n[gate]\nblock-severty = \"high\"\n", ["line 3, column 1", "block-severty"]),
            ("schema = 1\n[gate\n", ["line 2", "steadfast.toml"]),
            ("schema = 2\n", ["schema 2", "steadfast.toml"]),
            ("schema = 1\n[[gate.own]]\ncomponent = \"*\"\n", ["gate.own", "name yours"]),
        ] {
            let put = put(house, &admin, &format!("/releases/{id}/file"), text).await;
            assert_eq!(put.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", put.json());
            assert_eq!(put.json()["errors"][0]["field"], "file");
            for word in words {
                assert!(put.detail().contains(word), "{word:?} is not in {:?}", put.detail());
            }
        }
        assert_eq!(before(house, &id).await, was);
    });
}

#[test]
fn a_bill_of_500_megabytes_is_refused_before_it_is_kept() {
    on_one(steadfast_server::config::Layer::default(), async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let id = release(house, &admin, &part, "1.0").await;
        let was = before(house, &id).await;
        let path = format!("/api/v1/releases/{id}/sbom");
        let length = (500 << 20).to_string();
        let told = send(house, &admin, (Method::PUT, &path), &[("content-length", &length)], "{").await;
        assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", told.json());
        assert!(told.detail().contains("64 MiB"), "{}", told.detail());
        let piece = Bytes::from(vec![b' '; 1 << 20]);
        let endless = Body::from_stream(stream::iter((0..500).map(move |_| Ok::<_, std::io::Error>(piece.clone()))));
        let sent = send(house, &admin, (Method::PUT, &path), &[], endless).await;
        assert_eq!(sent.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", sent.json());
        assert_eq!(before(house, &id).await, was);
    });
}

#[test]
fn a_repeated_upload_is_done_once() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, part) = product(house, &mut admin, "Gateway", "device").await;
        let command = json!({"part": part, "version": "1.0"}).to_string();
        let (kind, body) = multipart(&[("release", "", command.as_bytes()), ("sbom", "bom.json", BILL.as_bytes())]);
        let headers = [("content-type", &*kind), ("idempotency-key", "k-1")];
        let mut answers = Vec::new();
        for _ in 0..2 {
            answers.push(send(house, &admin, (Method::POST, "/api/v1/releases"), &headers, body.clone()).await.json());
        }
        assert_eq!(answers[0], answers[1]);
        let id = answers[0]["id"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/releases/{id}/sbom");
        for _ in 0..2 {
            let put = send(house, &admin, (Method::PUT, &path), &[("idempotency-key", "k-2")], BILL).await;
            assert_eq!(put.status, StatusCode::OK, "{}", put.json());
        }
        assert_eq!(kept(house, &id).await.bill, 2);
        let other = send(house, &admin, (Method::PUT, &path), &[("idempotency-key", "k-2")], "{}").await;
        assert_ne!(other.status, StatusCode::OK);
    });
}
