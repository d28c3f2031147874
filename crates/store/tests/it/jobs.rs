//! Durable jobs, on both engines.

use std::time::Duration;

use steadfast_store::{Claim, Held, Id, JobFilter, JobState, NewJob, Store, StoreError, Time};

use crate::engines::on_both;

const KINDS: [&str; 2] = ["check", "sweep"];

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
    store.write::<_, StoreError, _>(move |tx| tx.job_claim(&KINDS, now)).wait().expect("asked")
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

fn running(store: &Store) -> Vec<Held> {
    store.read::<_, StoreError, _>(|tx| tx.job_running(&KINDS)).wait().expect("read")
}

#[test]
fn a_silent_process_loses_its_job_and_can_write_nothing_more() {
    on_both(|store| {
        insert(store, new(1, None, None));
        let silent = claim(store, second(10)).expect("due");
        assert_eq!(claim(store, second(1_000_000)), None, "no clock says that a process is silent");
        let seen = running(store)[0];
        let take = move || store.write::<_, StoreError, _>(move |tx| tx.job_take(&seen)).wait().expect("asked");
        let next = take().expect("taken over");
        assert_eq!((next.id, next.attempt), (silent.id, 2));
        assert_eq!(take(), None, "it is not as it was seen any more");
        let late = store.write::<_, StoreError, _>(move |tx| tx.job_done(&silent, second(42))).wait();
        assert!(matches!(late, Err(StoreError::LeaseLost(_))));
        let before = running(store)[0];
        store.write::<_, StoreError, _>(move |tx| tx.job_beat(&next)).wait().expect("the new one goes on");
        let after = running(store)[0];
        assert_eq!((after.epoch, after.beat), (before.epoch, before.beat + 1));
        let late = store.write::<_, StoreError, _>(move |tx| tx.job_take(&before)).wait().expect("asked");
        assert_eq!(late, None, "it was worked on since");
    });
}

#[test]
fn a_kind_that_this_program_does_not_know_is_left_alone() {
    on_both(|store| {
        insert(store, NewJob { kind: "sweep-more".to_owned(), ..new(1, None, None) });
        assert_eq!(claim(store, second(10)), None);
        insert(store, NewJob { kind: "check".to_owned(), ..new(2, None, None) });
        assert_eq!(claim(store, second(10)).expect("due").kind, "check");
        let kinds = store.read::<_, StoreError, _>(|tx| tx.job_kinds()).wait().expect("read");
        assert_eq!(kinds, ["check", "sweep-more"]);
    });
}

#[test]
fn a_clock_that_was_set_back_delays_nothing_for_longer_than_it_would_have_waited() {
    on_both(|store| {
        insert(store, NewJob { due: second(90_000), ..new(1, Some("sweep"), Some(Duration::from_secs(60))) });
        insert(store, NewJob { due: second(90_000), ..new(2, None, None) });
        let most = Duration::from_secs(600);
        let moved = store.write::<_, StoreError, _>(move |tx| tx.job_earlier(second(100), most)).wait();
        assert_eq!(moved.expect("asked"), 1, "what is to run once, at a time of its own, stays");
        assert_eq!(claim(store, second(159)), None);
        assert!(claim(store, second(160)).is_some());
    });
}

#[test]
fn a_list_is_filtered_and_turned_in_both_directions() {
    on_both(|store| {
        (1..=9).for_each(|number| assert!(insert(store, new(number, None, None))));
        let failed = claim(store, second(10)).expect("due");
        let again = failed.clone();
        let ended =
            store.write::<_, StoreError, _>(move |tx| tx.job_failed(&again, "no answer", Some(second(20)), second(11)));
        ended.wait().expect("kept");
        let list = |filter: JobFilter| {
            store.read::<_, StoreError, _>(move |tx| tx.job_list(&filter, None, 4)).wait().expect("read")
        };
        let first = list(JobFilter::default());
        let (newest, last) = (first[0].id, first[3].id);
        assert!(first.windows(2).all(|pair| pair[0].id > pair[1].id));
        let newer = store.read::<_, StoreError, _>(move |tx| tx.job_list_newer(&JobFilter::default(), last, 10)).wait();
        assert_eq!(newer.expect("read").first().map(|job| job.id), Some(newest));
        let of = |state| JobFilter { kind: Some("sweep".to_owned()), state: Some(state) };
        let retrying = list(of(JobState::Retrying));
        assert_eq!((retrying.len(), retrying[0].id), (1, failed.id));
        assert_eq!(list(JobFilter { kind: Some("check".to_owned()), state: None }), []);
        let counts = store.read::<_, StoreError, _>(|tx| tx.job_counts()).wait().expect("read");
        assert_eq!(counts, [(JobState::Retrying, 1), (JobState::Waiting, 8)]);
        let overdue = store.read::<_, StoreError, _>(|tx| tx.job_overdue(second(15))).wait().expect("read");
        assert_eq!(overdue, 8);
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
fn jobs_of_a_process_that_ended_need_not_wait() {
    on_both(|store| {
        insert(store, new(1, Some("once"), None));
        let dead = claim(store, second(10)).expect("due");
        let due = |at: Time| store.read::<_, StoreError, _>(move |tx| tx.job_is_due(&KINDS, at)).wait().expect("read");
        assert!(!due(second(11)));
        store.write::<_, StoreError, _>(|tx| tx.job_orphans()).wait().expect("freed");
        assert!(due(second(11)));
        let next = claim(store, second(11)).expect("taken over");
        assert_eq!((next.id, next.epoch), (dead.id, dead.epoch + 1));
    });
}
