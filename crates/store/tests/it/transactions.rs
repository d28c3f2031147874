//! What a transaction promises, on both engines.

use std::time::Duration;

use steadfast_store::{StoreError, Time, Violation};

use crate::engines::on_both;

#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("refused")]
    Refused,
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[test]
fn what_was_acknowledged_is_there_and_what_was_refused_is_not() {
    on_both(|store| {
        store.write::<_, StoreError, _>(|tx| tx.setting_put("kept", "yes")).wait().expect("kept");
        let refused = store.write::<(), Refusal, _>(|tx| {
            tx.setting_put("kept", "no")?;
            Err(Refusal::Refused)
        });
        assert!(matches!(refused.wait(), Err(Refusal::Refused)));
        let kept = store.read::<_, StoreError, _>(|tx| tx.setting("kept")).wait().expect("read");
        assert_eq!(kept.as_deref(), Some("yes"));
    });
}

#[test]
fn a_failed_statement_undoes_the_transaction_even_if_its_error_is_swallowed() {
    on_both(|store| {
        let remembered = steadfast_store::Remembered { request: [1; 32], answer: vec![2] };
        let swallowed = store.write::<_, StoreError, _>(move |tx| {
            tx.setting_put("swallowed", "yes")?;
            tx.remember("usr_1", "k", &remembered, Time(1))?;
            drop(tx.remember("usr_1", "k", &remembered, Time(1)));
            Ok(())
        });
        assert!(matches!(swallowed.wait(), Err(StoreError::AlreadyFailed)));
        let left = store.read::<_, StoreError, _>(|tx| tx.setting("swallowed")).wait().expect("read");
        assert_eq!(left, None);
    });
}

#[test]
fn a_look_up_sees_what_was_acknowledged_and_writes_nothing() {
    on_both(|store| {
        for value in ["first", "second"] {
            store.write::<_, StoreError, _>(move |tx| tx.setting_put("looked-up", value)).wait().expect("written");
            let found = store.look_up::<_, StoreError, _>(|tx| tx.setting("looked-up")).wait().expect("looked up");
            assert_eq!(found.as_deref(), Some(value));
        }
        let written = store.look_up::<_, StoreError, _>(|tx| tx.setting_put("looked-up", "third")).wait();
        assert!(written.is_err());
        let found = store.look_up::<_, StoreError, _>(|tx| tx.setting("looked-up")).wait().expect("looked up");
        assert_eq!(found.as_deref(), Some("second"));
    });
}

#[test]
fn look_ups_of_many_threads_are_all_answered() {
    on_both(|store| {
        store.write::<_, StoreError, _>(|tx| tx.setting_put("asked", "often")).wait().expect("written");
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let found = store.look_up::<_, StoreError, _>(|tx| tx.setting("asked")).wait();
                        assert_eq!(found.expect("looked up").as_deref(), Some("often"));
                    }
                });
            }
        });
    });
}

#[test]
fn a_second_row_under_one_key_is_named_as_such() {
    on_both(|store| {
        let remembered = steadfast_store::Remembered { request: [1; 32], answer: vec![2] };
        let twice = store.write::<_, StoreError, _>(move |tx| {
            tx.remember("usr_1", "k", &remembered, Time(1))?;
            tx.remember("usr_1", "k", &remembered, Time(1))
        });
        assert!(matches!(twice.wait(), Err(StoreError::Violated { kind: Violation::Unique, .. })));
    });
}

#[test]
fn closures_of_many_threads_count_without_a_gap() {
    on_both(|store| {
        store.write::<_, StoreError, _>(|tx| tx.setting_put("count", "0")).wait().expect("begun");
        let count_up = |_| {
            let store = store.clone();
            std::thread::spawn(move || {
                for _ in 0..20 {
                    let counted = store.write::<_, StoreError, _>(|tx| {
                        let count: u32 = tx.setting("count")?.and_then(|text| text.parse().ok()).unwrap_or(0);
                        tx.setting_put("count", &(count + 1).to_string())
                    });
                    counted.wait().expect("counted");
                }
            })
        };
        let threads: Vec<_> = (0..4).map(count_up).collect();
        threads.into_iter().for_each(|thread| thread.join().expect("ended"));
        let count = store.read::<_, StoreError, _>(|tx| tx.setting("count")).wait().expect("read");
        assert_eq!(count.as_deref(), Some("80"));
    });
}

#[test]
fn a_panic_in_a_closure_is_an_error_and_the_store_goes_on() {
    on_both(|store| {
        let panicked = store.write::<(), StoreError, _>(|tx| {
            tx.setting_put("panicked", "yes")?;
            panic!("on purpose")
        });
        assert!(matches!(panicked.wait(), Err(StoreError::Panicked)));
        let left = store.read::<_, StoreError, _>(|tx| tx.setting("panicked")).wait().expect("read");
        assert_eq!(left, None);
    });
}

#[test]
fn a_former_leader_can_do_nothing() {
    on_both(|store| {
        let take = |holder: u8, now: i64| {
            let taken = store.write::<_, StoreError, _>(move |tx| {
                tx.lease_take("ledger", [holder; 16], Time(now), Duration::from_secs(10))
            });
            taken.wait().expect("asked")
        };
        let first = take(1, 0).expect("nobody led");
        assert_eq!(take(2, 5_000_000), None, "the first still leads");
        let second = take(2, 11_000_000).expect("the first was silent too long");
        assert!(second.epoch > first.epoch);
        let late = store.write::<_, StoreError, _>(move |tx| tx.lease_check(&first)).wait();
        assert!(matches!(late, Err(StoreError::LeaseLost(_))));
    });
}

#[test]
fn a_lease_from_before_the_clock_was_set_back_lasts_no_longer_than_any() {
    on_both(|store| {
        let take = |holder: u8, now: i64| {
            let taken = store.write::<_, StoreError, _>(move |tx| {
                tx.lease_take("ledger", [holder; 16], Time(now * 1_000_000), Duration::from_secs(10))
            });
            taken.wait().expect("asked")
        };
        let before = take(1, 100_000).expect("free");
        assert_eq!(take(2, 99_970), None, "another's clock may be behind");
        assert_eq!(take(2, 10_000).expect("set back by a day").epoch, before.epoch + 1);
    });
}
