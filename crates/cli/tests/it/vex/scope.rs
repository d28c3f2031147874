//! What a statement applies to, and which of several statements holds.

use serde_json::{Value, json};

use super::{TLS, finding, not_affected, openvex, program, tell, told};
use crate::bills::PRODUCT;

fn one(statement: Value) -> Value {
    openvex(json!([statement]))
}

#[test]
fn a_statement_about_a_component_of_the_product_applies_to_it_alone() {
    let program = program();
    let document = one(not_affected(json!({ "@id": PRODUCT, "subcomponents": [{ "@id": TLS }] })));
    assert_eq!(tell(&program, &[document]), told("not_affected", &["applied"]));
    let answer = program.ask(&["gate", "bom.json", "--advisories", "feed", "--vex", "vex-0.json"]).exits(1).json();
    assert_eq!(finding(&answer, "CVE-2026-2").expect("the other finding")["status"], "affected");
    let settled = finding(&answer, "CVE-2026-1").expect("the settled finding stays");
    assert_eq!((&settled["reason"], &settled["blocks"]), (&json!("stated-by-vex"), &json!(false)));
    assert_eq!(settled["detail"], "vulnerable_code_not_in_execute_path");
}

#[test]
fn the_component_itself_or_the_product_as_a_whole_may_be_named() {
    let program = program();
    for product in
        [json!({ "@id": TLS }), json!({ "@id": PRODUCT }), json!({ "identifiers": { "purl": "pkg:npm/tls" } })]
    {
        assert_eq!(
            tell(&program, &[one(not_affected(product.clone()))]),
            told("not_affected", &["applied"]),
            "{product}"
        );
    }
}

#[test]
fn an_alias_names_the_same_flaw() {
    let mut statement = not_affected(json!({ "@id": TLS }));
    statement["vulnerability"] = json!({ "name": "OTHER-1", "aliases": ["GHSA-1"] });
    assert_eq!(tell(&program(), &[one(statement)]), told("not_affected", &["applied"]));
}

#[test]
fn a_statement_about_another_product_is_ignored() {
    let program = program();
    for product in [
        json!({ "@id": "pkg:generic/acme/thermostat@1.0.0", "subcomponents": [{ "@id": TLS }] }),
        json!({ "@id": PRODUCT, "subcomponents": [{ "@id": "pkg:npm/web@1.0.0" }] }),
        json!({ "@id": "pkg:pypi/tls@3.0.7" }),
        json!({ "@id": "pkg:npm/%40acme/tls@3.0.7" }),
        json!({ "@id": "pkg:npm/tls@3.0.7?arch=arm" }),
    ] {
        assert_eq!(
            tell(&program, &[one(not_affected(product.clone()))]),
            told("affected", &["other-product"]),
            "{product}"
        );
    }
}

#[test]
fn a_statement_about_another_version_is_stale() {
    let program = program();
    for product in [
        json!({ "@id": "pkg:npm/tls@3.0.6" }),
        json!({ "@id": PRODUCT, "subcomponents": [{ "@id": "pkg:npm/tls@3.0.8" }] }),
        json!({ "@id": "pkg:generic/acme/gateway@0.9.0", "subcomponents": [{ "@id": TLS }] }),
    ] {
        assert_eq!(
            tell(&program, &[one(not_affected(product.clone()))]),
            told("affected", &["other-version"]),
            "{product}"
        );
    }
}

#[test]
fn a_statement_needs_a_justification_a_product_and_a_finding() {
    let program = program();
    let mut bare = not_affected(json!({ "@id": TLS }));
    bare.as_object_mut().expect("an object").remove("justification");
    assert_eq!(tell(&program, &[one(bare.clone())]), told("affected", &["no-justification"]));
    bare["impact_statement"] = json!("Never called.");
    assert_eq!(tell(&program, &[one(bare)]), told("not_affected", &["applied"]));
    let mut nowhere = not_affected(json!({ "@id": TLS }));
    nowhere["products"] = json!([]);
    assert_eq!(tell(&program, &[one(nowhere)]), told("affected", &["no-product"]));
    let mut other = not_affected(json!({ "@id": TLS }));
    other["vulnerability"] = json!({ "name": "CVE-2026-9" });
    assert_eq!(tell(&program, &[one(other)]), told("affected", &["no-such-finding"]));
}

