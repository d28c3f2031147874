//! CycloneDX vulnerabilities as statements.

use steadfast_formats::vex::{self, Document, Status};
use steadfast_formats::{Limits, ReadError};
use steadfast_testkit::shared_data;

fn document(vulnerabilities: &str) -> Document {
    let text = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:1","version":1,
        "metadata":{{"timestamp":"2024-01-01T00:00:00Z","authors":[{{"name":"Ann"}}]}},"vulnerabilities":[{vulnerabilities}]}}"#
    );
    vex::read(text.as_bytes(), &Limits::default()).unwrap()
}

fn state(state: &str) -> Option<Status> {
    let document = document(&format!(r#"{{"id":"CVE-1","analysis":{{"state":"{state}"}}}}"#));
    document.statements.first().map(|statement| statement.status)
}

#[test]
fn states_and_justifications_have_openvex_words() {
    for (word, status) in [
        ("not_affected", Status::NotAffected),
        ("false_positive", Status::NotAffected),
        ("resolved", Status::Fixed),
        ("resolved_with_pedigree", Status::Fixed),
        ("exploitable", Status::Affected),
        ("in_triage", Status::UnderInvestigation),
    ] {
        assert_eq!(state(word), Some(status));
    }
    for (written, read) in [
        ("code_not_present", "vulnerable_code_not_present"),
        ("code_not_reachable", "vulnerable_code_not_in_execute_path"),
        ("protected_by_mitigating_control", "inline_mitigations_already_exist"),
        ("protected_at_perimeter", "inline_mitigations_already_exist"),
        ("requires_environment", "requires_environment"),
    ] {
        let document = document(&format!(
            r#"{{"id":"CVE-1","analysis":{{"state":"not_affected","justification":"{written}","detail":"d","lastUpdated":"2024-05-01T00:00:00Z"}}}}"#
        ));
        let statement = &document.statements[0];
        assert_eq!((statement.justification.as_deref(), statement.detail.as_deref()), (Some(read), Some("d")));
        assert_eq!(statement.time.unwrap().to_string(), "2024-05-01T00:00:00Z");
    }
}

#[test]
fn links_and_references_are_taken_apart() {
    let document = document(
        r#"{"id":"CVE-1","references":[{"id":"GHSA-1","source":{"name":"x"}}],"analysis":{"state":"exploitable"},
        "affects":[{"ref":"urn:cdx:3e671687-395b/2#pkg:npm%2Fa%401.0%2520x"},{"ref":"plain"},{"ref":"urn:cdx:3e671687-395b/1"}]}"#,
    );
    assert_eq!(document.problems, []);
    assert_eq!((document.id.as_deref(), document.author.as_deref()), (Some("urn:uuid:1"), Some("Ann")));
    let statement = &document.statements[0];
    assert_eq!(statement.vulnerability, ["CVE-1", "GHSA-1"]);
    let references: Vec<_> = statement.products.iter().map(|scope| scope.product.references[0].clone()).collect();
    let bill = Some("3e671687-395b".to_owned());
    assert_eq!(
        references,
        [(bill.clone(), "pkg:npm/a@1.0%20x".to_owned()), (None, "plain".to_owned()), (bill, String::new())]
    );
}

#[test]
fn versions_with_another_status_are_statements_of_their_own() {
    let document = document(
        r#"{"id":"CVE-1","analysis":{"state":"exploitable","justification":"code_not_present"},"affects":[{"ref":"a","versions":[
        {"version":"1.0","status":"affected"},{"range":"vers:generic/>=2.9","status":"unaffected"},{"version":"1.5"}]}]}"#,
    );
    let [affected, not_affected] = document.statements.as_slice() else { panic!("{document:?}") };
    assert_eq!((affected.status, not_affected.status), (Status::Affected, Status::NotAffected));
    let versions: Vec<_> = affected.products.iter().map(|scope| scope.product.version.as_deref()).collect();
    assert_eq!(versions, [Some("1.0"), Some("1.5")]);
    assert_eq!(not_affected.products[0].product.version_range.as_deref(), Some("vers:generic/>=2.9"));
    assert_eq!(not_affected.justification, None);
}

#[test]
fn a_contradiction_is_reported_and_silences_nothing() {
    let document = document(
        r#"{"id":"CVE-1","analysis":{"state":"not_affected"},"affects":[{"ref":"a","versions":[{"version":"1.0","status":"affected"}]}]}"#,
    );
    assert_eq!(document.statements, []);
    assert_eq!(document.problems.len(), 1);
}

