//! A supplier's word that a component is affected makes a finding where matching found none.

use serde_json::{Value, json};

use super::{TLS, finding, openvex, program, tell, told};
use crate::bills::PRODUCT;
use crate::program::Program;

const WEB: &str = "pkg:npm/web@1.0.0";

fn said(id: &str, status: &str, time: &str, product: Value) -> Value {
    openvex(json!([{
        "vulnerability": { "name": id }, "products": [product], "status": status, "timestamp": time,
        "justification": "component_not_present", "action_statement": "Update.",
    }]))
}

/// The components with a finding of a flaw, with its status.
fn found(program: &Program, documents: &[Value], id: &str) -> Vec<(String, String)> {
    let names: Vec<String> = (0..documents.len()).map(|number| format!("vex-{number}.json")).collect();
    names.iter().zip(documents).for_each(|(name, document)| {
        program.write_json(name, document);
    });
    let mut arguments = vec!["scan", "bom.json", "--advisories", "feed"];
    names.iter().for_each(|name| arguments.extend(["--vex", name]));
    let answer = program.ask(&arguments).exits(0).json();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let findings = answer["findings"].as_array().expect("findings").iter();
    let about = findings.filter(|one| one["id"] == id || one["aliases"].as_array().expect("ids").contains(&json!(id)));
    about.map(|one| (text(&one["component"]["name"]), text(&one["status"]))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, status)| ((*name).to_owned(), (*status).to_owned())).collect()
}

const EARLY: &str = "2026-05-01T00:00:00Z";
const LATE: &str = "2026-06-01T00:00:00Z";

#[test]
fn a_flaw_that_no_advisory_names_is_found_and_blocks() {
    let program = program();
    let document = said("CVE-2026-7", "affected", LATE, json!({ "@id": PRODUCT, "subcomponents": [{ "@id": TLS }] }));
    assert_eq!(found(&program, std::slice::from_ref(&document), "CVE-2026-7"), pairs(&[("tls", "affected")]));
    let answer = program.ask(&["gate", "bom.json", "--advisories", "feed", "--vex", "vex-0.json"]).exits(1).json();
    let raised = finding(&answer, "CVE-2026-7").expect("the raised finding");
    assert_eq!((&raised["reason"], &raised["blocks"]), (&json!("stated-by-vex"), &json!(true)));
    assert_eq!(answer["vex"][0]["outcome"], "applied");
}

#[test]
fn a_component_that_is_not_in_the_bill_raises_nothing() {
    let document = said("CVE-2026-7", "affected", LATE, json!({ "@id": "pkg:npm/other@1.0.0" }));
    assert_eq!(found(&program(), &[document], "CVE-2026-7"), []);
    let document = said("CVE-2026-7", "affected", LATE, json!({ "@id": "pkg:npm/tls@9.9.9" }));
    assert_eq!(found(&program(), &[document], "CVE-2026-7"), []);
}

#[test]
fn the_same_flaw_in_another_component_does_not_hide_it() {
    let document = said("CVE-2026-1", "affected", LATE, json!({ "@id": WEB }));
    assert_eq!(found(&program(), &[document], "CVE-2026-1"), pairs(&[("tls", "affected"), ("web", "affected")]));
}

#[test]
fn an_older_statement_does_not_lower_what_a_newer_one_raised() {
    let program = program();
    let new = said("CVE-2026-7", "affected", LATE, json!({ "@id": TLS }));
    let old = said("CVE-2026-7", "not_affected", EARLY, json!({ "@id": TLS }));
    for documents in [[new.clone(), old.clone()], [old, new]] {
        assert_eq!(found(&program, &documents, "CVE-2026-7"), pairs(&[("tls", "affected")]));
    }
}

#[test]
fn a_newer_statement_settles_what_an_older_one_raised() {
    let program = program();
    let old = said("CVE-2026-7", "affected", EARLY, json!({ "@id": TLS }));
    let new = said("CVE-2026-7", "not_affected", LATE, json!({ "@id": TLS }));
    for documents in [[new.clone(), old.clone()], [old, new]] {
        assert_eq!(found(&program, &documents, "CVE-2026-7"), pairs(&[("tls", "not_affected")]));
    }
}

#[test]
fn two_statements_about_one_flaw_raise_one_finding() {
    let one = said("CVE-2026-7", "affected", EARLY, json!({ "@id": TLS }));
    let other = said("CVE-2026-7", "affected", LATE, json!({ "@id": PRODUCT, "subcomponents": [{ "@id": TLS }] }));
    assert_eq!(found(&program(), &[one, other], "CVE-2026-7"), pairs(&[("tls", "affected")]));
}

#[test]
fn a_statement_about_the_product_as_a_whole_is_one_finding_of_the_product() {
    let document = said("CVE-2026-7", "affected", LATE, json!({ "@id": PRODUCT }));
    assert_eq!(found(&program(), &[document], "CVE-2026-7"), pairs(&[("gateway", "affected")]));
    let known = said("CVE-2026-1", "affected", LATE, json!({ "@id": PRODUCT }));
    assert_eq!(found(&program(), std::slice::from_ref(&known), "CVE-2026-1"), pairs(&[("tls", "affected")]));
    assert_eq!(tell(&program(), &[known]), told("affected", &["applied"]));
}
