//! Every action is a record, in the same transaction; the log is what a stranger can check.

use serde_json::json;
use steadfast_server::access::authorise::{Passage, Refused};
use steadfast_server::act::{ActError, Ask, Done, Fact, Once};
use steadfast_server::caller::Caller;
use steadfast_server::ledger::{number, proof};
use steadfast_store::StoreError;
use steadfast_verify::{Asked, Content, Subject, Verdict, check};

use crate::house::{House, on_both};

/// A job that sets a setting to a number, and says so.
async fn set(house: &House, value: i64, once: Option<Once>) -> Result<Done<i64>, ActError> {
    let ask = Ask::new(Caller::Job("test"), Passage::Work).once(once);
    house
        .app
        .act(ask, move |tx, _| {
            tx.setting_put("number", &value.to_string())?;
            Ok((value, Fact::new("number-set", &"number").with("value", value)))
        })
        .await
}

async fn setting(house: &House) -> Option<String> {
    house.app.store.read::<_, StoreError, _>(|tx| tx.setting("number")).await.expect("read")
}

async fn settle(house: &House) {
    number::round(&house.app, [1; 16]).await.expect("numbered");
}

/// Flips a bit of the first tile, as a failing disk or a stranger in the database would.
async fn damage(house: &House) {
    let tile = house.app.store.read::<_, StoreError, _>(|tx| tx.ledger_tile(0, 0)).await.expect("read");
    let mut tile = tile.expect("a tile");
    tile[0] ^= 1;
    let head = house.app.store.read::<_, StoreError, _>(|tx| tx.ledger_head()).await.expect("read").expect("a head");
    let written = house.app.store.write::<_, StoreError, _>(move |tx| {
        let lease = tx.lease_take("damage", [9; 16], steadfast_store::Time(0), std::time::Duration::ZERO)?;
        let lease = lease.expect("nobody holds it");
        tx.ledger_extend(&lease, &head, &[], &[(0, 0, tile.clone())], &head.root)
    });
    written.await.expect("damaged");
}

#[test]
fn an_action_and_its_record_happen_together_or_not_at_all() {
    on_both(async |house| {
        set(house, 1, None).await.expect("done");
        let failed: Result<Done<i64>, ActError> = house
            .app
            .act(Ask::new(Caller::Job("test"), Passage::Work), |tx, _| {
                tx.setting_put("number", "2")?;
                Err(ActError::Kept)
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(setting(house).await.as_deref(), Some("1"));
        let waiting = house.app.store.read::<_, StoreError, _>(|tx| tx.ledger_waiting(10)).await.expect("read");
        assert_eq!(waiting.len(), 1);
    });
}

#[test]
fn a_way_that_is_closed_changes_and_records_nothing() {
    on_both(async |house| {
        let ask = Ask::new(Caller::Nobody, Passage::Work);
        let refused: Result<Done<()>, ActError> =
            house.app.act(ask, |tx, _| Ok((tx.setting_put("number", "9")?, Fact::new("x", &"y")))).await;
        assert!(matches!(refused, Err(ActError::Refused(Refused::WrongCaller))));
        assert_eq!(setting(house).await, None);
    });
}

#[test]
fn a_repeated_request_is_answered_and_not_done_again() {
    on_both(async |house| {
        let key = || Some(Once::new("k", &[b"one"]));
        let first = set(house, 1, key()).await.expect("done");
        set(house, 5, None).await.expect("done");
        let again = set(house, 1, key()).await.expect("answered");
        assert_eq!((again.answer, again.record, again.repeated), (1, first.record, true));
        assert_eq!(setting(house).await.as_deref(), Some("5"), "it was not done again");
        let other = set(house, 1, Some(Once::new("k", &[b"two"]))).await;
        assert!(matches!(other, Err(ActError::KeyReused)));
    });
}

#[test]
fn a_record_is_proven_to_whoever_knows_the_key() {
    on_both(async |house| {
        let mut records = Vec::new();
        for value in 0..300 {
            records.push(set(house, value, None).await.expect("done").record);
            if value == 100 {
                settle(house).await;
            }
        }
        settle(house).await;
        let fingerprint = house.app.ledger.key.public().fingerprint();
        for number in [0, 99, 255, 256, 299] {
            let bundle = proof::bundle(&house.app, records[number], true).await.expect("a bundle");
            let asked = Asked { key: Some(&fingerprint), older: None };
            let verdict = check(bundle.lines().map(str::as_bytes), &asked);
            let Verdict::Shown(findings) = verdict else { panic!("record {number}: {verdict:?}") };
            assert_eq!(findings.size, 300);
        }
    });
}

#[test]
fn an_erased_record_leaves_its_hash_and_its_proof() {
    on_both(async |house| {
        let record = set(house, 1, None).await.expect("done").record;
        settle(house).await;
        house.app.store.write::<_, StoreError, _>(move |tx| tx.record_erase(record)).await.expect("erased");
        let bundle = proof::bundle(&house.app, record, true).await.expect("a bundle");
        let verdict = check(bundle.lines().map(str::as_bytes), &Asked::default());
        let Verdict::IssuerNotChecked(findings) = verdict else { panic!("{verdict:?}") };
        assert_eq!(findings.subject, Subject::Record { index: 0, content: Content::Erased });
    });
}

#[test]
fn a_damaged_tile_stops_the_numbering_and_never_forks_the_log() {
    on_both(async |house| {
        set(house, 1, None).await.expect("done");
        settle(house).await;
        let before = house.app.store.read::<_, StoreError, _>(|tx| tx.ledger_head()).await.expect("read");
        damage(house).await;
        set(house, 2, None).await.expect("still acknowledged");
        assert!(number::round(&house.app, [1; 16]).await.is_err());
        let after = house.app.store.read::<_, StoreError, _>(|tx| tx.ledger_head()).await.expect("read");
        assert_eq!(before, after);
    });
}

#[test]
fn facts_hold_what_was_said() {
    let fact = Fact::new("x", &"y").with("a", 1).with("b", json!(["c"]));
    assert_eq!(serde_json::Value::Object(fact.facts), json!({"a": 1, "b": ["c"]}));
}
