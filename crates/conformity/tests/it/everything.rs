//! A ledger with every kind of record that speaks, and what holds for all of it.

use std::collections::BTreeSet;
use std::convert::Infallible;

use proptest::prelude::*;
use serde_json::{Value, json};
use steadfast_conformity::duty::duty_ids;
use steadfast_conformity::evidence::Row;
use steadfast_conformity::fold;
use steadfast_conformity::judge::Verdict;
use steadfast_conformity::register::{Register, annex_i_ids};
use steadfast_conformity::rules::KINDS;
use steadfast_conformity::shelf::MemoryShelf;

use crate::made::{Ledger, PRODUCT, RELEASE, all_well, manufacturer, noon, statement};

type One = (&'static str, &'static str, Value);

/// One record of each kind, and of some several with different facts.
fn records() -> Vec<One> {
    let mut all = of_the_release();
    all.extend(of_cases());
    all.extend(of_years());
    all
}

fn of_the_release() -> Vec<One> {
    let mut wrong = all_well();
    wrong["exposures"] = json!({ "met": true, "exploited": 1 });
    let results = json!([{ "source": "a", "requirements": ["I.1.2.k", "art-13-14"], "passed": 1 }]);
    let signed = |id: &str, sample: bool| {
        json!({ "product": PRODUCT, "release": RELEASE, "declaration": id, "procedure": "A", "sample": sample,
            "languages": ["en"], "documents": ["ab"], "marking": "product" })
    };
    vec![
        ("release-gated", RELEASE, json!({ "verdict": "pass" })),
        ("release-put-on-sale", RELEASE, json!({ "verdict": "pass" })),
        (
            "release-made",
            RELEASE,
            json!({ "part": "prt_1", "version": "1", "sequence": 1, "statement": statement("") }),
        ),
        ("release-file-given", RELEASE, json!({ "statement": statement("I.1.2.e") })),
        ("product-measured", PRODUCT, all_well()),
        ("product-measured", PRODUCT, wrong),
        ("evidence-given", RELEASE, json!({ "passed": 1, "report": "ci", "results": results })),
        (
            "review-recorded",
            RELEASE,
            json!({ "product": PRODUCT, "requirement": "art-13-22", "says": "met", "words": "x" }),
        ),
        ("dossier-made", "dos_1", json!({ "product": PRODUCT, "release": RELEASE, "hash": "ab", "open": 0 })),
        ("dossier-made", RELEASE, json!({ "product": PRODUCT, "release": RELEASE, "hash": "cd", "open": 3 })),
        ("declaration-signed", RELEASE, signed("dcl_1", false)),
        ("declaration-signed", RELEASE, signed("dcl_2", false)),
        ("declaration-withdrawn", RELEASE, signed("dcl_1", false)),
        ("declaration-withdrawn", "dcl_2", signed("dcl_2", false)),
    ]
}

fn of_cases() -> Vec<One> {
    let of = |kind: &str, more: Value| {
        let mut facts = json!({ "product": PRODUCT, "number": 1, "kind": kind });
        let more = more.as_object().cloned().unwrap_or_default();
        facts.as_object_mut().expect("an object").extend(more);
        facts
    };
    let aware = |kind: &str, day: &str| of(kind, json!({ "assessment": "reportable", "aware": noon(day).to_string() }));
    let handed = |kind: &str, stage: &str, receipt: u64, day: &str| {
        of(kind, json!({ "stage": stage, "receipt": receipt, "handed_in": noon(day).to_string() }))
    };
    let asked = json!({ "request": 1, "asked": "2028-02-03T12:00:00Z", "due": "2028-02-05T12:00:00Z" });
    let notice = json!({ "case": "cse_1", "product": PRODUCT, "units": 9, "by_nothing": 1 });
    vec![
        ("case-assessed", "cse_1", aware("vulnerability", "2028-02-01")),
        ("case-assessed", "cse_1", aware("incident", "2028-02-02")),
        ("case-assessed", "cse_1", of("incident", json!({ "assessment": "not-reportable", "aware": null }))),
        ("case-awareness-corrected", "cse_1", aware("vulnerability", "2028-01-31")),
        ("case-closed", "cse_1", of("vulnerability", json!({ "due": ["final-report"] }))),
        ("case-closed", "cse_1", of("vulnerability", json!({ "due": [] }))),
        ("case-reopened", "cse_1", of("vulnerability", json!({}))),
        ("notice-handed-in", "cse_1", handed("vulnerability", "early-warning", 1, "2028-02-01")),
        ("notice-handed-in", "cse_1", handed("vulnerability", "notification", 2, "2028-02-03")),
        ("notice-handed-in", "cse_1", handed("vulnerability", "final-report", 3, "2028-02-05")),
        ("notice-handed-in", "cse_2", handed("incident", "final-report", 1, "2028-02-06")),
        ("notice-handed-in", "cse_1", handed("incident", "intermediate-report", 4, "2028-02-04")),
        ("notice-requested", "cse_1", of("vulnerability", asked)),
        ("owner-notice-sent", "ntc_1", notice.clone()),
        ("owner-notice-recalled", "ntc_1", notice),
    ]
}

