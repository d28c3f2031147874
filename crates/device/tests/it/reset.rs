//! The way back to the factory settings, with the power gone at any of its steps.

use std::collections::BTreeMap;

use steadfast_device::data::{Data, DataError};
use steadfast_device::outside::Storage as _;
use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::SwitchKind;
use steadfast_protocol::{Purpose, Switched, Wiped};

use crate::made::{Draws, NOW, choices, each_cut, ends, events, live, owned, start, statements, try_start, unsent};
use crate::power::Outage;

const KEPT: [&str; 5] = ["certificate", "certificate-key", "factory", "trust-root", "update-state"];

/// A unit that was used for a while.
fn used() -> Outage {
    let storage = owned();
    let mut unit = start(&storage);
    live(&mut unit);
    unit.seal().expect("sealed");
    unit.life.next_counter(&&storage).expect("kept");
    let data = Data::open(&&storage, &Draws::new(50)).expect("open");
    for name in ["a", "b", "photo-1"] {
        data.put(&&storage, &Draws::new(51), name, b"private").expect("kept");
    }
    for name in
        ["throttle", "something", "data", "updates", "update-choices", "receipts", "log-other", "life2", "certificates"]
    {
        storage.replace(name, b"private").expect("kept");
    }
    for name in ["certificate", "certificate-key", "trust-root", "update-state"] {
        storage.replace(name, b"of the unit").expect("kept");
    }
    storage
}

/// What is there of the unit itself.
fn unit_s(storage: &Outage) -> BTreeMap<String, Vec<u8>> {
    let mut all = storage.contents();
    all.retain(|name, _| KEPT.contains(&name.as_str()) || name == "unit");
    all
}

/// What must hold after a reset: it is as it left its factory, and is itself still.
fn is_reset(left: &Outage, before: &Outage, when: &str) {
    let was = start(before);
    let (old, numbers, counter) = (was.life.clone(), ends(&was), counted(before));
    let mut unit = start(left);
    assert!(unit.owner().is_none() && !unit.is_locked(), "{when}");
    assert_eq!(unit_s(left), unit_s(before), "{when}");
    assert_eq!(unit.life.resets, old.resets + 1, "{when}");
    assert_eq!((&unit.life.unit, unit.life.starts >= old.starts), (&old.unit, true), "{when}");
    assert!(counted(left) >= counter, "{when}");
    assert!(ends(&unit).iter().zip(numbers).all(|(now, before)| *now >= before), "{when}");
    for (name, bytes) in left.contents() {
        if name == "reset" && bytes.is_empty() {
            continue;
        }
        let known = ["unit", "life", "outbox", "log-kept", "log-heads", "log-sent", "wiped"].contains(&name.as_str());
        let segment = ["log-security-", "log-network-", "log-product-"].iter().any(|start| name.starts_with(start));
        assert!(known || segment || KEPT.contains(&name.as_str()), "{when}: {name:?} is there");
    }
    assert!(events(&unit).len() <= 2, "{when}: old events are there");
    assert_eq!(statements::<Switched>(&unit), statements::<Switched>(&was), "{when}");
    let said = statements::<Wiped>(&unit);
    assert_eq!(said.len(), 1, "{when}: {said:?}");
    assert_eq!((said[0].resets, said[0].found, said[0].unit.as_deref()), (old.resets + 1, 0, Some("unt_1")), "{when}");
    assert!(said[0].destroyed >= 11 && said[0].time == NOW, "{when}: {said:?}");
    assert_eq!((said[0].purpose, said[0].keys), (Some(Purpose::Reset), Some(1)), "{when}");
    assert_eq!(unit.receipts(), [], "{when}: receipts of somebody else");
    unit.set_up(choices(true, true)).expect("set up again");
    assert_eq!(unsent(&mut unit), [], "{when}");
    let last = statements::<Switched>(&unit).pop().expect("said");
    assert!(last.number > said[0].number, "{when}: a number for two statements");
}

/// The counter of the next request.
fn counted(storage: &Outage) -> u64 {
    let copy = storage.copy(1);
    start(&copy).life.next_counter(&&copy).expect("kept")
}

fn reset(storage: &Outage) {
    if let Ok(mut unit) = try_start(storage) {
        drop(unit.reset());
    }
}

#[test]
fn a_reset_leaves_the_unit_as_it_left_its_factory() {
    let before = used();
    let storage = before.copy(1);
    let mut unit = start(&storage);
    unit.reset().expect("reset");
    assert!(unit.owner().is_none() && unit.wiped.as_ref().is_some_and(|wiped| wiped.found == 0));
    unit.seal().expect("sealed");
    is_reset(&storage, &before, "at once");
}

