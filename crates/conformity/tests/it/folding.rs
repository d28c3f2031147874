//! What counts for nothing, and that order and repetition are what the ledger says.

use serde_json::json;
use steadfast_conformity::evidence::Stance;
use steadfast_conformity::judge::Verdict;
use steadfast_conformity::shelf::{Link, Release, Shelf as _};
use steadfast_cra::duties::Who;

use crate::made::{Ledger, PRODUCT, RELEASE};

fn report() -> serde_json::Value {
    json!({ "passed": 1, "results": [{ "source": "a", "requirements": ["I.1.2.k"], "passed": 1 }] })
}

fn reasons(ledger: &Ledger, product: &str) -> Vec<String> {
    ledger.shelf().aside(product).map(|aside| aside.because.clone()).collect()
}

#[test]
fn evidence_of_another_product_counts_for_nothing() {
    let mut ledger = Ledger::new();
    let mut wrong = report();
    wrong["product"] = json!("prd_other");
    ledger.add("2028-02-01", "evidence-given", RELEASE, wrong);
    assert_eq!(reasons(&ledger, PRODUCT), ["of-another-product"]);
    assert_eq!(ledger.register("2028-02-02").count(Verdict::Unknown), 22);
}

#[test]
fn what_lies_ahead_counts_for_nothing() {
    let mut ledger = Ledger::new();
    let mut early = report();
    early["ran"] = json!("2028-02-02T12:00:00Z");
    ledger.add("2028-02-01", "evidence-given", RELEASE, early);
    assert_eq!(reasons(&ledger, PRODUCT), ["from-the-future"]);
    let mut ledger = Ledger::new();
    ledger.add("2028-04-01", "evidence-given", RELEASE, report());
    assert_eq!(ledger.register("2028-03-01").count(Verdict::Unknown), 22);
}

#[test]
fn a_report_counts_by_its_key_until_that_is_revoked() {
    let mut ledger = Ledger::new();
    let mut signed = report();
    signed["key"] = json!("ab12");
    ledger.add("2028-02-01", "evidence-given", RELEASE, signed.clone());
    ledger.add("2028-02-01", "evidence-key-added", PRODUCT, json!({ "key": "ab12" }));
    ledger.add("2028-02-02", "evidence-given", RELEASE, signed.clone());
    ledger.add("2028-02-03", "evidence-key-revoked", PRODUCT, json!({ "key": "ab12" }));
    ledger.add("2028-02-04", "evidence-given", RELEASE, signed);
    ledger.add("2028-02-05", "evidence-given", RELEASE, report());
    assert_eq!(reasons(&ledger, PRODUCT), ["signed-by-an-unknown-key", "signed-by-a-revoked-key", "unsigned"]);
    let rows = ledger.rows();
    assert_eq!(rows.iter().filter(|row| row.key.requirement == "I.1.2.k").map(|row| row.count).sum::<u64>(), 1);
}

#[test]
fn a_drill_speaks_for_every_product() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "drill-held", "drl_1", json!({ "scenario": "exploited", "gaps": 2 }));
    let rows = ledger.rows();
    assert!(rows.iter().any(|row| row.key.product.is_empty() && row.key.requirement == "I.2.6"));
}

#[test]
fn records_in_slices_give_what_all_of_them_give_at_once() {
    let mut ledger = Ledger::new();
    for day in 1..9 {
        ledger.add(&format!("2028-02-0{day}"), "evidence-given", RELEASE, report());
    }
    let whole = ledger.shelf();
    let again = ledger.shelf();
    assert_eq!(whole, again);
    let row = whole.rows(PRODUCT).find(|row| row.key.requirement == "I.1.2.k").expect("a row");
    assert_eq!((row.count, row.number), (8, ledger.records.len() as u64 - 1));
}

#[test]
fn a_release_that_was_sold_against_its_verdict_is_on_sale_and_other_approvals_sell_nothing() {
    let on_sale = |kind: &str, action: &str| {
        let mut ledger = Ledger::new();
        ledger.add("2028-02-01", kind, RELEASE, json!({ "action": action, "verdict": "blocked" }));
        let Ok(link) = ledger.shelf().link(RELEASE);
        matches!(link, Some(Link::Release(release)) if release.on_sale.is_some())
    };
    assert!(on_sale("approved", "release.override"));
    assert!(on_sale("acted-alone", "release.override"));
    assert!(!on_sale("proposed", "release.override"));
    assert!(!on_sale("approved", "rollout.approve"));
}

#[test]
fn what_duties_hang_on_is_in_the_records_of_a_release() {
    let mut ledger = Ledger::new();
    ledger.add("2028-01-02", "release-file-given", RELEASE, json!({ "statement": { "role": "importer" } }));
    let on = |ledger: &Ledger| {
        ledger.shelf().releases(PRODUCT).find(|one| one.id == RELEASE).map(Release::on_market).expect("a release")
    };
    assert_eq!((on(&ledger).roles, on(&ledger).modified), (vec![Who::Importer], None));
    ledger.add("2027-01-02", "modification-stated", RELEASE, json!({ "substantial": false, "day": "2027-12-10" }));
    assert_eq!(on(&ledger).modified, None, "before 11 December 2027 it decides nothing (Art. 69(2))");
    ledger.add("2028-01-03", "modification-stated", RELEASE, json!({ "substantial": true, "day": "2027-12-11" }));
    assert_eq!(on(&ledger).modified, Some(true));
    ledger.add("2028-01-04", "release-put-on-sale", RELEASE, json!({}));
    assert!(on(&ledger).placed.on_sale);
    ledger.add("2028-02-02", "release-last-placed", RELEASE, json!({ "day": "2028-02-02" }));
    assert!(!on(&ledger).placed.on_sale);
    ledger.add("2028-02-03", "release-put-on-sale", RELEASE, json!({}));
    assert!(on(&ledger).placed.on_sale, "it is sold once more");
    ledger.add("2028-02-04", "release-withdrawn", RELEASE, json!({}));
    assert_eq!(on(&ledger).placed.last, Some(jiff::civil::date(2028, 2, 4)));
}

#[test]
fn a_failed_run_speaks_against_what_it_is_tied_to_and_not_against_testing() {
    let mut ledger = Ledger::new();
    let failed = json!({
        "report": "evf_1", "passed": 3, "failed": 1,
        "results": [{ "source": "a", "requirements": ["I.1.2.k"], "failed": 1 }],
    });
    ledger.add("2028-02-01", "evidence-given", RELEASE, failed);
    let stance = |ledger: &Ledger, requirement: &str| {
        let rows = ledger.rows();
        rows.iter().find(|row| row.key.requirement == requirement).map(|row| row.stance)
    };
    assert_eq!(stance(&ledger, "I.1.2.k"), Some(Stance::Contradicts));
    assert_eq!(stance(&ledger, "I.2.3"), Some(Stance::Supports), "tests ran");
}

#[test]
fn tests_count_from_the_day_on_which_they_ran() {
    let mut ledger = Ledger::new();
    let mut old = report();
    old["ran"] = json!("2027-06-01T00:00:00Z");
    ledger.add("2028-02-01", "evidence-given", RELEASE, old);
    let until = ledger.rows().iter().find(|row| row.key.requirement == "I.1.2.k").and_then(|row| row.until);
    assert!(until.is_some_and(|until| until < "2028-01-01T00:00:00Z".parse().expect("a time")), "{until:?}");
}
