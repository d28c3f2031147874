//! What records say of duties beside Article 14.

use serde_json::{Value, json};
use steadfast_conformity::judge::Verdict;

use crate::made::{Ledger, PRODUCT, RELEASE, all_well, manufacturer, statement};

fn verdict(ledger: &Ledger, day: &str, duty: &str) -> Verdict {
    let register = ledger.register(day).with_duties(&ledger.rows(), &manufacturer());
    register.duty(duty).expect("an entry").entry.verdict
}

fn declaration(id: &str, more: &Value) -> Value {
    let mut facts = json!({ "product": PRODUCT, "release": RELEASE, "declaration": id, "procedure": "A",
        "sample": false, "languages": ["de", "en"], "documents": ["ab"], "marking": "product" });
    facts.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    facts
}

#[test]
fn one_record_speaks_to_duties() {
    let file = |more: Value| {
        let mut said = statement("");
        said.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        json!({ "statement": said })
    };
    let with = |name: &str, value: Value| {
        let mut measured = all_well();
        measured[name] = value;
        measured
    };
    let named = json!({ "name": "a", "manufacturer": "b", "designation": "c",
        "contact": { "address": true, "digital": true, "people": true, "vulnerabilities": true } });
    let (well, faulty) = (json!({ "files": 2 }), json!({ "files": 2, "faulty": 1 }));
    use Verdict::{Contradicted, Shown, Stated, Unknown};
    let table: Vec<(&str, &str, Value, &str, Verdict)> = vec![
        ("release-file-given", RELEASE, file(json!({})), "art-13-3", Stated),
        ("release-file-given", RELEASE, file(json!({})), "art-13-5", Stated),
        ("release-file-given", RELEASE, file(json!({})), "art-13-15", Unknown),
        ("release-file-given", RELEASE, file(named.clone()), "art-13-15", Stated),
        ("release-file-given", RELEASE, file(named.clone()), "art-13-16", Stated),
        (
            "release-file-given",
            RELEASE,
            file(json!({ "name": "a", "manufacturer": "b", "designation": "c" })),
            "art-13-16",
            Unknown,
        ),
        ("release-file-given", RELEASE, file(json!({ "open-source": false })), "art-32-5", Stated),
        ("release-file-given", RELEASE, file(json!({ "open-source": true })), "art-32-5", Unknown),
        ("product-measured", PRODUCT, all_well(), "art-13-9", Shown),
        ("product-measured", PRODUCT, with("documents", well), "art-13-13", Shown),
        ("product-measured", PRODUCT, all_well(), "art-13-13", Unknown),
        ("product-measured", PRODUCT, with("documents", faulty), "art-13-13", Contradicted),
        ("product-measured", PRODUCT, all_well(), "art-13-21", Stated),
        (
            "product-measured",
            PRODUCT,
            with("exposures", json!({ "met": true, "exploited": 1 })),
            "art-13-21",
            Contradicted,
        ),
        ("product-measured", PRODUCT, with("exposures", json!({ "met": true, "overdue": 1 })), "art-13-21", Unknown),
        ("product-measured", PRODUCT, with("ringing", json!({ "on-duty": false })), "art-14-3", Contradicted),
        ("release-gated", RELEASE, json!({ "verdict": "blocked" }), "art-13-1", Contradicted),
        ("dossier-made", RELEASE, json!({ "open": 0 }), "art-31-1", Shown),
        ("dossier-made", RELEASE, json!({ "open": 2 }), "art-31-1", Unknown),
        ("dossier-made", RELEASE, json!({}), "art-31-1", Unknown),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({})), "art-28-1", Shown),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({})), "art-28-2", Stated),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({ "languages": [] })), "art-28-2", Unknown),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({})), "art-30-1", Stated),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({ "marking": "" })), "art-30-1", Unknown),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({})), "art-30-3", Stated),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({})), "art-30-4", Stated),
        ("declaration-signed", RELEASE, declaration("dcl_1", &json!({ "procedure": "H" })), "art-30-4", Unknown),
        ("declaration-withdrawn", RELEASE, declaration("dcl_1", &json!({})), "art-28-1", Contradicted),
        ("declaration-withdrawn", RELEASE, declaration("dcl_1", &json!({})), "art-32-1", Unknown),
        (
            "declaration-signed",
            RELEASE,
            declaration("dcl_1", &json!({ "procedure": "A", "class": "default" })),
            "art-32-2",
            Stated,
        ),
        (
            "declaration-signed",
            RELEASE,
            declaration("dcl_1", &json!({ "procedure": "A", "class": "important-1" })),
            "art-32-2",
            Unknown,
        ),
        (
            "declaration-signed",
            RELEASE,
            declaration("dcl_1", &json!({ "procedure": "B+C", "class": "important-1" })),
            "art-32-2",
            Stated,
        ),
        (
            "declaration-signed",
            RELEASE,
            declaration("dcl_1", &json!({ "procedure": "A", "class": "critical" })),
            "art-32-4",
            Contradicted,
        ),
        (
            "declaration-signed",
            RELEASE,
            declaration("dcl_1", &json!({ "procedure": "A", "class": "default" })),
            "art-31-4",
            Stated,
        ),
        (
            "declaration-signed",
            RELEASE,
            declaration("dcl_1", &json!({ "procedure": "H", "class": "default" })),
            "art-31-4",
            Unknown,
        ),
        ("document-fault", "doc_1", json!({ "product": PRODUCT, "kind": "declaration" }), "art-13-13", Contradicted),
        ("handed-over", "sha256:ab", json!({}), "art-13-23", Unknown),
    ];
    for (kind, subject, facts, duty, expected) in table {
        let mut ledger = Ledger::new();
        ledger.add("2028-02-01", kind, subject, facts.clone());
        assert_eq!(verdict(&ledger, "2028-02-02", duty), expected, "{kind} {facts} of {duty}");
    }
}