fn of_years() -> Vec<One> {
    let steps = json!([{ "step": "early-warning", "outcome": "done" }, { "step": "notification", "outcome": "gap" },
        { "step": "final-report", "outcome": "done" }, { "step": "owners", "outcome": "done" }]);
    let drill = |scenario: &str| json!({ "scenario": scenario, "gaps": 1, "steps": steps });
    vec![
        ("support-set", PRODUCT, json!({ "to": "2034-01-31" })),
        ("support-promised", PRODUCT, json!({ "ends": "2034-01-31", "placed-from": null })),
        ("support-considered", PRODUCT, json!({ "considered": ["purpose"] })),
        ("support-end-told", "ntc_2", json!({ "product": PRODUCT, "stage": "end", "units": 3 })),
        ("product-page-set", PRODUCT, json!({ "published": true })),
        ("document-fault", "doc_1", json!({ "product": PRODUCT, "kind": "declaration", "fault": "missing" })),
        ("document-fault", "doc_2", json!({ "product": PRODUCT, "kind": "user-information", "fault": "missing" })),
        ("upstream-sent", "ups_1", json!({ "product": PRODUCT, "purl": "pkg:cargo/a@1" })),
        ("upstream-answered", "ups_1", json!({ "product": PRODUCT, "purl": "pkg:cargo/a@1" })),
        ("drill-held", "drl_1", drill("exploited-component")),
        ("drill-held", "drl_2", drill("mass-guessing")),
        ("handed-over", "sha256:ab", json!({ "files": 3 })),
    ]
}

/// A ledger of some of the records, in an order of its own, two each day.
fn ledger(order: &[usize]) -> Ledger {
    let (mut ledger, all) = (Ledger::new(), records());
    for (place, number) in order.iter().enumerate() {
        let (kind, subject, facts) = all[number % all.len()].clone();
        ledger.add(&format!("2028-02-{:02}", 1 + place / 2), kind, subject, facts);
    }
    ledger
}

fn whole() -> Ledger {
    ledger(&(0..records().len()).collect::<Vec<_>>())
}

/// The rows that each record leaves by itself.
pub(crate) fn rows_of_each() -> Vec<Row> {
    (0..records().len()).flat_map(|number| ledger(&[number]).rows()).collect()
}

#[test]
fn every_kind_of_record_that_speaks_is_here() {
    let here: BTreeSet<&str> = records().iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(here, BTreeSet::from(KINDS));
}

#[test]
fn each_of_them_leaves_evidence() {
    for (kind, subject, facts) in records() {
        let mut ledger = Ledger::new();
        ledger.add("2028-02-01", kind, subject, facts.clone());
        let leaves = !ledger.rows().is_empty();
        assert_eq!(leaves, facts["due"] != json!([]), "{kind} {facts}");
    }
}

#[test]
fn rules_speak_to_requirements_and_duties_that_there_are() {
    let known: BTreeSet<&str> = annex_i_ids().chain(duty_ids()).collect();
    for row in rows_of_each() {
        assert!(known.contains(row.key.requirement.as_str()), "{} of {}", row.key.requirement, row.because);
    }
}

#[test]
fn a_row_is_the_same_once_it_was_kept_as_text() {
    for row in whole().rows() {
        let text = serde_json::to_string(&row).expect("JSON");
        assert_eq!(serde_json::from_str::<Row>(&text).expect("a row"), row);
    }
}

/// What is looked for: every verdict of a register.
fn verdicts(register: &Register) -> Vec<(String, Verdict)> {
    register.verdicts().map(|entry| (entry.requirement.clone(), entry.verdict)).collect()
}

/// What is left of a ledger in a dossier: records that rows name, and those by which they belong to the product.
fn kept(ledger: &Ledger) -> MemoryShelf {
    let named: BTreeSet<String> = ledger.rows().into_iter().map(|row| row.record).collect();
    let links = ["product-made", "part-made", "release-made", "release-put-on-sale"];
    let mut shelf = MemoryShelf::default();
    for (number, record) in (0..).zip(&ledger.records) {
        if named.contains(&record.id) || links.contains(&record.kind.as_str()) {
            let entered: Result<(), Infallible> = fold::enter(&mut shelf, record, number);
            entered.expect("memory does not fail");
        }
    }
    shelf
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whoever_has_the_records_of_the_rows_alone_gets_the_same_verdicts(
        order in prop::collection::vec(0_usize..64, 0..40),
    ) {
        let ledger = ledger(&order);
        let shelf = kept(&ledger);
        let few: Vec<Row> = shelf.rows(PRODUCT).chain(shelf.rows("")).cloned().collect();
        for day in ["2028-02-03", "2028-02-25", "2028-06-01", "2030-01-01"] {
            let all = ledger.register(day).with_duties(&ledger.rows(), &manufacturer());
            let anew = Register::of(PRODUCT, RELEASE, &few, annex_i_ids(), noon(day)).with_duties(&few, &manufacturer());
            // Of a key with a newer record an older day cannot be told from a dossier: it holds the newest alone.
            if day != "2028-02-03" || order.len() < 4 {
                prop_assert_eq!(verdicts(&all), verdicts(&anew));
            }
        }
    }

    #[test]
    fn nothing_is_shown_by_what_people_say(requirement in prop::sample::select(duty_ids().collect::<Vec<_>>())) {
        let mut ledger = Ledger::new();
        let review = json!({ "product": PRODUCT, "requirement": requirement, "says": "met", "words": "looked" });
        ledger.add("2028-02-01", "review-recorded", RELEASE, review);
        let register = ledger.register("2028-02-02").with_duties(&ledger.rows(), &manufacturer());
        let verdict = register.duty(requirement).expect("an entry").entry.verdict;
        prop_assert_ne!(verdict, Verdict::Shown);
    }
}
