//! How far the logs of units are, their switches, and the events that they sent.

use steadfast_store::{CodeBy, EndedBy, EventBatch, FreshCode, LogHead, NewUnit, Time, UnitLog, UnitSwitches};

use super::{new, product, read, write};
use crate::engines::on_both;

const DAY: i64 = 86_400_000_000;
const ALL: UnitSwitches = UnitSwitches { record: true, share: true, remote: true };

fn batch(class: i64, first: i64, last: i64, taken: i64) -> EventBatch {
    let content = format!("{class} {first} {last}").into_bytes();
    let (unit, log, number, taken, digest, deflated) = (1, 0, first, Time(taken), [7; 32], first % 2 == 0);
    EventBatch { unit, log, class, first, last, number, taken, digest, content, deflated }
}

fn head(size: i64) -> LogHead {
    LogHead { size, root: [u8::try_from(size).expect("small"); 32], starts: size * 2 }
}

#[test]
fn the_head_of_a_log_only_rises_and_switches_stand_beside_it() {
    on_both(|store| {
        assert_eq!(read(store, |tx| tx.unit_log(1)), UnitLog::default());
        write(store, |tx| tx.unit_switch(1, ALL, Time(5)));
        for (size, newer) in [(3, true), (3, false), (2, false), (9, true)] {
            assert_eq!(write(store, move |tx| tx.unit_log_grow(1, &head(size))), newer, "{size}");
        }
        let known = UnitLog {
            log: 0,
            head: Some(head(9)),
            switches: Some(ALL),
            changed: Some(Time(5)),
            refused: None,
            is_back: false,
        };
        assert_eq!(read(store, |tx| tx.unit_log(1)), known);
        let off = UnitSwitches { share: false, ..ALL };
        write(store, move |tx| tx.unit_switch(1, off, Time(6)));
        let switched = UnitLog { switches: Some(off), changed: Some(Time(6)), ..known };
        assert_eq!(read(store, |tx| tx.unit_log(1)), switched);
        assert!(write(store, |tx| tx.unit_log_grow(2, &head(0))), "an empty log is one too");
        assert_eq!(read(store, |tx| tx.unit_log(2)).switches, None);
    });
}

#[test]
fn batches_are_kept_class_by_class_and_erased_together() {
    on_both(|store| {
        write(store, |tx| {
            for new in [batch(0, 1, 4, 0), batch(0, 1, 6, 1), batch(0, 7, 7, DAY), batch(2, 1, 2, 2)] {
                tx.event_batch_insert(&new)?;
            }
            tx.event_batch_insert(&EventBatch { unit: 2, ..batch(0, 1, 90, 0) })
        });
        let newest = |class| read(store, move |tx| tx.event_newest(1, 0, class));
        assert_eq!([0, 1, 2].map(newest), [7, 0, 2]);
        let after = |after| read(store, move |tx| tx.event_batches((1, 0, 0), after, 10));
        assert_eq!(after(0), [batch(0, 1, 4, 0), batch(0, 1, 6, 1), batch(0, 7, 7, DAY)]);
        assert_eq!(after(6), [batch(0, 7, 7, DAY)]);
        assert_eq!(write(store, |tx| tx.unit_events_erase(1)), 4);
        assert_eq!([0, 1, 2].map(newest), [0; 3]);
        assert_eq!(read(store, |tx| tx.event_newest(2, 0, 0)), 90, "another unit's stay");
    });
}

#[test]
fn a_unit_with_another_key_begins_another_log_and_one_out_of_use_has_no_events() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            tx.unit_insert(1, &NewUnit { key: Some([7; 32]), ..new(1, product(1)) }, Time(0))?;
            tx.unit_log_grow(1, &head(9))?;
            tx.unit_switch(1, ALL, Time(1))?;
            tx.event_batch_insert(&batch(0, 1, 9, 2))
        });
        assert!(write(store, |tx| tx.unit_set_key(1, Some(&[8; 32]), None)));
        let anew = read(store, |tx| tx.unit_log(1));
        assert_eq!(anew, UnitLog { log: 1, ..UnitLog::default() }, "what the owner wants is asked anew");
        assert_eq!(read(store, |tx| tx.event_newest(1, 1, 0)), 0);
        assert_eq!(read(store, |tx| tx.event_newest(1, 0, 0)), 9, "what the old one sent stays");
        assert!(write(store, |tx| tx.unit_decommission(1, EndedBy::Staff, Time(8))));
        assert_eq!(read(store, |tx| tx.event_newest(1, 0, 0)), 0);
    });
}

#[test]
fn an_owner_who_refuses_here_shares_nothing_whatever_the_unit_says() {
    on_both(|store| {
        write(store, |tx| tx.unit_switch(1, ALL, Time(5)));
        assert!(read(store, |tx| tx.unit_log(1)).shares());
        write(store, |tx| tx.unit_log_refuse(1, Some(Time(6))).and_then(|()| tx.unit_log_refuse(2, Some(Time(7)))));
        let known = read(store, |tx| tx.unit_log(1));
        assert_eq!((known.shares(), known.switches, known.refused), (false, Some(ALL), Some(Time(6))));
        assert_eq!(read(store, |tx| tx.unit_log(2)).refused, Some(Time(7)), "of one that never said anything");
        write(store, |tx| tx.unit_log_refuse(1, None).and_then(|()| tx.unit_log_refuse(3, None)));
        assert!(read(store, |tx| tx.unit_log(1)).shares());
    });
}

#[test]
fn a_fresh_code_opens_once_in_its_time_and_the_same_never_again() {
    let code = |hash, made| FreshCode {
        hash: [hash; 32],
        by: CodeBy::Unit,
        made: Time(made),
        expires: Time(made + 10),
        used: None,
    };
    on_both(|store| {
        let put = |hash, made| write(store, move |tx| tx.unit_fresh_code_put(1, &code(hash, made)));
        let used = |hash: u8, at| write(store, move |tx| tx.unit_fresh_code_use(1, &[hash; 32], Time(at)));
        assert!(put(1, 100));
        assert!(!used(2, 105), "another one");
        assert!(!used(1, 110), "its time is over");
        assert!(used(1, 109));
        assert!(!used(1, 109), "it was used");
        assert!(!put(1, 200), "said again");
        assert!(!used(1, 205));
        assert_eq!(read(store, |tx| tx.unit_fresh_code(1)).and_then(|kept| kept.used), Some(Time(109)));
        assert!(put(2, 200));
        assert!(used(2, 205));
    });
}
