//! The table of essential requirements.

use std::collections::BTreeSet;

use steadfast_cra::annex_i::{
    BILL_OF_MATERIALS, Basis, Moment, NO_KNOWN_EXPLOITABLE_VULNERABILITY, requirement, requirements,
};

#[test]
fn all_requirements_of_both_parts_are_there_once() {
    let ids: BTreeSet<&str> = requirements().iter().map(|requirement| requirement.id.as_str()).collect();
    assert_eq!(requirements().len(), 22);
    assert_eq!(ids.len(), 22);
    let letters = ('a'..='m').map(|letter| format!("I.1.2.{letter}"));
    let points = (1..=8).map(|point| format!("I.2.{point}"));
    for id in std::iter::once("I.1.1".to_owned()).chain(letters).chain(points) {
        assert!(ids.contains(id.as_str()), "{id} is missing");
    }
}

#[test]
fn an_id_says_where_the_requirement_stands() {
    let found = requirement("I.1.2.c").expect("there is a letter (c)");
    assert_eq!(found.reference, "Annex I, Part I, point (2)(c)");
    assert_eq!(requirement("I.3.1"), None);
}

#[test]
fn the_gate_speaks_to_known_exploitable_vulnerabilities() {
    let found = requirement(NO_KNOWN_EXPLOITABLE_VULNERABILITY).expect("the constant names an entry");
    assert_eq!(found.reference, "Annex I, Part I, point (2)(a)");
    assert_eq!((found.basis, found.moment), (Basis::RiskBased, Moment::Placing));
    assert!(found.title.contains("exploitable"));
}

#[test]
fn the_bill_of_materials_is_never_not_applicable() {
    let found = requirement(BILL_OF_MATERIALS).expect("the constant names an entry");
    assert_eq!(found.reference, "Annex I, Part II, point (1)");
    assert_eq!((found.basis, found.moment), (Basis::Always, Moment::Period));
}

#[test]
fn related_ids_of_this_table_exist() {
    for entry in requirements() {
        for id in entry.related.iter().filter(|id| id.starts_with("I.")) {
            assert!(requirement(id).is_some(), "{} refers to {id}", entry.id);
        }
    }
}
