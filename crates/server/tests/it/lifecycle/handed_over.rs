//! What a successor gets: opened again, with everything in it that its manifest and its README promise.

use std::collections::BTreeMap;
use std::io::Read as _;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use steadfast_server::doors::Door;
use steadfast_store::{Id, KeptDocument, kinds};
use tower::ServiceExt as _;

use super::sold;
use crate::access::http::{Client, founded};
use crate::house::{House, on_both};
use crate::monitoring::world::write;

async fn archive(house: &House, by: &Client) -> Vec<u8> {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::get("/api/v1/hand-over").header(header::COOKIE, cookies.join("; "));
    let request = request.body(Body::empty()).expect("a request");
    let answer = house.doors(&[Door::Staff]).oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    to_bytes(answer.into_body(), 1 << 26).await.expect("all of it").to_vec()
}

fn opened(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in tar::Archive::new(bytes).entries().expect("an archive") {
        let mut entry = entry.expect("a file");
        let name = entry.path().expect("a name").to_string_lossy().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        assert!(files.insert(name.clone(), content).is_none(), "{name} is there twice");
    }
    files
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_hand_over_holds_what_its_manifest_says_and_a_record_names_its_digest() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, release) = sold(house, &mut admin, 30).await;
        let (_, part) = crate::catalogue::product(house, &mut admin, "Camera", "device").await;
        let with_bill = crate::catalogue::release(house, &admin, &part, "2.0").await;
        let blob = house.app.blobs.put_bytes(bytes::Bytes::from_static(b"declared")).await.expect("put").hash;
        let (id, now) = (house.app.ambient.id::<kinds::KeptDocument>(), house.app.ambient.now());
        let of: Id<kinds::Product> = product.parse().expect("an id");
        write(house, move |tx| {
            tx.document_keep(&KeptDocument {
                id,
                product: of,
                release: None,
                kind: "declaration".to_owned(),
                name: "declaration.pdf".to_owned(),
                blob,
                kept: now,
                proved: None,
                fault: None,
            })
        })
        .await;
        let key = json!({"name": "root, first key", "place": "safe of the notary", "holder": "management"});
        let (status, answer) = admin.post(house, "/hand-over/keys", key).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        let bytes = archive(house, &admin).await;
        let files = opened(&bytes);
        let manifest = String::from_utf8(files["MANIFEST.sha256"].clone()).expect("text");
        let promised: BTreeMap<&str, &str> =
            manifest.lines().filter_map(|line| line.split_once("  ")).map(|(hash, name)| (name, hash)).collect();
        assert_eq!(promised.len(), files.len() - 1, "every file but the manifest");
        for (name, hash) in promised {
            assert_eq!(digest(&files[name]), hash, "{name}");
        }
        let bill = format!("releases/{with_bill}.bill");
        for name in [
            "README.md",
            "server.json",
            "keys.json",
            "letters/authority.en.txt",
            "letters/users.de.txt",
            "manufacturers.jsonl",
            "ledger/000000.jsonl",
            bill.as_str(),
            &format!("products/{product}.json"),
            &format!("releases/{release}.json"),
            &format!("documents/{id}"),
        ] {
            assert!(files.contains_key(name), "{name} is not in {:?}", files.keys());
        }
        assert_eq!(files[&format!("documents/{id}")], b"declared");
        let keys: Value = serde_json::from_slice(&files["keys.json"]).expect("JSON");
        assert_eq!(keys["elsewhere"][0]["place"], "safe of the notary");
        let (_, records) = admin.get(house, "/records?kind=handed-over").await;
        assert_eq!(records["items"][0]["facts"]["sha256"], json!(digest(&bytes)), "{records}");
        assert_eq!(records["items"][0]["facts"]["bytes"], json!(bytes.len()));
        let (_, said) = admin.get(house, "/records?kind=key-place-set").await;
        assert!(!said.to_string().contains("notary"), "where a key lies is in no record");
    });
}
