//! Article 14: what was due, what was handed in, and what came too late.

use serde_json::{Value, json};
use steadfast_conformity::judge::Verdict;

use crate::made::{Ledger, PRODUCT, manufacturer, noon, time};

fn case(ledger: &mut Ledger, day: &str, kind: &str, more: &Value) {
    let mut facts = json!({ "product": PRODUCT, "number": 1, "kind": "vulnerability" });
    facts.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    ledger.add(day, kind, "cse_1", facts);
}

fn assessed(ledger: &mut Ledger, day: &str, aware: &str) {
    case(ledger, day, "case-assessed", &json!({ "assessment": "reportable", "aware": noon(aware).to_string() }));
}

fn handed_in(ledger: &mut Ledger, day: &str, receipt: u64, stage: &str, at: &str) {
    let facts = json!({ "stage": stage, "receipt": receipt, "handed_in": time(at).to_string() });
    case(ledger, day, "notice-handed-in", &facts);
}

fn verdict(ledger: &Ledger, day: &str, duty: &str) -> Verdict {
    let register = ledger.register(day).with_duties(&ledger.rows(), &manufacturer());
    register.duty(duty).expect("an entry").entry.verdict
}

#[test]
fn what_is_not_handed_in_contradicts_once_it_was_due() {
    let mut ledger = Ledger::new();
    assessed(&mut ledger, "2028-02-01", "2028-02-01");
    assert_eq!(verdict(&ledger, "2028-02-02", "art-14-2-a"), Verdict::Unknown);
    assert_eq!(verdict(&ledger, "2028-02-03", "art-14-2-a"), Verdict::Contradicted);
    assert_eq!(verdict(&ledger, "2028-02-03", "art-14-2-b"), Verdict::Unknown);
    assert_eq!(verdict(&ledger, "2028-02-05", "art-14-2-b"), Verdict::Contradicted);
    assert_eq!(verdict(&ledger, "2028-02-05", "art-14-4-a"), Verdict::Unknown);
    let register = ledger.register("2028-02-10").with_duties(&ledger.rows(), &manufacturer());
    assert_eq!(register.duty("art-14-2-a").expect("an entry").entry.since, Some(noon("2028-02-02")));
}

#[test]
fn what_is_handed_in_by_then_is_shown_and_one_report_says_what_those_before_would_have() {
    let mut ledger = Ledger::new();
    assessed(&mut ledger, "2028-02-01", "2028-02-01");
    handed_in(&mut ledger, "2028-02-02", 1, "notification", "2028-02-02T12:00:00Z");
    for duty in ["art-14-2-a", "art-14-2-b"] {
        assert_eq!(verdict(&ledger, "2028-02-20", duty), Verdict::Shown, "{duty}");
    }
    assert_eq!(verdict(&ledger, "2028-02-20", "art-14-2-c"), Verdict::Unknown);
}

#[test]
fn a_later_report_does_not_make_an_earlier_one_late() {
    let mut ledger = Ledger::new();
    assessed(&mut ledger, "2028-02-01", "2028-02-01");
    handed_in(&mut ledger, "2028-02-02", 1, "early-warning", "2028-02-02T08:00:00Z");
    handed_in(&mut ledger, "2028-02-04", 2, "notification", "2028-02-04T08:00:00Z");
    handed_in(&mut ledger, "2028-02-09", 3, "final-report", "2028-02-09T08:00:00Z");
    for duty in ["art-14-2-a", "art-14-2-b", "art-14-2-c"] {
        assert_eq!(verdict(&ledger, "2028-02-20", duty), Verdict::Shown, "{duty}");
    }
}

#[test]
fn what_came_too_late_contradicts_for_a_year() {
    let mut ledger = Ledger::new();
    assessed(&mut ledger, "2028-02-01", "2028-02-01");
    handed_in(&mut ledger, "2028-02-03", 1, "early-warning", "2028-02-02T12:00:01Z");
    assert_eq!(verdict(&ledger, "2028-02-20", "art-14-2-a"), Verdict::Contradicted);
    assert_eq!(verdict(&ledger, "2029-03-01", "art-14-2-a"), Verdict::Unknown);
}

