//! Logging in while others guess.

use std::time::Duration;

use steadfast_device::accounts::{Attempt, Begun, Cost, Hashed, Origin, Outcome, Role, Verifier};

use super::unit::{Medium, PASSWORD, Unit, name, stranger, taken};

fn is_send<T: Send + 'static>() {}

#[test]
fn a_hash_may_be_made_on_any_thread() {
    is_send::<Attempt>();
    is_send::<Hashed>();
}

#[test]
fn the_right_password_lets_in_and_the_wrong_one_does_not() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    assert!(matches!(unit.try_with("owner", "another", None, stranger()), Outcome::Wrong));
    assert!(matches!(unit.try_with("nobody", PASSWORD, None, stranger()), Outcome::Wrong));
    let entered = unit.log_in(stranger());
    assert_eq!((entered.name, entered.role, entered.changed), (name("owner"), Role::Owner, true));
    assert!(entered.browser.is_some());
}

#[test]
fn ten_thousand_guesses_from_a_thousand_addresses_keep_no_owner_out() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let owner = unit.known();
    let before = medium.writes.borrow().len();
    let mut hashed = 0;
    for guess in 0..10_000 {
        // Which of the thousand addresses it comes from makes no difference: the door does not ask.
        if matches!(unit.knock("owner", "wrong", None, stranger()), Begun::Waits(_)) {
            hashed += 1;
        }
        if guess == 5_000 {
            let entered = unit.knock("owner", PASSWORD, None, owner.clone());
            assert!(matches!(entered, Begun::Waits(_)));
            let attempt = unit.door.next_attempt().expect("the owner comes first");
            assert_eq!(Begun::Waits(attempt.ticket()), entered);
            let outcome = unit.door.finish(&mut unit.people, attempt.hash(), &unit.clock, &unit.random);
            assert!(matches!(outcome, Outcome::In(_)));
        }
        if guess % 10 == 0
            && let Some(attempt) = unit.door.next_attempt()
        {
            unit.door.abandon(attempt.ticket());
        }
        unit.pass(Duration::from_millis(100));
    }
    // A thousand seconds: five free tries and those after waits, twice, as the owner's login reopens.
    assert!(hashed <= 2 * 14, "{hashed}");
    assert!(medium.writes.borrow().len() - before <= hashed + 4);
}

#[test]
fn an_owner_in_a_known_browser_gets_in_after_strangers_used_up_their_tries_and_reopens_them() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let owner = unit.known();
    assert_eq!(unit.exhaust("owner", &stranger()), 100);
    let entered = unit.log_in(owner);
    assert!(!entered.changed, "the browser was known");
    assert!(matches!(unit.guess("owner", stranger()), Begun::Waits(_)));
    unit.restart();
    assert!((0..4).all(|_| matches!(unit.guess("owner", stranger()), Begun::Waits(_))));
}

#[test]
fn a_browser_that_used_up_its_own_tries_leaves_the_unit_itself_open() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let owner = unit.known();
    assert_eq!(unit.exhaust("owner", &owner), 100);
    assert_eq!(unit.exhaust("owner", &stranger()), 100);
    assert!(unit.log_in(Origin::Here).browser.is_none());
    assert!(matches!(unit.guess("owner", owner), Begun::Waits(_)), "whoever is there reopens everything");
}

#[test]
fn a_cookie_of_another_account_is_a_strangers() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let owner = unit.known();
    let other = Verifier::of_nobody(Cost::SMALL, [4; 32]);
    unit.people.add(name("guest"), Role::User, other).unwrap();
    assert_eq!(unit.exhaust("guest", &stranger()), 100);
    assert_eq!(unit.guess("guest", owner), Begun::Stopped);
}

#[test]
fn a_forgotten_browser_is_a_stranger() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let owner = unit.known();
    unit.exhaust("owner", &stranger());
    let same = Verifier::of_nobody(Cost::SMALL, [4; 32]);
    unit.people.set_password(&name("owner"), same, None).unwrap();
    assert_eq!(unit.guess("owner", owner), Begun::Stopped);
}

#[test]
fn who_logs_in_at_the_first_try_wears_no_flash() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let owner = unit.known();
    unit.log_in(owner.clone());
    let writes = medium.writes.borrow().len();
    unit.log_in(owner);
    assert_eq!(medium.writes.borrow().len(), writes);
}

#[test]
fn a_password_that_changed_during_the_hash_lets_nobody_in() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    unit.knock("owner", PASSWORD, None, stranger());
    let hashed = unit.door.next_attempt().unwrap().hash();
    unit.people.set_password(&name("owner"), Verifier::of_nobody(Cost::SMALL, [4; 32]), None).unwrap();
    let outcome = unit.door.finish(&mut unit.people, hashed, &unit.clock, &unit.random);
    assert!(matches!(outcome, Outcome::Wrong));
}

#[test]
fn a_hash_of_another_cost_is_made_anew_at_the_next_login() {
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    let old = Verifier::make(&taken(PASSWORD), Cost::new(7_168, 6).unwrap(), [1; 32]).unwrap();
    unit.people.set_password(&name("owner"), old.clone(), None).unwrap();
    assert!(unit.log_in(Origin::Here).changed);
    assert!(!unit.log_in(Origin::Here).changed, "once");
}
