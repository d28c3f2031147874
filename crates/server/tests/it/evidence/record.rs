//! One record: its proof, what is said of it and only then, and what is left of it when it was erased.

use serde_json::json;
use steadfast_store::{StoreError, Time};

use super::{opened, recorded, settle, status};
use crate::access::browser::Browser;
use crate::access::http::joined;
use crate::house::{House, on_both};

fn sentence(house: &House, size: u64) -> String {
    let key = house.app.ledger.key.public().fingerprint();
    format!("Unaltered since checkpoint {size} under key {key}. This does not prove that what was recorded was true.")
}

async fn size(house: &House) -> u64 {
    house.app.store.read::<_, StoreError, _>(|tx| tx.ledger_head()).await.expect("read").expect("a head").signed
}

#[test]
fn a_record_is_shown_with_its_content_and_its_checked_proof() {
    on_both(async |house| {
        let (admin, mut browser) = opened(house).await;
        let id = recorded(house, "swept", "store").await;
        let waiting = browser.get(house, &format!("/proof-log/{id}")).await;
        assert!(waiting.says("This record waits for its number") && !waiting.says("Unaltered since"));
        settle(house).await;
        let answer = browser.get(house, &format!("/proof-log/{id}")).await;
        assert!(answer.says(&sentence(house, size(house).await)), "{}", answer.text);
        for part in ["night-watch", "walnut", "class=\"proof-path\"", "steadfast verify", "bundle.json", "record+json"]
        {
            assert!(answer.says(part), "{part}");
        }
        let german = browser.clone().reading("de").get(house, &format!("/proof-log/{id}")).await;
        assert!(german.says("Das beweist nicht, dass wahr ist, was festgehalten wurde."));
        for absent in ["/proof-log/rec_00000000000000000000000000000000", "/proof-log/nonsense"] {
            assert_eq!(status(house, &admin, absent).await, 404, "{absent}");
        }
    });
}

/// Flips a bit of the first tile, as a failing disk or a stranger in the database would.
async fn damage(house: &House) {
    let written = house.app.store.write::<_, StoreError, _>(|tx| {
        let mut tile = tx.ledger_tile(0, 0)?.unwrap_or_default();
        tile[0] ^= 1;
        let head = tx.ledger_head()?.expect("a head");
        let lease = tx.lease_take("damage", [9; 16], Time(0), std::time::Duration::ZERO)?.expect("nobody holds it");
        tx.ledger_extend(&lease, &head, &[], &[(0, 0, tile)], &head.root)
    });
    written.await.expect("damaged");
}

#[test]
fn damage_is_said_and_nothing_is_called_unaltered() {
    on_both(async |house| {
        let (_, mut browser) = opened(house).await;
        let id = recorded(house, "swept", "store").await;
        settle(house).await;
        damage(house).await;
        let answer = browser.get(house, &format!("/proof-log/{id}")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.says("The check failed") && !answer.says("Unaltered since"), "{}", answer.text);
    });
}

#[test]
fn a_viewer_sees_the_proof_and_no_content() {
    on_both(async |house| {
        let (mut admin, _) = opened(house).await;
        let id = recorded(house, "swept", "store").await;
        let (viewer, _) = joined(house, &mut admin, "vera", "viewer").await;
        settle(house).await;
        let answer = Browser::of(&viewer).get(house, &format!("/proof-log/{id}")).await;
        assert!(answer.says(&sentence(house, size(house).await)) && answer.says("Your role may not read the content"));
        for hidden in ["night-watch", "walnut", "id=\"salt\"", "id=\"envelope\"", "/approvals/propose"] {
            assert!(!answer.says(hidden), "{hidden}");
        }
    });
}

#[test]
fn an_erased_record_is_shown_as_erased_and_still_proven() {
    on_both(async |house| {
        let (mut admin, mut browser) = opened(house).await;
        let id = recorded(house, "swept", "store").await;
        let (mut second, _) = joined(house, &mut admin, "karl", "compliance").await;
        settle(house).await;
        let form = browser.get(house, &format!("/proof-log/{id}")).await;
        assert!(form.says("action=\"/approvals/propose\"") && form.says("value=\"erase-record\""));
        let proposal = json!({"proposal": {"kind": "erase-record", "record": id}, "reason": "a name stood in it"});
        let (status, made) = admin.post(house, "/approvals", proposal).await;
        assert_eq!(status, 201, "{made}");
        let path = format!("/approvals/{}/approve", made["id"].as_str().expect("an id"));
        let (status, done) = second.post(house, &path, json!({"reason": ""})).await;
        assert_eq!(status, 200, "{done}");
        settle(house).await;
        let answer = browser.get(house, &format!("/proof-log/{id}")).await;
        assert!(answer.says(&sentence(house, size(house).await)) && answer.says("Content erased"));
        assert!(answer.says("The record of that decision") && !answer.says("walnut"));
        for gone in ["night-watch", "id=\"envelope\""] {
            assert!(!answer.says(gone), "{gone}");
        }
        let list = browser.get(house, "/proof-log?kind=swept").await;
        assert!(list.says("Content erased") && !list.says("night-watch"));
        assert!(browser.get(house, "/proof-log?actor=night-watch").await.says("Nothing fits this filter"));
    });
}
