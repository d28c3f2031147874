//! Which procedures are open to which class.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use steadfast_cra::categories::Class;
use steadfast_cra::routes::{
    Applied, Extent, Known, Procedure, RouteAnswer, State, check, open, procedure, procedures, proof, reasons,
};

const TODAY: Date = date(2026, 11, 28);
const CLASSES: [Class; 4] = [Class::Default, Class::ImportantOne, Class::ImportantTwo, Class::Critical];

fn states(class: Class, applied: Applied, open_source: Option<bool>) -> [State; 3] {
    let found = open(class, &applied, open_source, TODAY);
    assert_eq!(found.len(), 4);
    assert_eq!(found[3].state, State::Unknown, "whether a scheme is available is not known");
    [found[0].state, found[1].state, found[2].state]
}

fn internal(class: Class, applied: Applied, open_source: Option<bool>) -> RouteAnswer {
    open(class, &applied, open_source, TODAY).swap_remove(0)
}

#[test]
fn the_table_of_article_32_without_anything_applied() {
    use State::{Closed, Open};
    let of = |class| states(class, Applied::NONE, Some(false));
    assert_eq!(of(Class::Default), [Open, Open, Open]);
    assert_eq!(of(Class::ImportantOne), [Closed, Open, Open]);
    assert_eq!(of(Class::ImportantTwo), [Closed, Open, Open]);
    assert_eq!(of(Class::Critical), [Closed, Open, Open]);
}

#[test]
fn open_source_with_public_documentation_may_use_any_but_not_for_critical_products() {
    let of = |class, public| internal(class, Applied::NONE, public).state;
    for class in [Class::ImportantOne, Class::ImportantTwo] {
        assert_eq!([of(class, Some(true)), of(class, None)], [State::Open, State::Unknown]);
    }
    assert_eq!([of(Class::Critical, Some(true)), of(Class::Critical, None)], [State::Closed, State::Closed]);
    assert_eq!(of(Class::Default, None), State::Open);
}

#[test]
fn class_one_is_told_how_old_the_check_is_that_closes_internal_control() {
    let found = internal(Class::ImportantOne, Applied::default(), Some(false));
    assert_eq!((found.state, found.reason.code.as_str()), (State::Closed, "nothing-to-apply-in-full"));
    assert_eq!((found.checked_on, found.check_age_days), (Some(date(2026, 10, 6)), Some(53)));
    assert!(found.reason.reference.contains("32(2)"));
    let earlier = open(Class::ImportantOne, &Applied::default(), Some(false), date(2026, 10, 5));
    assert_eq!(earlier[0].check_age_days, None);
}

#[test]
fn who_says_that_something_was_applied_in_full_is_asked_for_its_citation() {
    let full = Applied { harmonised_standards: Extent::Full, ..Applied::NONE };
    let found = internal(Class::ImportantOne, full, Some(false));
    assert_eq!((found.state, found.reason.code.as_str()), (State::Unknown, "applied-but-not-known"));
    let part = Applied { certification: Extent::Part, ..Applied::NONE };
    assert_eq!(internal(Class::ImportantOne, part, Some(false)).reason.code, "not-applied-in-full");
    assert_eq!(internal(Class::ImportantTwo, full, Some(false)).state, State::Closed);
}

#[test]
fn nothing_was_cited_on_the_day_of_the_check() {
    assert_eq!(check().checked_on, date(2026, 10, 6));
    let known =
        [check().harmonised_standards_cited, check().common_specifications, check().certification_with_presumption];
    assert_eq!(known, [Known::None; 3]);
}

#[test]
fn a_notified_body_needs_a_name_a_number_and_a_certificate() {
    for one in procedures() {
        assert!(one.proofs.iter().all(|id| proof(id).is_some()), "{}", one.id);
        let has = |id: &str| one.proofs.iter().any(|found| found == id);
        assert_eq!(one.notified_body, has("notified-body-number") && has("notified-body-name"), "{}", one.id);
    }
    let numbered: Vec<Procedure> = procedures().iter().filter(|one| one.number_at_ce).map(|one| one.id).collect();
    assert_eq!(numbered, [Procedure::FullQualityAssurance]);
    assert!(
        Procedure::ALL.iter().all(|one| procedure(*one).is_some() && Procedure::from_key(one.as_str()) == Some(*one))
    );
}

#[test]
fn every_reason_can_be_met_or_waits_for_a_citation() {
    let extents = [Extent::Unknown, Extent::None, Extent::Part, Extent::Full];
    let mut met = BTreeSet::new();
    for class in CLASSES {
        for open_source in [None, Some(false), Some(true)] {
            for extent in extents {
                let applied = Applied { harmonised_standards: extent, ..Applied::NONE };
                met.extend(open(class, &applied, open_source, TODAY).into_iter().map(|one| one.reason.code.as_str()));
            }
        }
    }
    let waiting: Vec<&str> = reasons().iter().map(|one| one.code.as_str()).filter(|code| !met.contains(code)).collect();
    assert_eq!(waiting, ["applied-in-full", "applied-not-stated"]);
}
