//! Sessions: how long they last, and when they end.

use std::time::Duration;

use steadfast_device::accounts::session::{FRESH, IDLE, LASTS, MOST, Sessions};
use steadfast_device::outside::System;

use super::unit::name;

const SECOND: Duration = Duration::from_secs(1);

fn open(sessions: &mut Sessions, account: &str, now: Duration) -> String {
    sessions.open(name(account), now, &System).expect("chance")
}

#[test]
fn a_session_is_found_by_its_token_alone() {
    let mut sessions = Sessions::default();
    let token = open(&mut sessions, "anna", Duration::ZERO);
    assert_eq!(sessions.find(&token, SECOND).unwrap().account(), &name("anna"));
    assert!(sessions.find("", SECOND).is_none());
    assert!(sessions.find(&token[1..], SECOND).is_none());
    sessions.end(&token);
    assert!(sessions.find(&token, SECOND).is_none());
}

#[test]
fn a_session_that_is_not_used_ends() {
    let mut sessions = Sessions::default();
    let token = open(&mut sessions, "anna", Duration::ZERO);
    assert!(sessions.find(&token, IDLE).is_some());
    assert!(sessions.find(&token, IDLE * 2).is_some(), "it was used in between");
    assert!(sessions.find(&token, IDLE * 3 + SECOND).is_none());
}

#[test]
fn a_session_ends_after_twelve_hours_however_it_is_used() {
    let mut sessions = Sessions::default();
    let token = open(&mut sessions, "anna", Duration::ZERO);
    let mut now = Duration::ZERO;
    while sessions.find(&token, now).is_some() {
        now += IDLE;
    }
    assert_eq!(now, LASTS + IDLE);
}

#[test]
fn sensitive_things_ask_for_the_password_again_after_ten_minutes() {
    let mut sessions = Sessions::default();
    let token = open(&mut sessions, "anna", Duration::ZERO);
    assert!(sessions.find(&token, FRESH).unwrap().is_fresh(FRESH));
    let late = FRESH + SECOND;
    assert!(!sessions.find(&token, late).unwrap().is_fresh(late));
    sessions.check(&token, late);
    assert!(sessions.find(&token, late).unwrap().is_fresh(late));
}

#[test]
fn forms_are_of_one_session() {
    let mut sessions = Sessions::default();
    let (one, other) = (open(&mut sessions, "anna", SECOND), open(&mut sessions, "anna", SECOND));
    let form = sessions.find(&one, SECOND).unwrap().form().to_owned();
    assert!(sessions.find(&one, SECOND).unwrap().has_form(&form));
    assert!(!sessions.find(&other, SECOND).unwrap().has_form(&form));
    assert!(!sessions.find(&one, SECOND).unwrap().has_form(""));
}

#[test]
fn who_opens_many_sessions_ends_their_own() {
    let mut sessions = Sessions::default();
    let owner = open(&mut sessions, "owner", Duration::ZERO);
    for _ in 0..40 {
        open(&mut sessions, "guest", SECOND);
    }
    assert_eq!(sessions.count(SECOND), MOST);
    assert!(sessions.find(&owner, SECOND).is_some());
}

#[test]
fn all_sessions_of_an_account_end_at_once_but_for_the_one_that_asks() {
    let mut sessions = Sessions::default();
    let tokens = [(); 3].map(|()| open(&mut sessions, "anna", SECOND));
    let other = open(&mut sessions, "bert", SECOND);
    sessions.end_all(&name("anna"), Some(&tokens[1]));
    let left = tokens.each_ref().map(|token| sessions.find(token, SECOND).is_some());
    assert_eq!(left, [false, true, false]);
    assert!(sessions.find(&other, SECOND).is_some());
}
