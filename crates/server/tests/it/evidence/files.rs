//! What a stranger takes away and checks: one record, and the whole log.

use steadfast_verify::{Asked, Content, Subject, Verdict, check};

use super::{opened, recorded, settle, status};
use crate::access::browser::Browser;
use crate::access::http::joined;
use crate::house::{House, on_both};

fn checked(house: &House, file: &[u8]) -> Verdict {
    let key = house.app.ledger.key.public().fingerprint();
    let lines = file.strip_suffix(b"\n").unwrap_or(file).split(|byte| *byte == b'\n');
    check(lines, &Asked { key: Some(&key), older: None })
}

fn subject(house: &House, file: &[u8]) -> Subject {
    match checked(house, file) {
        Verdict::Shown(findings) => findings.subject,
        other => panic!("{other:?}"),
    }
}

/// No byte of the file can be another one. Of a long file, every 41st is tried.
fn refused_after_one_flipped_bit(house: &House, file: &[u8]) {
    for at in (0..file.len() - 1).step_by(41) {
        let mut flipped = file.to_vec();
        flipped[at] ^= 1;
        assert!(!matches!(checked(house, &flipped), Verdict::Shown(_)), "byte {at}");
    }
}

#[test]
fn the_bundle_of_a_record_is_accepted_and_refused_after_one_flipped_bit() {
    on_both(async |house| {
        let (admin, mut browser) = opened(house).await;
        let id = recorded(house, "swept", "store").await;
        let path = format!("/proof-log/{id}/bundle.json");
        assert_eq!(status(house, &admin, &path).await, 409, "it has no number yet");
        settle(house).await;
        let bundle = browser.get(house, &path).await;
        let Subject::Record { content: Content::Held(record), .. } = subject(house, bundle.text.as_bytes()) else {
            panic!("no record with content")
        };
        assert_eq!((record.id, record.kind.as_str()), (id.to_string(), "swept"));
        refused_after_one_flipped_bit(house, bundle.text.as_bytes());
    });
}

#[test]
fn a_viewers_bundle_holds_no_content_and_its_proof_holds() {
    on_both(async |house| {
        let (mut admin, _) = opened(house).await;
        let id = recorded(house, "swept", "store").await;
        let (viewer, _) = joined(house, &mut admin, "vera", "viewer").await;
        settle(house).await;
        let bundle = Browser::of(&viewer).get(house, &format!("/proof-log/{id}/bundle.json")).await;
        assert!(!bundle.says("envelope") && !bundle.says("salt"));
        assert!(matches!(subject(house, bundle.text.as_bytes()), Subject::Record { content: Content::Erased, .. }));
    });
}

#[test]
fn the_whole_log_is_accepted_and_refused_after_one_flipped_bit() {
    on_both(async |house| {
        let (_, mut browser) = opened(house).await;
        for _ in 0..300 {
            recorded(house, "swept", "store").await;
        }
        let erased = recorded(house, "job-run", "store").await;
        settle(house).await;
        let erase = move |tx: &mut steadfast_store::Tx<'_>| tx.record_erase(erased);
        house.app.store.write::<_, steadfast_store::StoreError, _>(erase).await.expect("erased");
        recorded(house, "swept", "after the checkpoint").await;
        let export = browser.get(house, "/proof-log/export").await;
        let lines = export.text.lines().count() as u64;
        assert_eq!(subject(house, export.text.as_bytes()), Subject::Export { records: lines - 2, erased: 1 });
        let mut flipped = export.text.clone().into_bytes();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        assert!(!matches!(checked(house, &flipped), Verdict::Shown(_)));
    });
}
