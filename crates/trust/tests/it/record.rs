//! Records.

use serde_json::{Map, json};
use steadfast_trust::dsse::Envelope;
use steadfast_trust::record::{Actor, PAYLOAD_TYPE, Record, RecordError, leaf_data};

use crate::key;

fn record() -> Record {
    let facts: Map<_, _> = [("role".to_owned(), json!("viewer"))].into_iter().collect();
    Record {
        schema: 1,
        id: "rec_0198c0ffee".to_owned(),
        time: "2026-11-20T12:00:00.25Z".to_owned(),
        kind: "person-invited".to_owned(),
        actor: Actor { kind: "person".to_owned(), id: Some("usr_1".to_owned()) },
        subject: Some("usr_2".to_owned()),
        facts,
    }
}

#[test]
fn a_record_is_stored_as_canonical_json_in_a_canonical_envelope() {
    let stored = record().sign(key(1).record_key()).expect("signed");
    let envelope = Envelope::read(&stored).expect("an envelope");
    insta::assert_snapshot!(String::from_utf8_lossy(&envelope.payload), @r#"{"actor":{"id":"usr_1","kind":"person"},"facts":{"role":"viewer"},"id":"rec_0198c0ffee","kind":"person-invited","schema":1,"subject":"usr_2","time":"2026-11-20T12:00:00.25Z"}"#);
    insta::assert_snapshot!(String::from_utf8_lossy(&stored), @r#"{"payload":"eyJhY3RvciI6eyJpZCI6InVzcl8xIiwia2luZCI6InBlcnNvbiJ9LCJmYWN0cyI6eyJyb2xlIjoidmlld2VyIn0sImlkIjoicmVjXzAxOThjMGZmZWUiLCJraW5kIjoicGVyc29uLWludml0ZWQiLCJzY2hlbWEiOjEsInN1YmplY3QiOiJ1c3JfMiIsInRpbWUiOiIyMDI2LTExLTIwVDEyOjAwOjAwLjI1WiJ9","payloadType":"application/vnd.steadfast.record+json","signatures":[{"alg":"ed25519","keyid":"sha256:e24296d0b58aaa6709d0ae350220e90b3e7a7456a6da3dab84fc83b6af41a41c","sig":"meHEFFERPesWuDNC6gWgU1/bAyBfenMCWhfCORaDMbVlD+z1JPyad4V7hVFhaIgxnlABZgmKAfDepwZ4auZ3AQ=="}]}"#);
    assert_eq!(Record::open(&stored, key(1).public()).expect("it holds"), record());
    assert_eq!(Record::peek(&stored).expect("a record"), record());
}

#[test]
fn another_key_opens_nothing() {
    let stored = record().sign(key(1).record_key()).expect("signed");
    assert!(matches!(Record::open(&stored, key(2).public()), Err(RecordError::Envelope(_))));
}

#[test]
fn a_record_of_another_form_is_neither_written_nor_believed() {
    type Change = fn(&mut Record);
    let changes: [(&str, Change); 7] = [
        ("schema", |record| record.schema = 2),
        ("id", |record| record.id.clear()),
        ("time", |record| record.time = "2026-11-20 12:00:00Z".to_owned()),
        ("time", |record| record.time = "2026-11-20T12:00:00+00:00".to_owned()),
        ("kind", |record| record.kind = "Person invited".to_owned()),
        ("actor", |record| record.actor.kind.clear()),
        ("facts", |record| drop(record.facts.insert("share".to_owned(), json!(0.5)))),
    ];
    for (field, change) in changes {
        let mut record = record();
        change(&mut record);
        assert!(record.sign(key(1).record_key()).is_err(), "{field}");
    }
    for payload in [
        "{}",
        "[]",
        "not JSON",
        r#"{"actor":{"kind":"host"},"facts":{},"id":"rec_1","kind":"a","more":1,"schema":1,"time":"2026-11-20T12:00:00Z"}"#,
    ] {
        let envelope = Envelope::sign(PAYLOAD_TYPE, payload.as_bytes().to_vec(), key(1).record_key());
        let bytes = envelope.to_bytes().expect("bytes");
        assert!(matches!(Record::open(&bytes, key(1).public()), Err(RecordError::Payload(_))), "{payload}");
    }
}

#[test]
fn a_leaf_depends_on_salt_and_envelope() {
    let leaf = leaf_data(&[0; 32], b"x");
    assert_ne!(leaf, leaf_data(&[1; 32], b"x"));
    assert_ne!(leaf, leaf_data(&[0; 32], b"y"));
}
