//! What the register says, from records alone.

use serde_json::json;
use steadfast_conformity::judge::{Answer, Verdict};

use crate::made::{Ledger, PRODUCT, RELEASE, all_well, noon, statement};

fn verdict(ledger: &Ledger, day: &str, requirement: &str) -> Verdict {
    ledger.register(day).entry(requirement).expect("an entry").verdict
}

#[test]
fn without_records_everything_is_unknown() {
    let register = Ledger::new().register("2028-01-02");
    assert_eq!(register.count(Verdict::Unknown), 22);
}

#[test]
fn a_passed_check_with_fresh_advisories_is_shown_and_ends_when_nobody_measures_any_more() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "product-measured", PRODUCT, all_well());
    assert_eq!(verdict(&ledger, "2028-02-02", "I.1.2.a"), Verdict::Shown);
    let later = ledger.register("2028-02-05");
    let entry = later.entry("I.1.2.a").expect("an entry");
    assert_eq!(entry.verdict, Verdict::Unknown);
    assert_eq!(entry.since, Some(noon("2028-02-04")));
    assert!(entry.needs.iter().all(|need| need.answer == Answer::Expired));
}

#[test]
fn stale_advisories_make_a_passed_check_unknown() {
    let mut ledger = Ledger::new();
    let mut measured = all_well();
    measured["feeds"] = json!({ "fresh": 2, "stale": ["osv"] });
    ledger.add("2028-02-01", "product-measured", PRODUCT, measured);
    assert_eq!(verdict(&ledger, "2028-02-01", "I.1.2.a"), Verdict::Unknown);
}

#[test]
fn a_blocked_check_contradicts_and_says_since_when() {
    let mut ledger = Ledger::new();
    let mut measured = all_well();
    ledger.add("2028-02-01", "product-measured", PRODUCT, measured.clone());
    measured["releases"] = json!({ RELEASE: { "verdict": "blocked", "components": 12 } });
    for day in ["2028-02-02", "2028-02-03"] {
        ledger.add(day, "product-measured", PRODUCT, measured.clone());
    }
    let register = ledger.register("2028-02-04");
    let entry = register.entry("I.1.2.a").expect("an entry");
    assert_eq!(entry.verdict, Verdict::Contradicted);
    assert_eq!(entry.since, Some(noon("2028-02-02")));
    assert_eq!(entry.against[0].because, "gate-blocked");
}

#[test]
fn what_people_say_alone_is_stated() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": statement("") }));
    assert_eq!(verdict(&ledger, "2028-02-02", "I.1.1"), Verdict::Stated);
    assert_eq!(verdict(&ledger, "2028-02-02", "I.1.2.k"), Verdict::Unknown);
    let review = json!({ "product": PRODUCT, "requirement": "I.1.2.k", "says": "met", "words": "looked at it" });
    ledger.add("2028-02-02", "review-recorded", RELEASE, review);
    assert_eq!(verdict(&ledger, "2028-02-02", "I.1.2.k"), Verdict::Stated);
    let report =
        json!({ "passed": 3, "results": [{ "source": "hardening", "requirements": ["I.1.2.k"], "passed": 3 }] });
    ledger.add("2028-02-03", "evidence-given", RELEASE, report);
    assert_eq!(verdict(&ledger, "2028-02-03", "I.1.2.k"), Verdict::Shown);
}

#[test]
fn only_letters_of_part_one_may_not_apply() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": statement("I.1.2.e") }));
    let register = ledger.register("2028-02-02");
    let entry = register.entry("I.1.2.e").expect("an entry");
    assert_eq!(entry.verdict, Verdict::NotApplicable);
    assert_eq!(entry.exempt.as_ref().map(|row| row.words.as_str()), Some("there is nothing to keep from anybody"));
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": statement("I.2.3") }));
    assert_eq!(verdict(&ledger, "2028-02-02", "I.2.3"), Verdict::Unknown);
}

#[test]
fn evidence_that_the_product_file_expects_must_come() {
    let mut ledger = Ledger::new();
    let mut said = statement("");
    said["evidence"] = json!({ "fuzzing": { "requirements": ["I.1.2.h"], "kind": "test" } });
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": said }));
    let other = json!({ "passed": 1, "results": [{ "source": "load", "requirements": ["I.1.2.h"], "passed": 1 }] });
    ledger.add("2028-02-01", "evidence-given", RELEASE, other);
    let register = ledger.register("2028-02-02");
    let entry = register.entry("I.1.2.h").expect("an entry");
    assert_eq!(entry.verdict, Verdict::Unknown);
    let missing = entry.needs.iter().find(|need| need.answer == Answer::Missing).expect("one is missing");
    assert_eq!(missing.need, "expected:fuzzing");
    let it = json!({ "passed": 1, "results": [{ "source": "fuzzing", "requirements": ["I.1.2.h"], "passed": 1 }] });
    ledger.add("2028-02-03", "evidence-given", RELEASE, it);
    assert_eq!(verdict(&ledger, "2028-02-03", "I.1.2.h"), Verdict::Shown);
}

#[test]
fn a_report_of_one_release_says_nothing_of_the_next() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": statement("") }));
    ledger.release("rel_2", 2);
    let report = json!({ "passed": 3, "results": [{ "source": "h", "requirements": ["I.1.2.k"], "passed": 3 }] });
    ledger.add("2028-02-03", "evidence-given", "rel_2", report);
    assert_eq!(verdict(&ledger, "2028-02-03", "I.1.2.k"), Verdict::Unknown);
}

#[test]
fn another_product_file_replaces_the_one_before_whole() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": statement("I.1.2.e") }));
    ledger.add("2028-02-02", "release-file-given", RELEASE, json!({ "statement": statement("") }));
    assert_eq!(verdict(&ledger, "2028-02-02", "I.1.2.e"), Verdict::Unknown);
}
