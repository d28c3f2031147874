//! Embedded tables are whole, and name only what there is.

use std::collections::BTreeSet;

use steadfast_cra::annex_i;
use steadfast_cra::routes::Procedure;
use steadfast_cra::support::criteria;
use steadfast_product::catalogue::{feature, features, proposal, proposals};
use steadfast_product::check::RULES;
use steadfast_product::file::{InterfaceKind, Procedures, Stride, SupportReasons};

#[test]
fn each_kind_of_interface_has_a_proposal_of_each_class() {
    for kind in InterfaceKind::ALL {
        assert!(Stride::ALL.iter().all(|class| proposal(kind, *class).is_some()), "{kind:?}");
    }
    assert_eq!(proposals().len(), InterfaceKind::ALL.len() * Stride::ALL.len());
}

#[test]
fn tables_name_only_what_there_is() {
    for one in proposals() {
        assert!(one.requirements.iter().all(|id| annex_i::requirement(id).is_some()), "{}", one.says);
        assert!(one.features.iter().all(|id| feature(id).is_some()), "{}", one.says);
    }
    assert!(features().iter().flat_map(|one| &one.requirements).all(|id| annex_i::requirement(id).is_some()));
}

#[test]
fn names_are_given_once() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    assert_eq!(features().iter().map(|one| &one.id).collect::<BTreeSet<_>>().len(), features().len());
}

/// The act's words for a thing and the file's keys for it are the same.
#[test]
fn the_file_and_the_law_speak_of_the_same() {
    let reasons = SupportReasons::default();
    let keys: Vec<&str> =
        reasons.criteria().iter().map(|(name, _)| *name).filter(|name| *name != "expected-use").collect();
    assert_eq!(keys, criteria().iter().map(|one| one.id.as_str()).collect::<Vec<_>>());
    let procedures = [Procedures::A, Procedures::BAndC, Procedures::H, Procedures::Certification];
    assert_eq!(procedures.map(Procedures::of_law), Procedure::ALL);
    assert!(procedures.iter().all(|one| one.as_str() == one.of_law().as_str()));
}
