//! What is written is read back as it was meant.

use jiff::Timestamp;
use proptest::prelude::*;
use steadfast_formats::Limits;
use steadfast_formats::vex::{self, Identifiers, Scope, Statement, Status, WrittenStatement};

fn statement(
    status: Status,
    justification: Option<&str>,
    detail: Option<&str>,
    action: Option<&str>,
) -> WrittenStatement {
    WrittenStatement {
        id: "CVE-2024-1".into(),
        aliases: vec!["GHSA-1".into()],
        status,
        justification: justification.map(str::to_owned),
        detail: detail.map(str::to_owned),
        action: action.map(str::to_owned),
        component_reference: "pkg:npm/a b@1#x".into(),
        purl: Some("pkg:npm/left-pad@1.0".into()),
        cpe: Some("cpe:2.3:a:x:left-pad:1.0:*:*:*:*:*:*:*".into()),
        name: "left-pad".into(),
        version: Some("1.0".into()),
        cvss: Some(("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H".into(), 9.8)),
        product: None,
    }
}

fn all() -> Vec<WrittenStatement> {
    vec![
        statement(Status::NotAffected, Some("component_not_present"), Some("Not built in."), None),
        statement(Status::NotAffected, Some("vulnerable_code_not_present"), None, None),
        statement(Status::NotAffected, None, Some("Only on Windows."), None),
        statement(Status::Affected, None, Some("Everything."), Some("Update to 2.0.")),
        statement(Status::Affected, None, None, Some("Update.")),
        statement(Status::Fixed, None, None, None),
        statement(Status::UnderInvestigation, None, None, None),
    ]
}

fn read(text: &str) -> Vec<Statement> {
    let document = vex::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(document.problems, []);
    assert_eq!(document.time, Some(time()));
    document.statements
}

fn time() -> Timestamp {
    "2026-09-11T10:00:00Z".parse().unwrap()
}

fn openvex(statements: &[WrittenStatement]) -> String {
    vex::openvex("https://m/vex/1", "Maker <psirt@m.example>", time(), ("My Device", Some("1.0 beta")), statements)
}

fn cyclonedx(bill: Option<(&str, u64)>, statements: &[WrittenStatement]) -> String {
    vex::cyclonedx_vex(time(), ("My Device", Some("1.0")), bill, statements)
}

/// The statement that a reader must give back, but for its place.
fn expected(written: &WrittenStatement, scope: Scope, place: &Statement, time: Option<Timestamp>) -> Statement {
    Statement {
        vulnerability: std::iter::once(written.id.clone()).chain(written.aliases.clone()).collect(),
        status: written.status,
        justification: written.justification.clone(),
        detail: written.detail.clone().or(written.action.clone()),
        time,
        products: vec![scope],
        place: place.place.clone(),
    }
}

#[test]
fn openvex_is_read_back() {
    let scope = Scope {
        product: Identifiers { purls: vec!["pkg:generic/My%20Device@1.0%20beta".into()], ..Identifiers::default() },
        subcomponents: vec![Identifiers {
            purls: vec!["pkg:npm/left-pad@1.0".into()],
            cpes: vec!["cpe:2.3:a:x:left-pad:1.0:*:*:*:*:*:*:*".into()],
            ..Identifiers::default()
        }],
    };
    let read = read(&openvex(&all()));
    assert_eq!(read.len(), all().len());
    for (read, written) in read.iter().zip(&all()) {
        assert_eq!(*read, expected(written, scope.clone(), read, Some(time())));
    }
}

#[test]
fn cyclonedx_is_read_back_with_and_without_a_serial_number() {
    for (bill, serial) in [(Some(("urn:uuid:87b5cc5a-ee50", 3)), Some("87b5cc5a-ee50".to_owned())), (None, None)] {
        let references = vec![(serial, "pkg:npm/a b@1#x".to_owned())];
        let scope = Scope { product: Identifiers { references, ..Identifiers::default() }, subcomponents: Vec::new() };
        let read = read(&cyclonedx(bill, &all()));
        assert_eq!(read.len(), all().len());
        for (read, written) in read.iter().zip(&all()) {
            assert_eq!(*read, expected(written, scope.clone(), read, None));
        }
    }
}

#[test]
fn what_openvex_asks_for_is_never_missing() {
    let bare = [
        statement(Status::NotAffected, None, None, None),
        statement(Status::NotAffected, Some("requires_configuration"), Some("Off by default."), None),
        statement(Status::Affected, None, None, None),
    ];
    let details: Vec<Option<String>> = read(&openvex(&bare)).into_iter().map(|statement| statement.detail).collect();
    let expected = ["No reason is stated.", "requires_configuration: Off by default.", "No action is stated."];
    assert_eq!(details, expected.map(|detail| Some(detail.to_owned())));
}

