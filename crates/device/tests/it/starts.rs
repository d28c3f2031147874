//! Starts: after damage, on media that take nothing, with clocks that are wrong, and after power losses without end.

use std::time::Duration;

use proptest::prelude::*;
use steadfast_device::check_in::{Reply, enrolled};
use steadfast_device::outside::Clock as _;
use steadfast_device::unit::{ChangeError, UnitError};
use steadfast_monitor::event::{Class, Event, SwitchKind, What};
use steadfast_protocol::{Enrolled, encode};

use crate::made::{Hand, NOW, choices, events, live, owned, start, start_with, try_start};

/// 2026-01-01.
const BUILT: i64 = 1_767_225_600;

/// A document in every way of being damaged: each byte changed, cut off at each place, empty, zeros, more behind.
fn damaged(whole: &[u8]) -> Vec<Vec<u8>> {
    let flipped = (0..whole.len()).map(|at| {
        let mut bytes = whole.to_vec();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    let cut = (0..whole.len()).step_by(3).map(|at| whole[..at].to_vec());
    let others = [vec![0; whole.len()], vec![0xff; whole.len()], [whole, b"more"].concat()];
    flipped.chain(cut).chain(others).collect()
}

#[test]
fn a_damaged_document_is_an_error_and_never_a_unit_without_an_owner() {
    let before = owned();
    for name in ["unit", "life", "outbox"] {
        for bytes in damaged(&before.contents()[name]) {
            let storage = before.copy(0);
            storage.tamper(name, |kept| *kept = bytes);
            assert!(matches!(try_start(&storage), Err(UnitError::Document(_))), "{name}");
        }
    }
    for bytes in damaged(&before.contents()["factory"]) {
        let storage = before.copy(0);
        storage.tamper("factory", |kept| *kept = bytes);
        match try_start(&storage) {
            Err(UnitError::Factory(_)) => {}
            Ok(unit) => assert_eq!(unit.factory, start(&before).factory),
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn a_unit_whose_owner_cannot_be_read_is_locked_until_it_is_reset() {
    let before = owned();
    for bytes in damaged(&before.contents()["owner"]) {
        let storage = before.copy(0);
        storage.tamper("owner", |kept| *kept = bytes);
        let mut unit = start(&storage);
        assert!(unit.is_locked() && unit.owner().is_none());
        let (there, lines) = (storage.contents()["owner"].clone(), events(&unit).len());
        assert!(matches!(unit.set_up(choices(true, true)), Err(ChangeError::Locked)));
        assert!(matches!(unit.switch(SwitchKind::Record, true, "anna"), Err(ChangeError::Locked)));
        assert!(matches!(unit.set(&[("telnet", "on")], "anna"), Err(ChangeError::Locked)));
        assert!(matches!(unit.agree(true, true, "anna"), Err(ChangeError::Locked)));
        live(&mut unit);
        assert_eq!((&storage.contents()["owner"], events(&unit).len()), (&there, lines), "it may have been off");
    }
    let storage = before.copy(0);
    storage.tamper("owner", |bytes| bytes.truncate(20));
    let mut unit = start(&storage);
    unit.reset().expect("reset");
    assert!(!unit.is_locked());
    let mut unit = start(&storage);
    assert_eq!((unit.is_locked(), unit.life.resets), (false, 1));
    unit.set_up(choices(true, true)).expect("set up");
}

#[test]
fn random_bytes_in_the_place_of_a_document_panic_nowhere() {
    let before = owned();
    let names: Vec<String> = before.contents().into_keys().collect();
    proptest!(ProptestConfig::with_cases(300), |(at in 0..names.len(), bytes in proptest::collection::vec(any::<u8>(), 0..80))| {
        let storage = before.copy(0);
        storage.tamper(&names[at], |kept| *kept = bytes);
        if let Ok(unit) = try_start(&storage) {
            prop_assert!(unit.owner().is_some() || unit.is_locked());
        }
    });
}

#[test]
fn a_medium_that_takes_nothing_stops_no_start_and_loses_nothing() {
    let before = owned();
    for is_full in [true, false] {
        let storage = before.copy(0);
        let (contents, there) = (storage.contents(), events(&start(&storage.copy(0))));
        storage.set_read_only(!is_full);
        storage.fill_after(is_full.then_some(0));
        let mut unit = start(&storage);
        assert!(unit.owner().is_some());
        live(&mut unit);
        unit.life.next_counter(&&storage).expect_err("it cannot be promised");
        unit.set(&[("telnet", "on")], "anna").expect_err("it cannot be kept");
        storage.set_read_only(false);
        storage.fill_after(None);
        for name in ["unit", "factory", "owner", "outbox"] {
            assert_eq!(storage.contents()[name], contents[name], "{name}");
        }
        let now = events(&start(&storage));
        assert!(there.iter().all(|event| now.contains(event)));
    }
}

#[test]
fn a_clock_that_is_absent_or_years_off_is_not_believed() {
    let storage = owned();
    let mut unit = start(&storage);
    for wall in [None, Some(i64::MIN), Some(-1), Some(0), Some(BUILT - 1), Some(BUILT)] {
        unit.clock.wall = wall;
        assert_eq!(unit.now(), BUILT, "{wall:?}");
        assert_eq!(unit.moment().time, wall.filter(|wall| *wall >= BUILT));
    }
    unit.life.newest = NOW;
    for wall in [None, Some(0), Some(BUILT), Some(NOW - 1), Some(NOW), Some(NOW + 1), Some(i64::MAX)] {
        unit.clock.wall = wall;
        assert_eq!(unit.now(), wall.unwrap_or(0).max(NOW));
        assert!(unit.now() >= unit.clock.wall().unwrap_or(0));
    }
}

#[test]
fn what_a_start_writes_down_has_no_time_that_cannot_be_right() {
    let before = owned();
    for (wall, wanted) in [(Some(0), None), (Some(NOW), Some(NOW))] {
        let storage = before.copy(0);
        // A torn end is told of while the log is opened.
        storage.tamper("log-security-1", |bytes| bytes.extend([7; 9]));
        let unit = start_with(&storage, Hand { wall, steady: Duration::ZERO });
        let all = events(&unit);
        let last = all.iter().filter(|event| event.0 == Class::Security).max_by_key(|event| event.1);
        let event: Event<'_> = minicbor::decode(&last.expect("told").2).expect("an event");
        assert!(matches!(event.what, Some(What::Integrity(_))));
        assert_eq!(event.moment().time, wanted);
    }
}

#[test]
fn each_start_counts_and_what_it_writes_has_its_number() {
    let before = owned();
    let old = start(&before.copy(0)).life.starts;
    crate::made::each_cut(
        &before,
        |storage| {
            if let Ok(mut unit) = try_start(storage) {
                live(&mut unit);
                drop(unit.seal());
            }
        },
        |left, when| {
            let unit = start(left);
            assert!(unit.life.starts >= old, "{when}");
            for (_, _, bytes) in events(&unit) {
                let event: Event<'_> = minicbor::decode(&bytes).expect("an event");
                let is_of_now = matches!(event.what, Some(What::Integrity(_)));
                assert!(is_of_now || event.moment().starts < unit.life.starts, "{when}: two starts of one number");
            }
        },
    );
}

#[test]
fn sixty_four_requests_cost_the_medium_one_write() {
    let storage = owned();
    let mut unit = start(&storage);
    let before = storage.calls();
    for _ in 0..128 {
        unit.life.next_counter(&&storage).expect("kept");
    }
    assert_eq!(storage.calls() - before, 2);
}

#[test]
fn whatever_a_server_says_counters_rise_and_nothing_overflows() {
    let storage = owned();
    let mut unit = start(&storage);
    let mut last = unit.life.next_counter(&&storage).expect("kept");
    for counter in [0, 5, 1000, u64::MAX - 1, u64::MAX, 3] {
        let answer = Enrolled { unit: "unt_1".into(), counter, parts: Vec::new(), ..enrolled_now() };
        let reply = Reply { status: 200, body: encode(&answer) };
        enrolled(&mut unit.life, &&storage, &reply).expect("taken");
        for _ in 0..70 {
            let next = unit.life.next_counter(&&storage).expect("kept");
            assert!(next > last, "{next} after {last}");
            last = next;
        }
    }
    assert!(start(&storage).life.next_counter(&&storage).expect("kept") > last);
}

fn enrolled_now() -> Enrolled {
    Enrolled { unit: String::new(), counter: 0, time: NOW, parts: Vec::new() }
}