fn dated(status: &str, time: &str) -> Value {
    let mut statement = not_affected(json!({ "@id": TLS }));
    statement["status"] = json!(status);
    statement["timestamp"] = json!(time);
    one(statement)
}

#[test]
fn the_newer_statement_holds_in_whatever_order_they_are_given() {
    let program = program();
    let old = dated("not_affected", "2026-05-01T00:00:00Z");
    let new = dated("affected", "2026-06-01T00:00:00Z");
    assert_eq!(tell(&program, &[old.clone(), new.clone()]), told("affected", &["overruled", "applied"]));
    assert_eq!(tell(&program, &[new, old]), told("affected", &["applied", "overruled"]));
    let old = dated("affected", "2026-05-01T00:00:00Z");
    let new = dated("fixed", "2026-06-01T00:00:00Z");
    assert_eq!(tell(&program, &[new, old]), told("fixed", &["applied", "overruled"]));
}

#[test]
fn of_statements_of_one_time_the_more_cautious_holds() {
    let program = program();
    let time = "2026-06-01T00:00:00Z";
    let words = ["not_affected", "fixed", "under_investigation", "affected"];
    for (at, weak) in words.iter().enumerate() {
        for strong in &words[at + 1..] {
            let (weak, strong) = (dated(weak, time), dated(strong, time));
            let both = tell(&program, &[weak.clone(), strong.clone()]);
            assert_eq!(both.outcomes, ["overruled", "applied"]);
            assert_eq!(tell(&program, &[strong, weak]).status, both.status);
        }
    }
}

#[test]
fn under_investigation_decides_nothing() {
    let document = dated("under_investigation", "2026-06-01T00:00:00Z");
    assert_eq!(tell(&program(), &[document]), told("affected", &["applied"]));
}

#[test]
fn what_became_of_every_statement_is_shown() {
    let program = program();
    let good = not_affected(json!({ "@id": TLS }));
    let stale = not_affected(json!({ "@id": "pkg:npm/tls@1.0.0" }));
    let other = not_affected(json!({ "@id": "pkg:npm/other@1.0.0" }));
    program.write_json("vex.json", &openvex(json!([good, stale, other, { "status": "unheard-of" }])));
    let arguments = ["scan", "bom.json", "--advisories", "feed", "--vex", "vex.json"];
    let answer = program.ask(&arguments).exits(0).json();
    let statements = answer["vex"].as_array().expect("statements");
    let outcomes: Vec<&str> = statements.iter().map(|one| one["outcome"].as_str().expect("text")).collect();
    assert_eq!(outcomes, ["applied", "other-version", "other-product"]);
    assert!(statements.iter().all(|one| one["file"] == "vex.json" && one["vulnerability"] == "CVE-2026-1"));
    assert!(statements[1]["statement"].as_str().expect("a place").contains("/statements/1"), "{statements:?}");
    let table =
        program.run(&["scan", "bom.json", "--advisories", "feed", "--vex", "vex.json", "--now", "2026-07-02"]).words();
    for words in ["1 applied", "stale: about another version", "about another product", "/statements/3"] {
        assert!(table.contains(words), "{words:?} is not in\n{table}");
    }
}

#[test]
fn a_document_that_is_no_vex_is_refused() {
    let program = program();
    program.write("broken.json", "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"statements\": [");
    for (file, words) in
        [("bom.json", "CycloneDX"), ("feed/0.json", "OSV"), ("broken.json", "line 1"), ("absent.json", "absent")]
    {
        program.run(&["gate", "bom.json", "--advisories", "feed", "--vex", file]).refuses(&[file, words]);
    }
}