#[test]
fn wherever_the_power_goes_a_reset_that_was_begun_comes_to_its_end() {
    let before = used();
    each_cut(&before, reset, |left, when| {
        let unit = start(left);
        if unit.owner().is_some() {
            // It was not begun: nothing is missing.
            let names = |storage: &Outage| storage.contents().into_keys().collect::<Vec<_>>();
            assert_eq!(names(left), names(&before), "{when}");
            return;
        }
        is_reset(left, &before, when);
    });
}

#[test]
fn and_also_where_it_goes_again_and_again() {
    let before = used();
    for first in 2..40 {
        let storage = before.copy(first);
        storage.cut_at(first);
        reset(&storage);
        let mut left = storage.restart();
        for again in 0..60 {
            left.cut_at(again % 7);
            drop(try_start(&left));
            left = left.restart();
        }
        if start(&left.copy(0)).owner().is_none() {
            is_reset(&left, &before, &format!("call {first}, and again"));
        }
    }
}

#[test]
fn what_was_sealed_before_cannot_be_opened_afterwards() {
    let storage = used();
    let old = storage.contents();
    reset(&storage);
    assert_eq!(storage.read("owner-key").expect("power"), None);
    let data = Data::open(&&storage, &Draws::new(60)).expect("another key");
    storage.replace("data-a", &old["data-a"]).expect("brought back");
    assert!(matches!(data.get(&&storage, "a"), Err(DataError::Seal { .. })));
    assert_eq!(data.get(&&storage, "b").expect("read"), None);
}

#[test]
fn of_a_thousand_sealed_things_the_key_alone_is_overwritten() {
    let storage = used();
    for number in 0..1000 {
        storage.replace(&format!("data-{number}"), b"sealed").expect("kept");
    }
    let mut unit = start(&storage);
    let before = storage.course().len();
    unit.reset().expect("reset");
    let course = storage.course().split_off(before);
    let of = |what: &str, start: &str| course.iter().filter(|it| it.0 == what && it.1.starts_with(start)).count();
    assert_eq!((of("destroy", "data-"), of("remove", "data-"), of("remove", "")), (0, 1003, 1003));
    let place = |what: &str| course.iter().position(|it| it.0 == what && it.1.starts_with("owner-key"));
    let first = course.iter().position(|it| it.0 == "remove").expect("removed");
    assert!(place("destroy").expect("destroyed") < first, "the key goes before what it opens");
}

#[test]
fn each_reset_counts_once_and_has_its_own_statement() {
    let storage = owned();
    for round in 1..=3 {
        let mut unit = start(&storage);
        unit.reset().expect("reset");
        assert_eq!(unit.life.resets, round);
        unit.set_up(choices(true, false)).expect("set up");
    }
    let unit = start(&storage);
    let said = statements::<Wiped>(&unit);
    assert_eq!(said.iter().map(|wiped| wiped.resets).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(said.windows(2).all(|two| two[0].number < two[1].number));
    let mut numbers: Vec<u64> = statements::<Switched>(&unit).iter().map(|it| it.number).collect();
    numbers.extend(said.iter().map(|it| it.number));
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=7).collect::<Vec<_>>());
}

#[test]
fn a_reset_that_stands_still_locks_the_unit_and_goes_on_with_the_next_call() {
    let before = used();
    let calls = {
        let storage = before.copy(0);
        let mut unit = start(&storage);
        let from = storage.calls();
        unit.reset().expect("reset");
        from..storage.calls()
    };
    for call in calls {
        let storage = before.copy(call);
        storage.fail_at(call);
        let mut unit = start(&storage);
        if unit.reset().is_ok() {
            unit.seal().expect("sealed");
            is_reset(&storage, &before, &format!("call {call} failed"));
            continue;
        }
        if unit.owner().is_none() {
            assert!(unit.is_locked());
            assert!(matches!(unit.set_up(choices(true, true)), Err(ChangeError::Locked)), "call {call}");
            live(&mut unit);
        }
        unit.reset().expect("the next call");
        assert!(!unit.is_locked());
        is_reset(&storage, &before, &format!("call {call} failed, then again"));
    }
}

#[test]
fn on_a_medium_that_is_full_a_reset_is_refused_or_comes_to_its_end_and_numbers_go_on() {
    let before = used();
    start(&before).switch(SwitchKind::RemoteAction, true, "anna").expect("switched");
    for room in (0..4000).step_by(50) {
        let storage = before.copy(0);
        let mut unit = start(&storage);
        live(&mut unit);
        unit.log.sync().expect("synced");
        let numbers = ends(&unit);
        storage.fill_after(Some(room));
        let done = unit.reset();
        assert_eq!(done.is_ok(), unit.owner().is_none(), "with room for {room}: {done:?}");
        storage.fill_after(None);
        let now = ends(&start(&storage.restart()));
        assert!(now >= numbers, "with room for {room}: {now:?} after {numbers:?}");
    }
}
