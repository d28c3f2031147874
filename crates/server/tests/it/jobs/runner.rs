//! Once in effect, whoever works; taken over, tried again, given back.

use std::time::Duration;

use steadfast_server::jobs::kind::Kind;
use steadfast_server::jobs::silence::SILENCE;
use steadfast_store::{Claim, Id, JobState, NewJob, StoreError, Time};

use super::{Worker, job, jobs, scheduled};
use crate::house::{House, on_both};

const DAY: i64 = 86_400;
const HOUR: i64 = 3600;

/// A process takes a job and is never heard of again.
async fn taken(house: &House, kind: Kind) -> Claim {
    let now = house.app.ambient.now();
    let claim = house.app.store.write::<_, StoreError, _>(move |tx| tx.job_claim(&[kind.as_str()], now));
    claim.await.expect("asked").expect("it is due")
}

async fn beat(house: &House, claim: &Claim) {
    let claim = claim.clone();
    house.app.store.write::<_, StoreError, _>(move |tx| tx.job_beat(&claim)).await.expect("it is still ours");
}

fn seconds_until(time: Time, now: Time) -> u64 {
    time.since(now).as_secs()
}

#[test]
fn what_is_scheduled_runs_when_it_is_due_and_comes_again() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        assert_eq!(worker.work().await, Kind::ALL.len());
        for done in jobs(house).await {
            assert_eq!((done.state, done.attempts, done.error), (JobState::Waiting, 0, None), "{}", done.kind);
            assert!(done.succeeded.is_some() && done.due > house.app.ambient.now());
        }
        house.stage.pass(HOUR + 1);
        let hour = Duration::from_secs(3600);
        let often = Kind::ALL.iter().filter(|kind| kind.every().is_some_and(|every| every <= hour)).count();
        assert_eq!(worker.work().await, often, "what comes each hour or more often");
        house.stage.pass(DAY + 1);
        assert_eq!(worker.work().await, Kind::ALL.len());
    });
}

#[test]
fn two_processes_on_one_database_share_the_work_and_do_none_of_it_twice() {
    on_both(async |house| {
        let (one, other) = (scheduled(house).await, scheduled(house).await);
        assert_eq!(jobs(house).await.len(), Kind::ALL.len(), "scheduled once");
        let (of_one, of_other) = tokio::join!(one.work(), other.work());
        assert_eq!(of_one + of_other, Kind::ALL.len());
    });
}

#[test]
fn the_job_of_a_killed_process_is_taken_over_and_it_can_do_nothing_more() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        let dead = taken(house, Kind::HouseCleaning).await;
        assert_eq!(worker.work().await, Kind::ALL.len() - 1);
        house.stage.pass(SILENCE / 1_000_000 - 2);
        assert!(!worker.turn().await, "it may only be slow");
        assert_eq!(job(house, "house-cleaning").await.state, JobState::Running);
        house.stage.pass(3);
        assert!(worker.turn().await);
        let after = job(house, "house-cleaning").await;
        assert_eq!((after.state, after.error), (JobState::Waiting, None));
        let now = house.app.ambient.now();
        let late = house.app.store.write::<_, StoreError, _>(move |tx| tx.job_done(&dead, now)).await;
        assert!(matches!(late, Err(StoreError::LeaseLost(_))));
    });
}

#[test]
fn a_process_that_beats_keeps_its_job_whatever_the_wall_clock_does() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        let alive = taken(house, Kind::HouseCleaning).await;
        worker.work().await;
        for jump in [DAY, -DAY, -DAY, DAY] {
            house.stage.jump(jump);
            for _ in 0..4 {
                house.stage.pass(20);
                beat(house, &alive).await;
                worker.work().await;
            }
        }
        beat(house, &alive).await;
        let now = house.app.ambient.now();
        house.app.store.write::<_, StoreError, _>(move |tx| tx.job_done(&alive, now)).await.expect("done by it alone");
    });
}

