//! The table of roles and actions.

use std::collections::BTreeSet;

use steadfast_server::access::action::{Action, Eyes, Proof, matrix};
use steadfast_server::access::role::Role;

#[test]
fn whole_matrix() {
    insta::assert_snapshot!(matrix());
}

#[test]
fn names_are_read_back_and_none_stands_twice() {
    let names: BTreeSet<_> = Action::ALL.iter().map(|action| action.as_str()).collect();
    assert_eq!(names.len(), Action::ALL.len());
    for action in Action::ALL {
        assert_eq!(action.as_str().parse(), Ok(*action));
    }
    assert_eq!("people.reed".parse::<Action>().unwrap_err().0, "people.reed");
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(role));
    }
    assert!("Admin".parse::<Role>().is_err());
}

/// What somebody may do to their own account changes nothing of the maker's.
const OWN: [Action; 4] =
    [Action::AccountPassword, Action::AccountFactor, Action::SessionRevokeOwn, Action::TokenRevokeOwn];

#[test]
fn an_assessor_reads_everything_and_changes_nothing() {
    for action in Action::of(Role::Assessor) {
        let name = action.as_str();
        let reads = [".read", ".read-any", ".content", ".export"].iter().any(|end| name.ends_with(end));
        assert!(reads || OWN.contains(&action), "{action}");
    }
    for action in Action::ALL.iter().filter(|action| action.as_str().ends_with(".read")) {
        assert!(action.allowed(Role::Assessor), "{action}");
    }
}

#[test]
fn what_takes_two_people_takes_a_fresh_proof_and_no_token() {
    for action in Action::ALL.iter().filter(|action| action.eyes() == Eyes::Four) {
        assert_eq!(action.proof(), Proof::Fresh, "{action}");
        assert!(!action.for_tokens());
    }
}

#[test]
fn every_action_is_somebodys_and_an_admin_may_end_any_access() {
    for action in Action::ALL {
        assert!(Role::ALL.iter().any(|role| action.allowed(*role)), "{action}");
    }
    for action in [Action::PeopleDisable, Action::SessionRevokeAny, Action::TokenRevokeAny] {
        assert!(action.allowed(Role::Admin));
    }
}
