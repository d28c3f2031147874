//! How long documents are kept.

use jiff::civil::date;
use steadfast_cra::retention::{RULES, documents_until, supply_until};

#[test]
fn ten_years_after_the_last_unit_or_the_support_period_whichever_is_longer() {
    let last = Some(date(2028, 6, 1));
    assert_eq!(documents_until(last, None), Some(date(2038, 6, 1)));
    assert_eq!(documents_until(last, Some(date(2033, 6, 1))), Some(date(2038, 6, 1)));
    assert_eq!(documents_until(last, Some(date(2043, 6, 1))), Some(date(2043, 6, 1)));
}

#[test]
fn there_is_no_end_while_units_are_placed() {
    assert_eq!(documents_until(None, Some(date(2033, 6, 1))), None);
}

#[test]
fn the_29th_of_february_ends_on_the_28th_and_the_calendar_has_an_end() {
    assert_eq!(supply_until(date(2028, 2, 29)), Some(date(2038, 2, 28)));
    assert_eq!(supply_until(date(9990, 1, 1)), None);
}

#[test]
fn each_rule_cites_its_place() {
    assert!(RULES.iter().all(|rule| rule.source.starts_with("Art. ") && !rule.says.is_empty()));
}
