//! Guessing: how many tries there are, for whom, and what no power cut and no medium changes.

use std::time::Duration;

use proptest::prelude::*;
use steadfast_device::accounts::{Begun, Origin};
use steadfast_device::outside::Storage as _;
use steadfast_trust::encoding::hex;

use super::unit::{Medium, Unit, stranger};

fn seconds(seconds: u64) -> Begun {
    Begun::Refused(Duration::from_secs(seconds))
}

fn is_let(begun: Begun) -> bool {
    matches!(begun, Begun::Waits(_))
}

#[test]
fn five_tries_are_free_and_then_each_waits_twice_as_long() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    assert!((0..5).all(|_| is_let(unit.guess("owner", stranger()))));
    for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600] {
        assert_eq!(unit.guess("owner", stranger()), seconds(wait));
        unit.pass(Duration::from_secs(wait) - Duration::from_millis(1));
        assert_eq!(unit.guess("owner", stranger()), Begun::Refused(Duration::from_millis(1)));
        unit.pass(Duration::from_millis(1));
        assert!(is_let(unit.guess("owner", stranger())), "after {wait} s");
    }
}

#[test]
fn after_a_hundred_tries_there_is_none_until_somebody_is_at_the_unit() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    assert_eq!(unit.exhaust("owner", &stranger()), 100);
    unit.pass(Duration::from_secs(10_000_000));
    assert_eq!(unit.guess("owner", stranger()), Begun::Stopped);
    unit.restart();
    assert_eq!(unit.guess("owner", stranger()), Begun::Stopped);
    unit.door.throttle().present();
    assert!(is_let(unit.guess("owner", stranger())));
    unit.restart();
    assert!(is_let(unit.guess("owner", stranger())));
}

#[test]
fn a_refused_try_costs_nothing_and_writes_nothing() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    while is_let(unit.guess("owner", stranger())) {}
    let writes = medium.writes.borrow().len();
    assert_eq!(writes, 5, "one for each try");
    assert!((0..1000).all(|_| unit.guess("owner", stranger()) == seconds(1)));
    assert_eq!(medium.writes.borrow().len(), writes);
}

#[test]
fn a_try_is_on_the_medium_before_its_hash_begins() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    for _ in 0..5 {
        assert!(is_let(unit.knock("owner", "wrong", None, stranger())));
        unit.restart();
    }
    assert_eq!(unit.guess("owner", stranger()), seconds(1));
}

#[test]
fn a_start_begins_the_wait_anew_and_shortens_nothing() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    for wait in [0, 0, 0, 0, 0, 1, 2, 4, 8] {
        unit.pass(Duration::from_secs(wait));
        assert!(is_let(unit.guess("owner", stranger())));
    }
    assert_eq!(unit.guess("owner", stranger()), seconds(16));
    unit.pass(Duration::from_secs(15));
    unit.restart();
    assert_eq!(unit.guess("owner", stranger()), seconds(16));
}

#[test]
fn names_that_are_none_meet_the_same_as_names_that_are() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    for _ in 0..300 {
        let (there, not_there) = (unit.guess("owner", stranger()), unit.guess("nobody", stranger()));
        assert_eq!(is_let(there), is_let(not_there));
        if !is_let(there) {
            assert_eq!(there, not_there);
        }
        unit.pass(Duration::from_secs(700));
    }
}

/// Whoever uses up the tries of names that are none finds the names that are used up as well.
#[test]
fn a_flood_of_names_does_not_make_the_real_ones_stand_out() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    for number in 0..2000 {
        unit.guess(&format!("name{number}"), stranger());
    }
    assert!(matches!(unit.guess("owner", stranger()), Begun::Refused(_)));
}

#[test]
fn capitals_and_spaces_around_a_name_buy_no_tries() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    for name in ["owner", "Owner", " owner", "OWNER ", "oWNER"] {
        assert!(is_let(unit.guess(name, stranger())));
    }
    assert!(["owner", "Owner", "OwNeR  "].into_iter().all(|name| unit.guess(name, stranger()) == seconds(1)));
}

#[test]
fn the_counts_are_kept_in_one_form_for_ever() {
    let medium = Medium::default();
    Unit::new(&medium).guess("owner", stranger());
    assert_eq!(hex(&medium.read("throttle").unwrap().unwrap()), "a200f40182828200810c0182820181656f776e657201");
}

#[test]
fn a_damaged_document_leaves_the_unit_itself_open_and_nothing_else() {
    for damage in [&b""[..], b"\xff\xff", b"\xa0", b"\xa2\x00\xf4\x01\x80\x00"] {
        let medium = Medium::default();
        medium.replace("throttle", damage).unwrap();
        let mut unit = Unit::new(&medium);
        assert!(unit.door.throttle().is_closed());
        assert_eq!(unit.guess("owner", stranger()), Begun::Stopped);
        assert_eq!(unit.guess("nobody", stranger()), Begun::Stopped);
        assert!(is_let(unit.guess("owner", Origin::Here)));
        unit.restart();
        assert_eq!(unit.guess("owner", stranger()), Begun::Stopped, "a write does not open it");
        unit.door.throttle().present();
        assert!(is_let(unit.guess("owner", stranger())));
    }
}

#[test]
fn what_cannot_be_read_is_as_what_is_damaged() {
    let medium = Medium::default();
    medium.is_unreadable.set(true);
    let mut unit = Unit::new(&medium);
    assert!(unit.door.throttle().trouble().is_some());
    assert_eq!(unit.guess("owner", stranger()), Begun::Stopped);
    assert!(is_let(unit.guess("owner", Origin::Here)));
}

#[test]
fn a_full_medium_locks_nobody_out_and_still_counts() {
    let medium = Medium::default();
    medium.is_full.set(true);
    let mut unit = Unit::new(&medium);
    assert!((0..5).all(|_| is_let(unit.guess("owner", stranger()))));
    assert!(unit.door.throttle().trouble().is_some());
    assert_eq!(unit.guess("owner", stranger()), seconds(1));
    medium.is_full.set(false);
    unit.pass(Duration::from_secs(1));
    assert!(is_let(unit.guess("owner", stranger())));
    unit.restart();
    assert_eq!(unit.guess("owner", stranger()), seconds(2), "all six are kept now");
}

proptest! {
    #[test]
    fn nothing_that_strangers_do_shuts_the_unit_itself(
        guesses in proptest::collection::vec((0..4_usize, 0..4000_u64, 0..10_u8), 1..200),
    ) {
        let medium = Medium::default();
        let mut unit = Unit::new(&medium);
        for (name, wait, start) in guesses {
            unit.guess(["owner", "guest", "root", "no name"][name], stranger());
            unit.pass(Duration::from_secs(wait));
            if start == 0 {
                unit.restart();
            }
        }
        prop_assert!(is_let(unit.guess("owner", Origin::Here)));
    }
}

#[test]
fn at_most_four_strangers_wait_and_one_hash_runs() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let names = ["a", "b", "c", "d"];
    assert!(names.into_iter().all(|name| is_let(unit.knock(name, "wrong", None, stranger()))));
    assert_eq!(unit.knock("e", "wrong", None, stranger()), Begun::Busy);
    assert_eq!(medium.writes.borrow().len(), 4, "whoever is turned away is not counted");
    assert!(is_let(unit.knock("owner", "wrong", None, Origin::Here)));
    let first = unit.door.next_attempt().expect("somebody waits");
    assert!(unit.door.next_attempt().is_none(), "one at a time");
    unit.door.abandon(first.ticket());
    assert!(unit.door.next_attempt().expect("strangers wait").ticket() < first.ticket());
}
