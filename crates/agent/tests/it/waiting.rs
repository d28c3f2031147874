//! Timers, and the thread that works.

use std::sync::{Mutex, mpsc};
use std::time::Duration;

use proptest::prelude::*;
use steadfast_agent::event_loop::Timers;
use steadfast_agent::work::{Full, MOST_WAITING, Urgency, Worker};

#[test]
fn what_nobody_waits_for_holds_up_nobody_and_no_queue_grows_without_end() {
    let (go, wait) = mpsc::channel::<()>();
    let wait = Mutex::new(wait);
    let worker = Worker::start(move |job: usize| {
        if job == 99 {
            let _ = wait.lock().unwrap().recv();
        }
        job
    })
    .expect("there are threads");
    while worker.give(99, Urgency::Nobody).is_ok() {}
    assert!(matches!(worker.give(99, Urgency::Nobody), Err(Full(99))));
    let mut done = Vec::new();
    for job in 1..=MOST_WAITING {
        worker.give(job, Urgency::Person).expect("there is room");
    }
    while done.len() < MOST_WAITING {
        std::thread::sleep(Duration::from_millis(1));
        done.extend(worker.done());
    }
    assert_eq!(done, (1..=MOST_WAITING).collect::<Vec<_>>(), "people are served in their order, whatever hangs");
    drop(go);
}

proptest! {
    #[test]
    fn timers_are_due_in_the_order_of_their_times(times in proptest::collection::vec(0u64..50, 0..40), now in 0u64..60) {
        let mut timers = Timers::default();
        let ids: Vec<_> = times.iter().map(|at| timers.set(Duration::from_secs(*at), *at)).collect();
        if let Some(first) = ids.first() {
            prop_assert_eq!(timers.cancel(*first), Some(times[0]));
            prop_assert_eq!(timers.cancel(*first), None);
        }
        let mut expected: Vec<u64> = times.iter().skip(1).copied().filter(|at| *at <= now).collect();
        expected.sort_unstable();
        let due: Vec<u64> = std::iter::from_fn(|| timers.due(Duration::from_secs(now))).collect();
        prop_assert_eq!(due, expected);
        prop_assert!(timers.next().is_none_or(|next| next > Duration::from_secs(now)));
    }
}