#[test]
fn awareness_that_is_corrected_moves_what_was_due_whenever_it_was_handed_in() {
    let mut ledger = Ledger::new();
    assessed(&mut ledger, "2028-02-01", "2028-02-01");
    handed_in(&mut ledger, "2028-02-02", 1, "early-warning", "2028-02-02T08:00:00Z");
    let earlier = json!({ "aware": noon("2028-01-31").to_string() });
    case(&mut ledger, "2028-02-03", "case-awareness-corrected", &earlier);
    assert_eq!(verdict(&ledger, "2028-02-20", "art-14-2-a"), Verdict::Contradicted);
}

#[test]
fn what_turns_out_not_to_be_reported_or_to_be_something_else_is_not_late() {
    for more in [
        json!({ "assessment": "not-reportable", "aware": null }),
        json!({ "assessment": "unknown", "aware": null }),
        json!({ "kind": "incident", "assessment": "reportable", "aware": noon("2028-02-01").to_string() }),
        json!({ "assessment": "reportable", "aware": noon("2026-09-10").to_string() }),
    ] {
        let mut ledger = Ledger::new();
        assessed(&mut ledger, "2028-02-01", "2028-02-01");
        case(&mut ledger, "2028-02-02", "case-assessed", &more);
        assert_eq!(verdict(&ledger, "2028-02-20", "art-14-2-a"), Verdict::Unknown, "{more}");
    }
}

#[test]
fn a_request_is_answered_after_it_was_made_and_by_its_day() {
    let asked = json!({ "request": 1, "asked": noon("2028-02-05").to_string(), "due": noon("2028-02-09").to_string() });
    let table = [
        (None, Verdict::Contradicted),
        (Some("2028-02-04T08:00:00Z"), Verdict::Contradicted),
        (Some("2028-02-08T08:00:00Z"), Verdict::Shown),
        (Some("2028-02-10T08:00:00Z"), Verdict::Contradicted),
    ];
    for (at, expected) in table {
        let mut ledger = Ledger::new();
        case(&mut ledger, "2028-02-05", "notice-requested", &asked);
        if let Some(at) = at {
            handed_in(&mut ledger, "2028-02-10", 2, "intermediate-report", at);
        }
        assert_eq!(verdict(&ledger, "2028-02-20", "art-14-6"), expected, "{at:?}");
    }
}

#[test]
fn a_final_report_that_is_given_up_contradicts_until_the_case_is_open_again() {
    let mut ledger = Ledger::new();
    case(&mut ledger, "2028-02-05", "case-closed", &json!({ "due": ["final-report"] }));
    assert_eq!(verdict(&ledger, "2028-02-06", "art-14-2-c"), Verdict::Contradicted);
    case(&mut ledger, "2028-02-07", "case-reopened", &json!({}));
    assert_eq!(verdict(&ledger, "2028-02-08", "art-14-2-c"), Verdict::Unknown);
}

#[test]
fn a_case_of_no_product_speaks_for_none() {
    let mut ledger = Ledger::new();
    let before = ledger.rows();
    let facts = json!({ "product": null, "kind": "vulnerability", "assessment": "reportable", "aware": "2028-02-01T12:00:00Z" });
    ledger.add("2028-02-01", "case-assessed", "cse_1", facts);
    assert_eq!(ledger.rows(), before);
}

#[test]
fn a_drill_shows_the_steps_that_it_came_through() {
    let mut ledger = Ledger::new();
    let step = |step: &str, outcome: &str| json!({ "step": step, "outcome": outcome });
    let steps = [step("early-warning", "done"), step("early-warning-handed-in", "gap"), step("notification", "done")];
    let facts = json!({ "scenario": "exploited-component", "gaps": 1, "steps": steps });
    ledger.add("2028-02-01", "drill-held", "drl_1", facts);
    assert_eq!(verdict(&ledger, "2028-02-02", "art-14-2-a"), Verdict::Unknown);
    assert_eq!(verdict(&ledger, "2028-02-02", "art-14-2-b"), Verdict::Shown);
    assert_eq!(verdict(&ledger, "2028-02-02", "art-14-4-b"), Verdict::Unknown);
}

#[test]
fn one_case_does_not_answer_for_another() {
    let mut ledger = Ledger::new();
    assessed(&mut ledger, "2028-02-01", "2028-02-01");
    let other = json!({ "product": PRODUCT, "kind": "vulnerability", "stage": "early-warning", "receipt": 1,
        "handed_in": noon("2028-02-01").to_string() });
    ledger.add("2028-02-01", "notice-handed-in", "cse_2", other);
    assert_eq!(verdict(&ledger, "2028-02-20", "art-14-2-a"), Verdict::Contradicted);
}