#[test]
fn a_sample_counts_for_nothing() {
    let untold = {
        let mut facts = declaration("dcl_1", &json!({}));
        facts.as_object_mut().expect("an object").remove("sample");
        facts
    };
    let sample = declaration("dcl_1", &json!({ "sample": true }));
    let table =
        [("declaration-signed", sample.clone()), ("declaration-withdrawn", sample), ("declaration-signed", untold)];
    for (kind, facts) in table {
        let mut ledger = Ledger::new();
        ledger.add("2028-02-01", kind, RELEASE, facts);
        assert!(ledger.rows().is_empty(), "{kind}");
    }
}

#[test]
fn who_withdraws_an_older_declaration_leaves_the_one_that_stands() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "declaration-signed", RELEASE, declaration("dcl_1", &json!({})));
    ledger.add("2028-02-02", "declaration-signed", RELEASE, declaration("dcl_2", &json!({})));
    ledger.add("2028-02-03", "declaration-withdrawn", RELEASE, declaration("dcl_1", &json!({})));
    assert_eq!(verdict(&ledger, "2028-02-04", "art-28-1"), Verdict::Shown);
    ledger.add("2028-02-05", "declaration-withdrawn", RELEASE, declaration("dcl_2", &json!({})));
    assert_eq!(verdict(&ledger, "2028-02-06", "art-28-1"), Verdict::Contradicted);
    ledger.add("2028-02-07", "declaration-signed", RELEASE, declaration("dcl_3", &json!({})));
    assert_eq!(verdict(&ledger, "2028-02-08", "art-28-1"), Verdict::Shown);
}

#[test]
fn a_mark_that_came_after_the_first_sale_is_not_known_to_have_been_there_before() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-put-on-sale", RELEASE, json!({ "verdict": "pass" }));
    ledger.add("2028-02-02", "declaration-signed", RELEASE, declaration("dcl_1", &json!({})));
    assert_eq!(verdict(&ledger, "2028-02-03", "art-30-3"), Verdict::Unknown);
    assert_eq!(verdict(&ledger, "2028-02-03", "art-30-1"), Verdict::Stated);
}

#[test]
fn a_support_period_has_its_end_its_reasons_and_is_told() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "product-measured", PRODUCT, all_well());
    ledger.add("2028-02-01", "support-promised", PRODUCT, json!({ "ends": "2034-01-31", "placed-from": null }));
    assert_eq!(verdict(&ledger, "2028-02-02", "art-13-8"), Verdict::Unknown);
    assert_eq!(verdict(&ledger, "2028-02-02", "art-13-19"), Verdict::Unknown);
    ledger.add("2028-02-01", "support-considered", PRODUCT, json!({ "considered": ["purpose", "law"] }));
    ledger.add("2028-02-01", "product-page-set", PRODUCT, json!({ "published": true }));
    assert_eq!(verdict(&ledger, "2028-02-02", "art-13-8"), Verdict::Shown);
    assert_eq!(verdict(&ledger, "2028-02-02", "art-13-19"), Verdict::Shown);
}

#[test]
fn a_damaged_document_contradicts_until_it_was_read_again() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "document-fault", "doc_1", json!({ "product": PRODUCT, "kind": "declaration" }));
    let mut measured = all_well();
    measured["documents"] = json!({ "files": 1 });
    ledger.add("2028-02-02", "product-measured", PRODUCT, measured);
    assert_eq!(verdict(&ledger, "2028-02-03", "art-13-13"), Verdict::Shown);
}

#[test]
fn a_dossier_is_not_current_for_ever() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "dossier-made", RELEASE, json!({ "open": 0 }));
    assert_eq!(verdict(&ledger, "2029-03-01", "art-31-1"), Verdict::Shown);
    assert_eq!(verdict(&ledger, "2029-03-01", "art-31-2"), Verdict::Unknown);
}

#[test]
fn what_names_a_release_of_another_product_is_about_no_release() {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "product-made", "prd_other", json!({}));
    ledger.add("2028-02-01", "dossier-made", "dos_1", json!({ "product": "prd_other", "release": RELEASE, "open": 0 }));
    assert_eq!(verdict(&ledger, "2028-02-02", "art-31-1"), Verdict::Unknown);
    let shelf = ledger.shelf();
    assert!(shelf.rows("prd_other").next().is_some());
    assert!(shelf.rows("prd_other").all(|row| row.key.release.is_empty()));
}
