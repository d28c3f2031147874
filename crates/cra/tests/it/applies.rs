//! Whom the duty to report binds.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use steadfast_cra::applies::{
    AFTER_SUPPORT, Circumstances, KNOWN_BEFORE, NO_FINES_ON_STEWARDS, OLDER_PRODUCTS, Operator, RULES,
    SMALL_AND_24_HOURS, STEWARDS, Size, Verdict, applies,
};

/// A large manufacturer that became aware of something in November 2026, in a product of 2024.
const CASE: Circumstances = Circumstances {
    operator: Operator::Manufacturer(Some(Size::MediumOrLarger)),
    aware: Some(date(2026, 11, 28)),
    placed: Some(date(2024, 3, 1)),
    modified: None,
    support_ended: Some(false),
};

fn aware(day: Date) -> Circumstances {
    Circumstances { aware: Some(day), ..CASE }
}

#[test]
fn products_from_before_the_act_are_reported_on_and_little_else_binds_them() {
    let found = applies(&CASE);
    assert_eq!((found.reporting, found.rest_of_act), (Verdict::Yes, Verdict::Unknown));
    assert!(found.because.contains(&&OLDER_PRODUCTS));
    let rest = |modified| applies(&Circumstances { modified, ..CASE }).rest_of_act;
    assert_eq!((rest(Some(false)), rest(Some(true))), (Verdict::No, Verdict::Yes));
    let new = applies(&Circumstances { placed: Some(date(2027, 12, 11)), ..CASE });
    assert_eq!(new.rest_of_act, Verdict::Yes);
    assert!(!new.because.contains(&&OLDER_PRODUCTS));
    assert_eq!(applies(&Circumstances { placed: None, ..CASE }).rest_of_act, Verdict::Unknown);
}

#[test]
fn the_end_of_support_does_not_end_reporting() {
    let found = applies(&Circumstances { support_ended: Some(true), ..CASE });
    assert_eq!(found.reporting, Verdict::Yes);
    assert!(found.because.contains(&&AFTER_SUPPORT));
}

#[test]
fn what_was_known_before_reporting_began_is_not_reported() {
    let before = applies(&aware(date(2026, 9, 10)));
    assert_eq!((before.reporting, before.late_warning_fined), (Verdict::No, Verdict::No));
    assert!(before.because.contains(&&KNOWN_BEFORE));
    assert_eq!(applies(&aware(date(2026, 9, 11))).reporting, Verdict::Yes);
    assert_eq!(applies(&Circumstances { aware: None, ..CASE }).reporting, Verdict::Unknown);
}

#[test]
fn small_enterprises_report_and_are_not_fined_for_the_24_hours() {
    for size in [Size::Micro, Size::Small] {
        let found = applies(&Circumstances { operator: Operator::Manufacturer(Some(size)), ..CASE });
        assert_eq!((found.reporting, found.late_warning_fined), (Verdict::Yes, Verdict::No));
        assert!(found.because.contains(&&SMALL_AND_24_HOURS));
    }
    assert_eq!(applies(&CASE).late_warning_fined, Verdict::Yes);
    let unsaid = applies(&Circumstances { operator: Operator::Manufacturer(None), ..CASE });
    assert_eq!((unsaid.reporting, unsaid.late_warning_fined), (Verdict::Yes, Verdict::Unknown));
}

#[test]
fn stewards_report_from_december_2027_as_far_as_they_are_involved() {
    let steward = |day| applies(&Circumstances { operator: Operator::Steward, ..aware(day) });
    assert_eq!(steward(date(2027, 12, 10)).reporting, Verdict::No);
    let later = steward(date(2027, 12, 11));
    assert_eq!((later.reporting, later.late_warning_fined), (Verdict::AsFarAs, Verdict::No));
    assert!(later.because.contains(&&STEWARDS) && later.because.contains(&&NO_FINES_ON_STEWARDS));
    let unsaid = applies(&Circumstances { operator: Operator::Steward, aware: None, ..CASE });
    assert_eq!(unsaid.reporting, Verdict::Unknown);
}

#[test]
fn rules_have_names_of_their_own_and_cite_a_place() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.source.contains("Art. ") || rule.source.contains("point ")));
}