#[test]
fn after_the_clock_was_set_nothing_waits_longer_than_usual_and_nothing_is_lost() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        worker.work().await;
        house.stage.jump(DAY + 10);
        assert_eq!(worker.work().await, Kind::ALL.len(), "a day passed, as far as anybody can tell: each once");
        house.stage.jump(-DAY);
        assert_eq!(worker.work().await, 0);
        let now = house.app.ambient.now();
        for waiting in jobs(house).await {
            let every = waiting.every.expect("scheduled");
            assert!(waiting.due <= now.after(every), "{} waits for a time that was there before", waiting.kind);
        }
        house.stage.pass(DAY + 10);
        assert_eq!(worker.work().await, Kind::ALL.len());
    });
}

#[test]
fn a_dead_process_is_noticed_although_the_clock_was_set_back() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        taken(house, Kind::LedgerCheck).await;
        worker.work().await;
        house.stage.jump(-DAY);
        house.stage.pass(SILENCE / 1_000_000 + 1);
        worker.work().await;
        assert!(job(house, "ledger-check").await.succeeded.is_some());
    });
}

#[test]
fn a_server_that_ends_gives_back_what_it_has_not_finished() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        worker.ending.send_replace(true);
        assert!(worker.turn().await);
        let given = job(house, "house-cleaning").await;
        assert_eq!((given.state, given.attempts, given.ended), (JobState::Waiting, 0, None));
        assert_eq!(Worker::of(house).work().await, Kind::ALL.len(), "nobody needs to wait");
    });
}

/// A file lies where the directory of blobs should be.
fn break_blobs(house: &House) {
    let place = house.app.config.data.join("blobs");
    std::fs::remove_dir_all(&place).expect("removed");
    std::fs::write(&place, "in the way").expect("written");
}

fn mend_blobs(house: &House) {
    let place = house.app.config.data.join("blobs");
    std::fs::remove_file(&place).expect("removed");
    std::fs::create_dir_all(place.join("staging")).expect("made");
}

#[test]
fn what_fails_is_tried_again_after_longer_and_longer_waits_then_at_its_next_time() {
    on_both(async |house| {
        let worker = scheduled(house).await;
        break_blobs(house);
        worker.work().await;
        let mut waits = Vec::new();
        for attempt in 1..i64::from(Kind::BlobSweep.patience().tries) {
            let failed = job(house, "blob-sweep").await;
            assert_eq!((failed.state, failed.attempts), (JobState::Retrying, attempt));
            assert!(failed.error.expect("a reason").contains("blobs"), "the reason names the place");
            waits.push(seconds_until(failed.due, house.app.ambient.now()));
            house.stage.pass(HOUR);
            worker.work().await;
        }
        assert!(waits.is_sorted() && waits[0] <= 10 && waits[waits.len() - 1] >= 40, "{waits:?}");
        let given_up = job(house, "blob-sweep").await;
        let wait = seconds_until(given_up.due, house.app.ambient.now());
        assert!(wait > 80_000, "given up until its usual time: {wait} s");
        mend_blobs(house);
        house.stage.pass(DAY + 1);
        worker.work().await;
        let well = job(house, "blob-sweep").await;
        assert_eq!((well.state, well.attempts, well.error), (JobState::Waiting, 0, None));
    });
}

#[test]
fn a_kind_of_another_version_is_left_alone() {
    on_both(async |house| {
        let (id, now) = (Id::new(house.app.ambient.now(), [7; 10]), house.app.ambient.now());
        let every = Some(Duration::from_secs(60));
        let new = NewJob { id, kind: "from-tomorrow".to_owned(), key: None, payload: "{}".to_owned(), due: now, every };
        let made = house.app.store.write::<_, StoreError, _>(move |tx| tx.job_insert(&new, now));
        assert!(made.await.expect("made"));
        assert_eq!(Worker::of(house).work().await, 0);
        assert_eq!(job(house, "from-tomorrow").await.state, JobState::Waiting);
    });
}