#[test]
fn no_analysis_is_no_statement_and_no_problem() {
    let document = document(r#"{"id":"CVE-1"},{"id":"CVE-2","analysis":{}},{"id":"CVE-3","analysis":null}"#);
    assert_eq!((document.statements.len(), document.problems.len()), (0, 0));
}

#[test]
fn without_affects_there_are_no_products() {
    let document = document(r#"{"id":"CVE-1","analysis":{"state":"resolved"}}"#);
    assert_eq!(document.statements[0].products, []);
}

#[test]
fn broken_entries_cost_themselves_alone() {
    let document = document(
        r#"{"id":"CVE-1","analysis":{"state":"perhaps"}},
        {"id":"CVE-2","analysis":{"state":"resolved"},"affects":[{"reference":"x"},{"ref":"y"}]},
        {"analysis":{"state":"resolved"}},
        {"id":[]}"#,
    );
    assert_eq!(document.statements.len(), 1);
    assert_eq!(document.statements[0].products.len(), 1);
    let problems: Vec<String> = document.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems[0], "line 2, /vulnerabilities/0: unknown state of the analysis `perhaps`");
    assert_eq!(problems[1], "line 3, /vulnerabilities/1/affects/0: missing field `ref`");
    assert_eq!(problems.len(), 4);
}

#[test]
fn a_bill_without_vulnerabilities_is_refused() {
    let bill = br#"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}"#;
    let error = vex::read(bill, &Limits::default()).unwrap_err();
    assert!(
        matches!(&error, ReadError::Unrecognised { looks_like, .. } if looks_like.contains("bill of materials")),
        "{error}"
    );
}

#[test]
fn every_statement_of_a_real_document_is_read() {
    let Some(data) = shared_data() else { return };
    let bytes = std::fs::read(data.join("sboms/cyclonedx/yocto-beaglebone-vex.cdx-1.4.json")).unwrap();
    let document = vex::read(&bytes, &Limits::default()).unwrap();
    assert_eq!(document.problems, []);
    let count = |status| document.statements.iter().filter(|statement| statement.status == status).count();
    assert_eq!((count(Status::NotAffected), count(Status::Fixed), document.statements.len()), (4_182, 3_057, 7_239));
    let bill = Some("87b5cc5a-ee50-449f-bcdf-cabea628c2a2".to_owned());
    assert!(document.statements.iter().all(|statement| statement.products[0].product.references[0].0 == bill));
    let last = document.statements.last().unwrap();
    assert_eq!(last.place.path, "/vulnerabilities/7238");
    assert!(last.place.line.unwrap() > 90_000, "{:?}", last.place);
}

const XML: &str = r#"<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:1" version="1">
  <metadata><timestamp>2024-01-01T00:00:00Z</timestamp><authors><author><name>Ann</name></author></authors></metadata>
  <vulnerabilities>
    <vulnerability><id>CVE-1</id><references><reference><id>GHSA-1</id><source><name>x</name></source></reference></references>
      <analysis><state>exploitable</state><justification>code_not_present</justification><detail>d</detail><firstIssued>2024-05-01T00:00:00Z</firstIssued></analysis>
      <affects><target><ref>urn:cdx:2/1#a%20b</ref><versions>
        <version><version>1.0</version><status>affected</status></version><version><range>vers:generic/&gt;=2</range><status>unaffected</status></version>
      </versions></target><target><ref>plain</ref></target></affects></vulnerability>
    <vulnerability><id>CVE-2</id></vulnerability>
    <vulnerability><id>CVE-3</id><analysis><state>odd</state><lastUpdated>then</lastUpdated></analysis><affects><target/></affects></vulnerability>
  </vulnerabilities>
</bom>"#;

#[test]
fn xml_says_the_same_as_json() {
    let xml = vex::read(XML.as_bytes(), &Limits::default()).unwrap();
    assert_eq!((xml.id.as_deref(), xml.author.as_deref()), (Some("urn:uuid:1"), Some("Ann")));
    let mut json = document(
        r#"{"id":"CVE-1","references":[{"id":"GHSA-1"}],"analysis":{"state":"exploitable","justification":"code_not_present",
        "detail":"d","firstIssued":"2024-05-01T00:00:00Z"},"affects":[{"ref":"urn:cdx:2/1#a%20b","versions":[
        {"version":"1.0","status":"affected"},{"range":"vers:generic/>=2","status":"unaffected"}]},{"ref":"plain"}]}"#,
    );
    for (json, xml) in json.statements.iter_mut().zip(&xml.statements) {
        assert_eq!(xml.place.to_string(), "line 5, /bom/vulnerabilities/vulnerability[1]");
        json.place = xml.place.clone();
    }
    assert_eq!((xml.statements, xml.time), (json.statements, json.time));
}

#[test]
fn what_is_broken_in_xml_is_reported() {
    let problems = vex::read(XML.as_bytes(), &Limits::default()).unwrap().problems;
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let path = "/bom/vulnerabilities/vulnerability[3]";
    assert_eq!(
        problems,
        [
            format!("line 11, {path}/lastUpdated: `then` is not a date"),
            format!("line 11, {path}/affects/target: there is no `ref`"),
            format!("line 11, {path}: unknown state of the analysis `odd`"),
        ]
    );
    let bill = XML.replace("vulnerabilities", "components");
    let error = vex::read(bill.as_bytes(), &Limits::default()).unwrap_err().to_string();
    assert!(error.contains("a bill of materials (CycloneDX as XML)"), "{error}");
    assert!(matches!(
        vex::read(&XML.as_bytes()[..700], &Limits::default()),
        Err(ReadError::Malformed { .. } | ReadError::Xml { .. })
    ));
}
