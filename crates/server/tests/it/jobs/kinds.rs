//! What each kind of job does.

use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use axum::http::StatusCode;
use serde_json::json;
use steadfast_server::ledger::number;
use steadfast_store::{BlobHash, JobState, StoreError};

use super::{Worker, job, scheduled};
use crate::access::http::{Client, founded, joined, kinds_recorded};
use crate::house::{House, on_both};

const DAY: i64 = 86_400;

async fn count(house: &House, kind: &str) -> usize {
    kinds_recorded(house).await.into_iter().filter(|found| found == kind).count()
}

/// Somebody acts alone; the path of the approval.
async fn acted_alone(house: &House, by: &mut Client, about: &str) -> String {
    let wanted = json!({"proposal": {"kind": "recover", "person": about}, "reason": "lost the phone"});
    let (_, made) = by.post(house, "/approvals", wanted).await;
    let path = format!("/approvals/{}", made["id"].as_str().expect("an id"));
    let (status, done) = by.post(house, &format!("{path}/break-glass"), json!({"reason": "at night"})).await;
    assert_eq!(status, StatusCode::OK, "{done}");
    path
}

#[test]
fn what_nobody_looked_at_in_time_is_put_on_record_once() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        let (_, kim) = joined(house, &mut marta, "kim", "viewer").await;
        let (mut jo, _) = joined(house, &mut marta, "jo", "security").await;
        let seen = acted_alone(house, &mut marta, &kim).await;
        acted_alone(house, &mut marta, &kim).await;
        let (status, _) = jo.post(house, &format!("{seen}/confirm"), json!({"reason": "right"})).await;
        assert!(status.is_success(), "{status}");
        let worker = scheduled(house).await;
        worker.work().await;
        assert_eq!(count(house, "break-glass-overdue").await, 0, "there is still time");
        house.stage.pass(3 * DAY + 1);
        let other = Worker::of(house);
        tokio::join!(worker.work(), other.work());
        for _ in 0..3 {
            house.stage.pass(400);
            worker.work().await;
        }
        assert_eq!(count(house, "break-glass-overdue").await, 1);
    });
}

#[test]
fn what_is_over_is_forgotten_and_one_record_counts_it() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        joined(house, &mut marta, "kim", "viewer").await;
        let worker = scheduled(house).await;
        worker.work().await;
        assert_eq!(count(house, "swept").await, 0, "nothing is over");
        house.stage.pass(40 * DAY);
        worker.work().await;
        let swept = house.app.store.read::<_, StoreError, _>(|tx| {
            let filter = steadfast_store::RecordFilter::kind("swept");
            tx.record_list(&filter, None, 10)
        });
        let swept = swept.await.expect("read");
        assert_eq!(swept.len(), 1);
        let (_, envelope) = swept[0].content.as_ref().expect("content");
        let facts = steadfast_trust::record::Record::peek(envelope).expect("a record").facts;
        assert_eq!((&facts["sessions"], &facts["links"]), (&json!(2), &json!(2)), "{facts:?}");
        house.stage.pass(2 * DAY);
        worker.work().await;
        assert_eq!(count(house, "swept").await, 1);
    });
}

#[test]
fn a_sound_ledger_is_checked_record_by_record() {
    on_both(async |house| {
        founded(house).await;
        number::round(&house.app, [1; 16]).await.expect("numbered");
        let worker = scheduled(house).await;
        worker.work().await;
        let checked = job(house, "ledger-check").await;
        assert_eq!((checked.state, checked.error), (JobState::Waiting, None));
        assert_eq!(checked.progress, (2, 2), "the set-up link and the first person");
        number::round(&house.app, [1; 16]).await.expect("numbered");
        house.stage.pass(4000);
        worker.work().await;
        assert_eq!(job(house, "ledger-check").await.error, None, "the log went on");
    });
}

/// Flips a bit of the first tile.
async fn damage(house: &House) {
    let damaged = house.app.store.write::<_, StoreError, _>(|tx| {
        let lease =
            tx.lease_take("damage", [9; 16], steadfast_store::Time(0), Duration::ZERO)?.expect("nobody holds it");
        let mut tile = tx.ledger_tile(0, 0)?.expect("a tile");
        tile[0] ^= 1;
        let head = tx.ledger_head()?.expect("a head");
        tx.ledger_extend(&lease, &head, &[], &[(0, 0, tile)], &head.root)
    });
    damaged.await.expect("damaged");
}

#[test]
fn a_damaged_ledger_is_found_put_on_record_once_and_said_in_health() {
    on_both(async |house| {
        let mut marta = founded(house).await;
        number::round(&house.app, [1; 16]).await.expect("numbered");
        damage(house).await;
        let worker = scheduled(house).await;
        worker.work().await;
        let found = job(house, "ledger-check").await;
        assert_eq!(found.state, JobState::Retrying);
        assert!(found.error.is_some_and(|error| error.contains("another root")));
        house.stage.pass(3600);
        worker.work().await;
        assert_eq!(count(house, "ledger-fault").await, 1);
        let (status, health) = marta.get(house, "/health").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(health["condition"], json!("bad"));
        assert_eq!(super::health::part(&health, "ledger")["reason"], json!("ledger-fault"));
    });
}

/// Makes a file look as if it were written so many days ago.
fn age(path: &Path, days: u64) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - days * 86_400);
    File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.set_times(FileTimes::new().set_modified(then)))
        .expect("aged");
}

fn file_of(house: &House, hash: BlobHash) -> PathBuf {
    let name = hash.to_string();
    house.app.config.data.join("blobs").join(&name[..2]).join(&name[2..4]).join(&name)
}

#[test]
fn an_orphan_is_removed_after_a_day_and_a_young_blob_stays() {
    on_both(async |house| {
        let put = async |text: &'static str| house.app.blobs.put_bytes(text.into()).await.expect("kept").hash;
        let (old, young) = (put("old").await, put("young").await);
        age(&file_of(house, old), 2);
        scheduled(house).await.work().await;
        assert!(!house.app.blobs.exists(old).await.expect("asked"));
        assert!(house.app.blobs.exists(young).await.expect("asked"));
        assert_eq!(count(house, "blobs-swept").await, 1);
        let staged = fs::read_dir(house.app.config.data.join("blobs/staging")).expect("there").count();
        assert_eq!(staged, 0, "a probe leaves nothing");
    });
}
