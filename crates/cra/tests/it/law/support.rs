//! What is wrong with a support period.

use jiff::civil::date;
use steadfast_cra::support::{Finding, Period, Weight, check, criteria, least_end};

const ALL: [&str; 3] = ["user-expectations", "nature", "union-law"];
const GOOD: Period<'_> =
    Period { from: Some(date(2028, 1, 10)), to: Some(date(2033, 1, 10)), expected_months: Some(60), reasoned: &ALL };

#[test]
fn five_years_with_reasons_are_enough_for_five_years_of_use() {
    assert_eq!(check(&GOOD), []);
    let short = Period { to: Some(date(2033, 1, 9)), ..GOOD };
    assert_eq!(check(&short), [Finding::ShorterThanFiveYears]);
}

#[test]
fn a_shorter_time_in_use_allows_a_shorter_period_and_a_longer_one_asks_for_more() {
    let two = Period { to: Some(date(2030, 1, 10)), expected_months: Some(24), ..GOOD };
    assert_eq!(check(&two), []);
    assert_eq!(check(&Period { to: Some(date(2029, 12, 31)), ..two }), [Finding::ShorterThanUse]);
    assert_eq!(check(&Period { expected_months: Some(120), ..GOOD }), [Finding::ShorterThanUse]);
}

#[test]
fn what_is_not_stated_is_named() {
    let found = check(&Period::default());
    assert!(found.starts_with(&[Finding::EndNotStated, Finding::StartNotStated, Finding::UseNotStated]));
    assert_eq!(found.len(), 3 + ALL.len());
    assert!(found.iter().all(|one| !one.is_contradiction()));
    let silent = Period { reasoned: &["user-expectations"], ..GOOD };
    assert_eq!(check(&silent), [Finding::NotReasoned("nature"), Finding::NotReasoned("union-law")]);
}

#[test]
fn a_period_that_ends_before_it_begins_is_a_contradiction() {
    let found = check(&Period { to: Some(date(2027, 1, 10)), ..GOOD });
    assert_eq!(found, [Finding::EndsBeforeItBegins]);
    assert!(found[0].is_contradiction());
}

#[test]
fn the_least_end_follows_the_calendar() {
    assert_eq!(least_end(date(2028, 2, 29), None), Some(date(2033, 2, 28)));
    assert_eq!(least_end(date(2028, 1, 10), Some(u32::MAX)), None);
    assert_eq!(criteria().iter().filter(|one| one.weight == Weight::Must).count(), ALL.len());
}
