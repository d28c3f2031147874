//! Embedded tables are whole, and name only what there is.

use std::collections::BTreeSet;

use steadfast_cra::{annex_i, categories};
use steadfast_product::catalogue::{STANDARDS, feature, features, proposal, proposals};
use steadfast_product::check::RULES;
use steadfast_product::core_functions;
use steadfast_product::file::{InterfaceKind, Stride};

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
    assert!(core_functions::ids().all(|id| categories::category(id).is_some()));
}

#[test]
fn names_are_given_once() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    assert_eq!(STANDARDS.iter().collect::<BTreeSet<_>>().len(), STANDARDS.len());
    assert_eq!(features().iter().map(|one| &one.id).collect::<BTreeSet<_>>().len(), features().len());
}

#[test]
fn words_make_categories_worth_considering_and_decide_nothing() {
    let ids = |text: &str| core_functions::suggested(text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids("A router that connects offices."), ["III.I.12"]);
    assert_eq!(ids("Firewalls, and a VPN."), ["III.I.5", "III.II.2"]);
    assert_eq!(ids("Reads values of machines."), Vec::<&str>::new());
    assert_eq!(ids("Modems"), ["III.I.12"]);
    assert_eq!(ids("Tells stories of a toymaker."), Vec::<&str>::new());
}
