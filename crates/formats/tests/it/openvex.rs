//! OpenVEX documents of every age.

use steadfast_formats::Limits;
use steadfast_formats::vex::{self, Document, Identifiers, Scope, Status};

fn read(text: &str) -> Document {
    vex::read(text.as_bytes(), &Limits::default()).unwrap()
}

fn document(statements: &str) -> Document {
    read(&format!(
        r#"{{"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://m/1","author":"Maker","timestamp":"2024-01-01T00:00:00Z",
        "version":1,"statements":[{statements}]}}"#
    ))
}

#[test]
fn objects_of_version_0_2_are_understood() {
    let document = document(
        r#"{"vulnerability":{"@id":"https://nvd/CVE-1","name":"CVE-1","aliases":["GHSA-1"]},"status":"not_affected",
        "justification":"vulnerable_code_not_present","impact_statement":"Not built in.","last_updated":"2024-03-01T00:00:00Z",
        "products":[{"@id":"pkg:generic/thing@1.0","identifiers":{"purl":"pkg:generic/thing@1.0","cpe23":"cpe:2.3:a:m:thing:1.0","cpe22":"cpe:/a:m:thing:1.0"},
          "hashes":{"sha-256":"ABCD"},"subcomponents":[{"@id":"pkg:npm/part"},{"@id":"https://other"}]}]}"#,
    );
    assert_eq!(document.problems, []);
    assert_eq!((document.id.as_deref(), document.author.as_deref()), (Some("https://m/1"), Some("Maker")));
    let statement = &document.statements[0];
    assert_eq!(statement.vulnerability, ["CVE-1", "GHSA-1"]);
    assert_eq!(statement.status, Status::NotAffected);
    assert_eq!(statement.justification.as_deref(), Some("vulnerable_code_not_present"));
    assert_eq!(statement.detail.as_deref(), Some("Not built in."));
    assert_eq!(statement.time.unwrap().to_string(), "2024-03-01T00:00:00Z");
    assert_eq!(statement.place.to_string(), "line 2, /statements/0");
    let purls = |purl: &str| Identifiers { purls: vec![purl.into()], ..Identifiers::default() };
    let product = Identifiers {
        purls: vec!["pkg:generic/thing@1.0".into()],
        cpes: vec!["cpe:2.3:a:m:thing:1.0".into(), "cpe:/a:m:thing:1.0".into()],
        hashes: vec!["abcd".into()],
        ..Identifiers::default()
    };
    let other = Identifiers { names: vec!["https://other".into()], ..Identifiers::default() };
    assert_eq!(statement.products, [Scope { product, subcomponents: vec![purls("pkg:npm/part"), other] }]);
}

#[test]
fn plain_text_of_version_0_0_is_understood() {
    let document = read(
        r#"{"@context":"https://openvex.dev/ns","@id":"x","author":"a","timestamp":"2023-01-08T18:02:03-06:00","version":"1",
        "statements":[{"vulnerability":"CVE-1","products":["pkg:apk/a@1","pkg:apk/b@1"],"subcomponents":["pkg:apk/c"],"status":"fixed"}]}"#,
    );
    assert_eq!(document.problems, []);
    let statement = &document.statements[0];
    assert_eq!((statement.vulnerability[0].as_str(), statement.status), ("CVE-1", Status::Fixed));
    assert_eq!(statement.time.unwrap().to_string(), "2023-01-09T00:02:03Z");
    let named: Vec<&str> = statement.products.iter().map(|scope| scope.product.purls[0].as_str()).collect();
    assert_eq!(named, ["pkg:apk/a@1", "pkg:apk/b@1"]);
    assert!(statement.products.iter().all(|scope| scope.subcomponents[0].purls == ["pkg:apk/c"]));
}

#[test]
fn a_statement_without_products_applies_to_nothing() {
    let document = document(r#"{"vulnerability":{"name":"CVE-1"},"status":"under_investigation"}"#);
    assert_eq!(document.statements[0].products, []);
}

#[test]
fn a_broken_subcomponent_never_widens_a_statement() {
    let document = document(
        r#"{"vulnerability":{"name":"CVE-1"},"status":"not_affected","products":[
        {"@id":"pkg:a/a","subcomponents":[{"@id":{}}]},{"@id":"pkg:b/b","subcomponents":[{}]},{"@id":"pkg:c/c"}]}"#,
    );
    let named: Vec<&str> =
        document.statements[0].products.iter().map(|scope| scope.product.purls[0].as_str()).collect();
    assert_eq!(named, ["pkg:c/c"]);
    assert_eq!(document.problems.len(), 2);
}

#[test]
fn broken_statements_cost_themselves_alone() {
    let document = document(
        r#"{"vulnerability":{"name":"CVE-1"},"status":"fine"},
        {"vulnerability":{"aliases":["x"]},"status":"fixed"},
        {"status":"fixed"},
        {"vulnerability":"CVE-4","status":"fixed","timestamp":"then"}"#,
    );
    assert_eq!(document.statements.len(), 1);
    let problems: Vec<String> = document.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "line 2, /statements/0/status: unknown status `fine`",
            "line 3, /statements/1/vulnerability: the vulnerability has no name",
            "line 4, /statements/2: missing field `vulnerability`",
            "line 5, /statements/3/timestamp: `then` is not a date",
        ]
    );
}
