//! API tokens.

use std::collections::BTreeSet;

use proptest::prelude::*;
use steadfast_server::access::action::Action;
use steadfast_server::access::role::Role;
use steadfast_server::access::token::{LONGEST_LIFE, TokenError, check, hash, text};

#[test]
fn a_token_is_read_back_and_one_wrong_digit_is_no_token() {
    let token = text(&[0x5a; 32]);
    assert!(token.starts_with("sft_5a5a") && token.len() == 76);
    assert!(hash(&token).is_some());
    for place in 4..76 {
        let mut broken = token.clone().into_bytes();
        broken[place] = if broken[place] == b'0' { b'1' } else { b'0' };
        assert_eq!(hash(&String::from_utf8(broken).unwrap()), None, "place {place}");
    }
    for broken in ["", "sft_", "sft_5a", &token[4..], &token.to_uppercase(), &format!("{token}0"), &format!("{token} ")]
    {
        assert_eq!(hash(broken), None, "{broken}");
    }
}

fn scopes(actions: &[Action]) -> BTreeSet<Action> {
    actions.iter().copied().collect()
}

#[test]
fn a_token_carries_no_more_than_its_maker_may_do() {
    let read = scopes(&[Action::PeopleRead]);
    assert_eq!(check(&read, Role::Viewer, 0, 1), Ok(()));
    assert_eq!(check(&scopes(&[]), Role::Admin, 0, 1), Err(TokenError::NoScope));
    let content = scopes(&[Action::RecordContent]);
    let refused = TokenError::NotYours { action: Action::RecordContent, role: Role::Viewer };
    assert_eq!(check(&content, Role::Viewer, 0, 1), Err(refused));
    let erase = scopes(&[Action::RecordErase]);
    assert_eq!(check(&erase, Role::Admin, 0, 1), Err(TokenError::NeedsPerson(Action::RecordErase)));
}

#[test]
fn a_token_expires_within_a_year() {
    let read = scopes(&[Action::PeopleRead]);
    assert_eq!(check(&read, Role::Viewer, 5, 5), Err(TokenError::Past));
    assert_eq!(check(&read, Role::Viewer, 5, 5 + LONGEST_LIFE), Ok(()));
    assert_eq!(check(&read, Role::Viewer, 5, 6 + LONGEST_LIFE), Err(TokenError::TooLong));
    assert_eq!(check(&read, Role::Viewer, 5, i64::MAX), Err(TokenError::TooLong));
    assert_eq!(check(&read, Role::Viewer, i64::MAX, i64::MIN), Err(TokenError::Past));
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,100}") {
        prop_assert_eq!(hash(&text), None);
        prop_assert_eq!(hash(&format!("sft_{text}")), None);
    }
}
