//! Statements in each of the formats, and inside a bill.

use serde_json::{Value, json};

use super::{TLS, finding, program, summary, tell, told};
use crate::bills::{SERIAL, bill_of};

fn cyclonedx(reference: &str) -> Value {
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "timestamp": "2026-06-15T00:00:00Z" },
        "vulnerabilities": [{
            "id": "CVE-2026-1",
            "analysis": { "state": "not_affected", "justification": "code_not_reachable", "detail": "Never called." },
            "affects": [{ "ref": reference }],
        }],
    })
}

fn link(serial: &str) -> String {
    format!("urn:cdx:{}/1#{TLS}", serial.trim_start_matches("urn:uuid:"))
}

#[test]
fn cyclonedx_names_a_component_by_a_link_into_the_bill() {
    let program = program();
    assert_eq!(tell(&program, &[cyclonedx(&link(SERIAL))]), told("not_affected", &["applied"]));
    let other = "urn:uuid:00000000-395b-41f5-a30f-a58921a69b79";
    assert_eq!(tell(&program, &[cyclonedx(&link(other))]), told("affected", &["other-product"]));
    let answer = program.ask(&["scan", "bom.json", "--advisories", "feed", "--vex", "vex-0.json"]).json();
    assert_eq!(finding(&answer, "CVE-2026-1").expect("a finding")["detail"], Value::Null);
}

#[test]
fn cyclonedx_statements_inside_the_bill_apply_to_it() {
    let program = program();
    let mut bill = bill_of(&[TLS, "pkg:npm/web@1.0.0"]);
    bill["vulnerabilities"] = cyclonedx(TLS)["vulnerabilities"].clone();
    program.write_json("bom.json", &bill);
    let answer = program.ask(&["scan", "bom.json", "--advisories", "feed"]).exits(0).json();
    assert_eq!(summary(&answer), told("not_affected", &["applied"]));
    assert_eq!(answer["vex"][0]["file"], "bom.json");
    let detail = finding(&answer, "CVE-2026-1").expect("a finding")["detail"].clone();
    assert_eq!(detail, "vulnerable_code_not_in_execute_path: Never called.");
}

fn csaf(product: Value, status: &str) -> Value {
    json!({
        "document": {
            "category": "csaf_vex", "csaf_version": "2.0", "title": "VEX", "publisher": { "name": "Maker" },
            "tracking": { "id": "M-1", "current_release_date": "2026-06-15T00:00:00Z" },
        },
        "product_tree": { "branches": [{ "category": "vendor", "name": "Maker", "branches": [product] }] },
        "vulnerabilities": [{
            "cve": "CVE-2026-1", "product_status": { (status): ["P"] },
            "flags": [{ "label": "vulnerable_code_not_in_execute_path", "product_ids": ["P"] }],
        }],
    })
}

fn csaf_product(version: &str) -> Value {
    json!({
        "category": "product_version", "name": version, "product": {
            "name": format!("tls {version}"), "product_id": "P",
            "product_identification_helper": { "purl": format!("pkg:npm/tls@{version}") },
        },
    })
}

#[test]
fn csaf_states_by_product_status() {
    let program = program();
    let state = |version: &str, status: &str| tell(&program, &[csaf(csaf_product(version), status)]);
    assert_eq!(state("3.0.7", "known_not_affected"), told("not_affected", &["applied"]));
    assert_eq!(state("3.0.7", "fixed"), told("fixed", &["applied"]));
    assert_eq!(state("3.0.7", "known_affected"), told("affected", &["applied"]));
    assert_eq!(state("3.0.6", "known_not_affected"), told("affected", &["other-version"]));
}

#[test]
fn csaf_without_a_flag_or_an_impact_is_no_justification() {
    let mut document = csaf(csaf_product("3.0.7"), "known_not_affected");
    document["vulnerabilities"][0]["flags"] = json!([]);
    assert_eq!(tell(&program(), &[document]), told("affected", &["no-justification"]));
}

/// SPDX 3 about the same product with `tls` in it, and one statement.
fn spdx3(kind: &str, to: &str) -> Value {
    json!({ "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
        { "type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-06-15T00:00:00Z", "createdBy": ["urn:org"] },
        { "type": "Organization", "spdxId": "urn:org", "creationInfo": "_:c", "name": "Maker" },
        { "type": "SpdxDocument", "spdxId": "urn:doc", "creationInfo": "_:c", "name": "gateway", "rootElement": ["urn:sbom"] },
        { "type": "software_Sbom", "spdxId": "urn:sbom", "creationInfo": "_:c", "rootElement": ["urn:gateway"] },
        { "type": "software_Package", "spdxId": "urn:gateway", "creationInfo": "_:c", "name": "gateway" },
        { "type": "software_Package", "spdxId": "urn:tls", "creationInfo": "_:c", "name": "tls",
          "software_packageVersion": "3.0.7", "software_packageUrl": TLS },
        { "type": "security_Vulnerability", "spdxId": "urn:v", "creationInfo": "_:c", "name": "CVE-2026-1",
          "externalIdentifier": [{ "type": "ExternalIdentifier", "externalIdentifierType": "cve", "identifier": "CVE-2026-1" }] },
        { "type": kind, "spdxId": "urn:a", "creationInfo": "_:c", "from": "urn:v", "to": [to],
          "security_justificationType": "vulnerableCodeNotInExecutePath" },
    ]})
}

#[test]
fn statements_inside_an_spdx_3_bill_apply_to_it() {
    let program = program();
    let ask = |kind: &str, to: &str| {
        program.write_json("bom.json", &spdx3(kind, to));
        summary(&program.ask(&["scan", "bom.json", "--advisories", "feed"]).exits(0).json())
    };
    let not_affected = "security_VexNotAffectedVulnAssessmentRelationship";
    assert_eq!(ask(not_affected, "urn:tls"), told("not_affected", &["applied"]));
    assert_eq!(ask(not_affected, "urn:other"), told("affected", &["other-product"]));
    assert_eq!(ask("security_VexFixedVulnAssessmentRelationship", "urn:tls"), told("fixed", &["applied"]));
    assert_eq!(ask("security_VexAffectedVulnAssessmentRelationship", "urn:tls"), told("affected", &["applied"]));
}

#[test]
fn a_newer_document_overrules_the_bill() {
    let program = program();
    program.write_json("bom.json", &spdx3("security_VexNotAffectedVulnAssessmentRelationship", "urn:tls"));
    let statement = json!([{ "vulnerability": { "name": "CVE-2026-1" }, "products": [{ "@id": TLS }], "status": "affected",
        "action_statement": "Update.", "timestamp": "2026-06-20T00:00:00Z" }]);
    assert_eq!(tell(&program, &[super::openvex(statement)]), told("affected", &["overruled", "applied"]));
}
