//! The code beside the password.

use std::time::Duration;

use steadfast_device::accounts::budget::Shut;
use steadfast_device::accounts::totp::code_at;
use steadfast_device::accounts::{Half, Outcome};

use super::unit::{Medium, PASSWORD, Unit, name, stranger};

const SECRET: [u8; 20] = [7; 20];
const NOW: i64 = 1_800_000_000;

fn bound(medium: &Medium) -> Unit<'_> {
    let mut unit = Unit::new(medium);
    let earlier = NOW - 300;
    unit.people.bind(&name("owner"), SECRET, &code_at(&SECRET, earlier), earlier).expect("the right code");
    unit
}

fn half(unit: &mut Unit<'_>) -> Half {
    match unit.try_with("owner", PASSWORD, None, stranger()) {
        Outcome::SecondFactorNeeded(half) => half,
        other => panic!("{other:?}"),
    }
}

fn second(unit: &mut Unit<'_>, half: Half, code: &str) -> Outcome {
    unit.door.second(&mut unit.people, half, code, &unit.clock, &unit.random)
}

#[test]
fn the_code_may_come_with_the_password_or_after_it() {
    let medium = Medium::default();
    let mut unit = bound(&medium);
    let code = code_at(&SECRET, NOW);
    assert!(
        matches!(unit.try_with("owner", PASSWORD, Some(&code), stranger()), Outcome::In(entered) if entered.changed)
    );
    unit.clock.wall.set(Some(NOW + 30));
    let half = half(&mut unit);
    assert!(matches!(second(&mut unit, half, &code_at(&SECRET, NOW + 30)), Outcome::In(_)));
}

#[test]
fn a_code_lets_in_once() {
    let medium = Medium::default();
    let mut unit = bound(&medium);
    let code = code_at(&SECRET, NOW);
    assert!(matches!(unit.try_with("owner", PASSWORD, Some(&code), stranger()), Outcome::In(_)));
    assert!(matches!(unit.try_with("owner", PASSWORD, Some(&code), stranger()), Outcome::WrongCode(_)));
}

#[test]
fn wrong_codes_count_like_wrong_passwords() {
    let medium = Medium::default();
    let mut unit = bound(&medium);
    let mut left = half(&mut unit);
    for _ in 0..4 {
        left = match second(&mut unit, left, "000000") {
            Outcome::WrongCode(half) => half,
            other => panic!("{other:?}"),
        };
    }
    let Outcome::Shut(shut, left) = second(&mut unit, left, "000000") else { panic!("five were counted") };
    assert_eq!(shut, Shut::For(Duration::from_secs(1)));
    unit.pass(Duration::from_secs(1));
    assert!(matches!(second(&mut unit, left, &code_at(&SECRET, NOW)), Outcome::In(_)));
}

#[test]
fn a_right_password_takes_nothing_back_without_its_code() {
    let medium = Medium::default();
    let mut unit = bound(&medium);
    for _ in 0..5 {
        drop(half(&mut unit));
    }
    assert!(matches!(unit.guess("owner", stranger()), steadfast_device::accounts::Begun::Refused(_)));
}

#[test]
fn after_five_minutes_the_password_is_needed_anew() {
    let medium = Medium::default();
    let mut unit = bound(&medium);
    let half = half(&mut unit);
    unit.pass(Duration::from_secs(301));
    assert!(matches!(second(&mut unit, half, &code_at(&SECRET, NOW)), Outcome::Expired));
}

#[test]
fn without_the_time_no_code_is_judged_and_none_is_counted() {
    let medium = Medium::default();
    let mut unit = bound(&medium);
    unit.clock.wall.set(None);
    let mut left = half(&mut unit);
    for _ in 0..10 {
        left = match second(&mut unit, left, "000000") {
            Outcome::NoTime(half) => half,
            other => panic!("{other:?}"),
        };
    }
}