fn csaf(statements: &[WrittenStatement]) -> String {
    let publisher = vex::Publisher { name: "Maker", namespace: "https://m.example" };
    vex::csaf_vex("VEX-1", publisher, time(), ("My Device", Some("1.0")), statements)
}

#[test]
fn csaf_is_read_back() {
    let named = |purl: &str, cpe: Option<&str>, name: &str, version: &str| Identifiers {
        purls: vec![purl.to_owned()],
        cpes: cpe.map(str::to_owned).into_iter().collect(),
        names: vec![name.to_owned()],
        version: Some(version.to_owned()),
        ..Identifiers::default()
    };
    let component = named("pkg:npm/left-pad@1.0", Some("cpe:2.3:a:x:left-pad:1.0:*:*:*:*:*:*:*"), "left-pad", "1.0");
    let scope = Scope {
        product: named("pkg:generic/My%20Device@1.0", None, "My Device", "1.0"),
        subcomponents: vec![component],
    };
    for written in all() {
        let read = read(&csaf(std::slice::from_ref(&written)));
        let detail = match written.status {
            Status::NotAffected => written.detail.clone(),
            Status::Affected => written.action.clone(),
            Status::Fixed | Status::UnderInvestigation => None,
        };
        let expected = expected(&written, scope.clone(), &read[0], Some(time()));
        assert_eq!(read, [Statement { detail, ..expected }]);
    }
}

#[test]
fn csaf_tells_the_products_of_statements_apart() {
    let other = |version: Option<&str>| WrittenStatement {
        product: Some(("Other".to_owned(), version.map(str::to_owned))),
        ..statement(Status::Fixed, None, None, None)
    };
    let read = read(&csaf(&[other(Some("2.0")), other(None), statement(Status::Affected, None, None, None)]));
    let products = |status: Status| {
        let found = read.iter().filter(|one| one.status == status).flat_map(|one| &one.products);
        found.map(|scope| scope.product.purls.join("")).collect::<Vec<_>>()
    };
    assert_eq!(products(Status::Fixed), ["pkg:generic/Other@2.0", "pkg:generic/Other"]);
    assert_eq!(products(Status::Affected), ["pkg:generic/My%20Device@1.0"]);
}

/// The rules of the OpenVEX 0.2.0 schema that a writer can break.
fn keeps_the_rules(statement: &serde_json::Value) -> bool {
    let has = |key: &str| statement.get(key).is_some();
    match statement["status"].as_str().unwrap() {
        "not_affected" => has("justification") != has("impact_statement"),
        "affected" => has("action_statement"),
        "fixed" | "under_investigation" => true,
        _ => false,
    }
}

#[test]
fn a_component_without_purl_is_named_by_its_reference() {
    let mut written = statement(Status::Fixed, None, None, None);
    (written.purl, written.cpe) = (None, None);
    let read = read(&openvex(&[written]));
    assert_eq!(read[0].products[0].subcomponents[0].names, ["pkg:npm/a b@1#x"; 0]);
    assert_eq!(read[0].products[0].subcomponents[0].purls, ["pkg:npm/a b@1#x"]);
}

#[test]
fn writing_is_deterministic_and_ends_in_a_line() {
    assert_eq!(openvex(&all()), openvex(&all()));
    assert!(cyclonedx(None, &all()).ends_with("}\n"));
}

fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[ -~äöü\u{0}-\u{1f}]{1,20}[a-z]")
}

fn any_status() -> impl Strategy<Value = Status> {
    proptest::sample::select(vec![Status::NotAffected, Status::Affected, Status::Fixed, Status::UnderInvestigation])
}

proptest! {
    #[test]
    fn any_statement_survives_cyclonedx(status in any_status(), detail in text(), justification in text(), reference in "[ -~ä]{1,30}") {
        let mut written = statement(status, justification.as_deref(), detail.as_deref(), None);
        written.component_reference = reference.clone();
        let read = read(&cyclonedx(Some(("1-2", 1)), &[written]));
        prop_assert_eq!(&read[0].justification, &justification);
        prop_assert_eq!(&read[0].detail, &detail);
        prop_assert_eq!(&read[0].products[0].product.references[0].1, &reference);
    }

    #[test]
    fn any_statement_keeps_the_rules_of_openvex(status in any_status(), detail in text(), justification in text(), action in text()) {
        let written = statement(status, justification.as_deref(), detail.as_deref(), action.as_deref());
        let text = openvex(&[written]);
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert!(keeps_the_rules(&document["statements"][0]), "{}", text);
        prop_assert_eq!(read(&text)[0].status, status);
    }
}
