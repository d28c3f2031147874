//! Duties, and since when each binds a product.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use steadfast_cra::annex_i::requirement;
use steadfast_cra::applies::{ACT_FROM, REPORTING_FROM};
use steadfast_cra::duties::{Duty, Since, Who, because, duties, duty, since};

const OLD: Option<Date> = Some(date(2024, 3, 1));
const NEW: Option<Date> = Some(date(2028, 2, 1));

fn named(id: &str) -> &'static Duty {
    duty(id).expect("a duty")
}

#[test]
fn duties_are_in_order_and_have_names_of_their_own() {
    let ids: BTreeSet<&str> = duties().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), duties().len());
    let article = |one: &Duty| one.id.split('-').nth(1).and_then(|number| number.parse::<u32>().ok());
    assert!(duties().iter().all(|one| article(one).is_some()));
    assert!(duties().is_sorted_by_key(article));
    for number in [13, 14, 18, 19, 20, 21, 22, 23, 24, 28, 30, 31, 32] {
        assert!(duties().iter().any(|one| article(one) == Some(number)), "Art. {number}");
    }
}

#[test]
fn every_paragraph_of_article_13_is_there() {
    for paragraph in 1..=25 {
        let found = named(&format!("art-13-{paragraph}"));
        assert_eq!(found.reference, format!("Art. 13({paragraph})"));
        assert_eq!(found.who, [Who::Manufacturer]);
    }
}

#[test]
fn an_id_says_where_the_duty_stands() {
    for one in duties() {
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let article = one.id.split('-').nth(1).unwrap_or_default();
        assert!(one.reference.starts_with(&format!("Art. {article}")) || one.id == "art-30-1", "{}", one.id);
        assert!(!digits(&one.id).is_empty() && !one.tied.is_empty() && !one.who.is_empty(), "{}", one.id);
        assert!(one.asks.en.ends_with('.') && one.asks.de.ends_with('.'), "{}", one.id);
    }
}

#[test]
fn what_a_duty_relates_to_is_in_annex_i() {
    for one in duties() {
        assert!(one.requirements.iter().all(|id| requirement(id).is_some()), "{}", one.id);
    }
}

#[test]
fn only_reporting_binds_older_products_unless_they_are_substantially_modified() {
    for one in duties().iter().filter(|one| one.who != [Who::Steward]) {
        let found = |placed, modified| since(one, placed, modified);
        if one.id.starts_with("art-14-") {
            assert_eq!(found(OLD, Some(false)), Since::Day(REPORTING_FROM), "{}", one.id);
            assert_eq!(found(None, None), Since::Day(REPORTING_FROM), "{}", one.id);
        } else {
            assert_eq!(found(OLD, Some(false)), Since::Never, "{}", one.id);
            assert_eq!(found(OLD, Some(true)), Since::Modification(ACT_FROM), "{}", one.id);
            assert_eq!(found(OLD, None), Since::Unknown, "{}", one.id);
            assert_eq!(found(None, Some(false)), Since::Unknown, "{}", one.id);
        }
    }
}

#[test]
fn everything_binds_what_is_placed_once_the_act_applies() {
    assert_eq!(since(named("art-13-8"), NEW, None), Since::Day(date(2028, 2, 1)));
    assert_eq!(since(named("art-14-1"), NEW, None), Since::Day(date(2028, 2, 1)));
    assert_eq!(since(named("art-13-8"), Some(date(2027, 12, 10)), Some(false)), Since::Never);
    assert_eq!(since(named("art-13-8"), Some(ACT_FROM), Some(false)), Since::Day(ACT_FROM));
}

#[test]
fn stewards_are_bound_once_the_act_applies_whatever_was_placed_when() {
    for placed in [None, OLD, NEW] {
        assert_eq!(since(named("art-24-3"), placed, None), Since::Day(ACT_FROM));
    }
}

#[test]
fn each_answer_names_its_rules() {
    assert!(duties().iter().all(|one| !because(one).is_empty()));
    assert!(because(named("art-13-8")).iter().any(|rule| rule.source == "Art. 69(2)"));
    assert!(because(named("art-14-1")).iter().any(|rule| rule.source == "Art. 69(3)"));
}
