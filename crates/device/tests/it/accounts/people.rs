//! Accounts: who may be there, and how they are kept.

use proptest::prelude::*;
use steadfast_device::accounts::totp::code_at;
use steadfast_device::accounts::{Cost, MOST_ACCOUNTS, Name, People, PeopleError, Role, Verifier};
use steadfast_protocol::{decode, encode};

use super::unit::name;

fn verifier() -> Verifier {
    Verifier::of_nobody(Cost::STANDARD, [1; 32])
}

fn people(roles: &[(&str, Role)]) -> People {
    let mut people = People::default();
    for (name, role) in roles {
        people.add(name.parse().expect("a name"), *role, verifier()).expect("it may be there");
    }
    people
}

#[test]
fn the_first_account_is_an_owners() {
    let mut people = People::default();
    assert_eq!(people.add(name("anna"), Role::User, verifier()), Err(PeopleError::NoOwner));
    assert!(people.is_empty());
    people.add(name("anna"), Role::Owner, verifier()).unwrap();
}

#[test]
fn the_last_owner_stays_one() {
    let mut both = people(&[("anna", Role::Owner), ("bert", Role::User)]);
    assert_eq!(both.remove(&name("anna")), Err(PeopleError::NoOwner));
    assert_eq!(both.set_role(&name("anna"), Role::User), Err(PeopleError::NoOwner));
    both.set_role(&name("bert"), Role::Owner).unwrap();
    both.remove(&name("anna")).unwrap();
    assert_eq!(both.remove(&name("bert")), Err(PeopleError::NoOwner));
    assert_eq!(both.iter().map(|account| account.name().as_str()).collect::<Vec<_>>(), ["bert"]);
}

#[test]
fn what_may_not_be_changes_nothing() {
    let mut both = people(&[("anna", Role::Owner), ("bert", Role::User)]);
    let before = both.clone();
    assert_eq!(both.add(name("bert"), Role::User, verifier()), Err(PeopleError::Taken));
    assert_eq!(both.remove(&name("carl")), Err(PeopleError::Unknown));
    assert_eq!(both.set_role(&name("carl"), Role::User), Err(PeopleError::Unknown));
    assert_eq!(both.set_password(&name("carl"), verifier(), None), Err(PeopleError::Unknown));
    assert_eq!(both.bind(&name("bert"), [1; 20], "123456", 59), Err(PeopleError::Code));
    assert_eq!(both, before);
}

#[test]
fn there_are_sixteen_accounts_at_most() {
    let mut many = people(&[("owner", Role::Owner)]);
    let added = (0..20).map(|number| many.add(name(&format!("user{number}")), Role::User, verifier()));
    assert_eq!(added.filter(Result::is_ok).count(), MOST_ACCOUNTS - 1);
}

#[test]
fn an_app_is_bound_by_a_code_and_freed() {
    let mut one = people(&[("anna", Role::Owner)]);
    one.bind(&name("anna"), [1; 20], &code_at(&[1; 20], 59), 59).unwrap();
    assert!(one.find(&name("anna")).unwrap().has_second_factor());
    assert_eq!(decode::<People>(&encode(&one)).unwrap(), one);
    one.unbind(&name("anna")).unwrap();
    assert!(!one.find(&name("anna")).unwrap().has_second_factor());
}

#[test]
fn names_are_plain() {
    for good in ["a", "anna.b_c-9", &"x".repeat(32)] {
        assert!(good.parse::<Name>().is_ok(), "{good}");
    }
    for bad in ["", "Anna", "an na", "änna", "a/b", "a\0", &"x".repeat(33)] {
        assert!(bad.parse::<Name>().is_err(), "{bad}");
    }
}

/// A document without an owner, made by hand out of one with one.
#[test]
fn a_document_that_breaks_the_rules_is_not_read() {
    let mut bytes = encode(&people(&[("anna", Role::Owner)]));
    assert!(decode::<People>(&bytes).is_ok());
    let at = bytes.windows(6).position(|window| window == b"anna\x01\x00").expect("name and role") + 5;
    bytes[at] = 1;
    assert!(decode::<People>(&bytes).is_err());
    bytes[at] = 2;
    assert!(decode::<People>(&bytes).is_err(), "a role of a later version is not taken for one of ours");
}

proptest! {
    #[test]
    fn there_is_always_an_owner_and_every_document_is_read(
        steps in proptest::collection::vec((0..3_u8, 0..20_u8, any::<bool>()), 0..60),
    ) {
        let mut all = people(&[("user0", Role::Owner)]);
        for (step, who, owner) in steps {
            let (who, role) = (name(&format!("user{who}")), if owner { Role::Owner } else { Role::User });
            let _ = match step {
                0 => all.add(who, role, verifier()),
                1 => all.remove(&who),
                _ => all.set_role(&who, role),
            };
            prop_assert!(all.iter().any(|account| account.role() == Role::Owner));
            prop_assert!(all.iter().count() <= MOST_ACCOUNTS);
        }
        prop_assert_eq!(decode::<People>(&encode(&all)).unwrap(), all);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode::<People>(&bytes);
        let _ = decode::<Verifier>(&bytes);
    }
}
