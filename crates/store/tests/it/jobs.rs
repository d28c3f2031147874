//! Durable jobs, on both engines.

use std::time::Duration;

use steadfast_store::{Claim, Id, JobState, NewJob, Store, StoreError, Time};

use crate::engines::on_both;

const SPAN: Duration = Duration::from_secs(30);

fn second(number: i64) -> Time {
    Time(number * 1_000_000)
}

fn new(random: u8, key: Option<&str>, every: Option<Duration>) -> NewJob {
    let key = key.map(str::to_owned);
    let id = Id::new(second(1), [random; 10]);
    NewJob { id, kind: "sweep".to_owned(), key, payload: "{}".to_owned(), due: second(10), every }
}

fn insert(store: &Store, job: NewJob) -> bool {
    store.write::<_, StoreError, _>(move |tx| tx.job_insert(&job, second(1))).wait().expect("inserted")
}

fn claim(store: &Store, now: Time) -> Option<Claim> {
    store.write::<_, StoreError, _>(move |tx| tx.job_claim(now, SPAN)).wait().expect("asked")
}

#[test]
fn a_job_runs_when_it_is_due_and_only_once() {
    on_both(|store| {
        assert!(insert(store, new(1, None, None)));
        assert_eq!(claim(store, second(9)), None);
        let taken = claim(store, second(10)).expect("due");
        assert_eq!(taken.attempt, 1);
        assert_eq!(claim(store, second(11)), None, "it runs");
        let finished = taken.clone();
        store.write::<_, StoreError, _>(move |tx| tx.job_done(&finished, second(12))).wait().expect("done");
        assert_eq!(claim(store, second(1000)), None);
        let job = store.read::<_, StoreError, _>(move |tx| tx.job(taken.id)).wait().expect("read").expect("there");
        assert_eq!((job.state, job.succeeded), (JobState::Done, Some(second(12))));
    });
}

#[test]
fn a_key_waits_once() {
    on_both(|store| {
        assert!(insert(store, new(1, Some("daily"), None)));
        assert!(!insert(store, new(2, Some("daily"), None)));
    });
}

#[test]
fn a_silent_process_loses_its_job_and_can_write_nothing_more() {
    on_both(|store| {
        insert(store, new(1, None, None));
        let silent = claim(store, second(10)).expect("due");
        let next = claim(store, second(41)).expect("taken over");
        assert_eq!((next.id, next.attempt), (silent.id, 2));
        let late = store.write::<_, StoreError, _>(move |tx| tx.job_done(&silent, second(42))).wait();
        assert!(matches!(late, Err(StoreError::LeaseLost(_))));
        let beat = store.write::<_, StoreError, _>(move |tx| tx.job_beat(&next, second(50), SPAN)).wait();
        beat.expect("the new one goes on");
        assert_eq!(claim(store, second(79)), None);
    });
}

#[test]
fn a_failed_attempt_is_repeated_and_says_why() {
    on_both(|store| {
        insert(store, new(1, None, None));
        let first = claim(store, second(10)).expect("due");
        let id = first.id;
        let failed = move |claim: Claim, due: Option<Time>| {
            store
                .write::<_, StoreError, _>(move |tx| tx.job_failed(&claim, "no answer", due, second(11)))
                .wait()
                .expect("kept");
        };
        failed(first, Some(second(20)));
        assert_eq!(claim(store, second(19)), None);
        failed(claim(store, second(20)).expect("again"), None);
        let job = store.read::<_, StoreError, _>(move |tx| tx.job(id)).wait().expect("read").expect("there");
        assert_eq!((job.state, job.error.as_deref(), job.attempts), (JobState::Failed, Some("no answer"), 2));
        assert!(store.write::<_, StoreError, _>(move |tx| tx.job_run_now(id, second(30))).wait().expect("asked"));
        assert!(claim(store, second(30)).is_some());
    });
}

#[test]
fn a_scheduled_job_comes_again() {
    on_both(|store| {
        insert(store, new(1, Some("sweep"), Some(Duration::from_secs(60))));
        let taken = claim(store, second(10)).expect("due");
        store.write::<_, StoreError, _>(move |tx| tx.job_done(&taken, second(12))).wait().expect("done");
        assert_eq!(claim(store, second(71)), None);
        assert!(claim(store, second(72)).is_some());
    });
}

#[test]
fn a_job_given_back_in_the_middle_is_taken_again_and_its_attempt_does_not_count() {
    on_both(|store| {
        insert(store, new(1, None, None));
        let taken = claim(store, second(10)).expect("due");
        let given = taken.clone();
        store.write::<_, StoreError, _>(move |tx| tx.job_release(&given)).wait().expect("given back");
        let late = store.write::<_, StoreError, _>(move |tx| tx.job_done(&taken, second(12))).wait();
        assert!(matches!(late, Err(StoreError::LeaseLost(_))), "{late:?}");
        assert_eq!(claim(store, second(11)).expect("waits").attempt, 1);
    });
}

#[test]
fn jobs_of_a_process_that_ended_need_not_wait_for_their_lease() {
    on_both(|store| {
        insert(store, new(1, Some("once"), None));
        let dead = claim(store, second(10)).expect("due");
        let due = |at: Time| store.read::<_, StoreError, _>(move |tx| tx.job_is_due(at)).wait().expect("read");
        assert!(!due(second(11)));
        store.write::<_, StoreError, _>(|tx| tx.job_orphans()).wait().expect("freed");
        assert!(due(second(11)));
        let next = claim(store, second(11)).expect("taken over");
        assert_eq!((next.id, next.epoch), (dead.id, dead.epoch + 1));
        let held = store.read::<_, StoreError, _>(|tx| tx.job_by_key("once")).wait().expect("read");
        assert_eq!(held, Some(next.id));
    });
}
