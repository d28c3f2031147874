//! VEX statements: exactly to whom they apply, and what became of each.

use serde_json::{Value, json};
use steadfast_formats::bom::Bom;
use steadfast_matching::bill::Bill;
use steadfast_matching::finding::Status;
use steadfast_matching::reason::Reason;
use steadfast_matching::vex::Outcome;

use crate::world::{World, merge, openvex, osv, range, read_bom};

/// A product with two components that share a flaw.
fn product() -> Bom {
    read_bom(&json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6",
        "metadata": {"component": {"type": "firmware", "name": "gateway", "version": "4.2", "bom-ref": "gateway", "purl": "pkg:generic/acme/gateway@4.2"}},
        "components": [
            {"type": "library", "name": "thing", "version": "1.0", "bom-ref": "a", "purl": "pkg:pypi/thing@1.0",
             "cpe": "cpe:2.3:a:vendor:thing:1.0:*:*:*:*:*:*:*", "hashes": [{"alg": "SHA-256", "content": "ab".repeat(32)}]},
            {"type": "library", "name": "thing", "version": "1.1", "bom-ref": "b", "purl": "pkg:pypi/thing@1.1"},
        ],
    }))
}

fn world() -> World {
    let mut record =
        osv("PYSEC-1", "PyPI", "thing", &json!({"ranges": [range("ECOSYSTEM", "introduced 0, fixed 2.0")]}));
    record["aliases"] = json!(["CVE-2026-0001"]);
    World::new(&[record])
}

fn statement(more: &Value) -> Value {
    let mut statement = json!({
        "vulnerability": {"name": "CVE-2026-0001"}, "status": "not_affected", "justification": "vulnerable_code_not_present",
    });
    merge(&mut statement, more);
    statement
}

/// The outcome of each statement, and the status of the findings of the first and second component.
fn applied(statements: &[Value]) -> (Vec<Outcome>, [Status; 2]) {
    let bom = product();
    let bill = Bill::new(&bom);
    let scan = world().scan(&bill, &openvex(&json!(statements)), &[]);
    let status = |part: usize| scan.findings.iter().find(|finding| finding.part == part).expect("a finding").status;
    (scan.outcomes.clone(), [status(0), status(1)])
}

fn scope(products: &Value) -> (Outcome, [Status; 2]) {
    let (outcomes, statuses) = applied(&[statement(&json!({"products": products}))]);
    (outcomes[0], statuses)
}

const LOWERED: Status = Status::NotAffected;
const LEFT: Status = Status::Affected;

#[test]
fn a_statement_applies_to_the_product_or_component_that_it_names() {
    let cases = [
        (
            "the product as a whole",
            json!([{"@id": "pkg:generic/acme/gateway@4.2"}]),
            Outcome::Applied,
            [LOWERED, LOWERED],
        ),
        (
            "the product without a version",
            json!([{"@id": "pkg:generic/acme/gateway"}]),
            Outcome::Applied,
            [LOWERED, LOWERED],
        ),
        (
            "the product in another version",
            json!([{"@id": "pkg:generic/acme/gateway@4.1"}]),
            Outcome::OtherVersion,
            [LEFT, LEFT],
        ),
        ("another product", json!([{"@id": "pkg:generic/acme/router@4.2"}]), Outcome::OtherProduct, [LEFT, LEFT]),
        ("a component", json!([{"@id": "pkg:pypi/thing@1.0"}]), Outcome::Applied, [LOWERED, LEFT]),
        ("a component in any version", json!([{"@id": "pkg:pypi/thing"}]), Outcome::Applied, [LOWERED, LOWERED]),
        ("a component in another version", json!([{"@id": "pkg:pypi/thing@0.9"}]), Outcome::OtherVersion, [LEFT, LEFT]),
        (
            "a component of another ecosystem",
            json!([{"@id": "pkg:npm/thing@1.0"}]),
            Outcome::OtherProduct,
            [LEFT, LEFT],
        ),
        (
            "a component by CPE name",
            json!([{"@id": "x", "identifiers": {"cpe23": "cpe:2.3:a:vendor:thing:1.0:*:*:*:*:*:*:*"}}]),
            Outcome::Applied,
            [LOWERED, LEFT],
        ),
        (
            "another vendor",
            json!([{"@id": "x", "identifiers": {"cpe23": "cpe:2.3:a:other:thing:1.0:*:*:*:*:*:*:*"}}]),
            Outcome::OtherProduct,
            [LEFT, LEFT],
        ),
        (
            "a component by hash",
            json!([{"@id": "x", "hashes": {"sha-256": "AB".repeat(32)}}]),
            Outcome::Applied,
            [LOWERED, LEFT],
        ),
        (
            "a component of the product",
            json!([{"@id": "pkg:generic/acme/gateway@4.2", "subcomponents": [{"@id": "pkg:pypi/thing@1.1"}]}]),
            Outcome::Applied,
            [LEFT, LOWERED],
        ),
        (
            "a component of another product",
            json!([{"@id": "pkg:generic/acme/router@4.2", "subcomponents": [{"@id": "pkg:pypi/thing@1.1"}]}]),
            Outcome::OtherProduct,
            [LEFT, LEFT],
        ),
        (
            "a component of the product in another version",
            json!([{"@id": "pkg:generic/acme/gateway@4.1", "subcomponents": [{"@id": "pkg:pypi/thing@1.1"}]}]),
            Outcome::OtherVersion,
            [LEFT, LEFT],
        ),
        (
            "a qualifier that the component lacks",
            json!([{"@id": "pkg:pypi/thing@1.0?file_name=x.whl"}]),
            Outcome::OtherProduct,
            [LEFT, LEFT],
        ),
        (
            "one of two products",
            json!([{"@id": "pkg:generic/acme/router@1"}, {"@id": "pkg:pypi/thing@1.0"}]),
            Outcome::Applied,
            [LOWERED, LEFT],
        ),
        ("none", json!([]), Outcome::NoProduct, [LEFT, LEFT]),
    ];
    for (what, products, outcome, statuses) in cases {
        assert_eq!(scope(&products), (outcome, statuses), "{what}: {products}");
    }
}

#[test]
fn not_affected_without_a_justification_is_ignored() {
    let (outcomes, statuses) = applied(&[json!({
        "vulnerability": {"name": "CVE-2026-0001"}, "status": "not_affected", "products": [{"@id": "pkg:pypi/thing@1.0"}],
    })]);
    assert_eq!((outcomes, statuses), (vec![Outcome::NoJustification], [LEFT, LEFT]));
    let words = json!({"products": [{"@id": "pkg:pypi/thing@1.0"}], "justification": null, "impact_statement": "the parser is never called"});
    assert_eq!(applied(&[statement(&words)]).1, [LOWERED, LEFT]);
}

#[test]
fn a_flaw_is_known_by_any_of_its_ids() {
    let by = |name: &str, aliases: &[&str]| {
        let more =
            json!({"vulnerability": {"name": name, "aliases": aliases}, "products": [{"@id": "pkg:pypi/thing@1.0"}]});
        applied(&[statement(&more)]).0[0]
    };
    assert_eq!(by("PYSEC-1", &[]), Outcome::Applied);
    assert_eq!(by("OURS-7", &["CVE-2026-0001"]), Outcome::Applied);
    assert_eq!(by("CVE-2026-0002", &[]), Outcome::NoSuchFinding);
}

#[test]
fn the_newer_statement_holds_and_of_equally_old_ones_the_more_cautious() {
    let at = |time: &str, status: &str| {
        statement(&json!({"products": [{"@id": "pkg:pypi/thing@1.0"}], "timestamp": time, "status": status}))
    };
    let (old, new) = ("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z");
    let cases = [
        ([at(old, "not_affected"), at(new, "affected")], [Outcome::Overruled, Outcome::Applied], Status::Affected),
        ([at(new, "affected"), at(old, "not_affected")], [Outcome::Applied, Outcome::Overruled], Status::Affected),
        ([at(old, "affected"), at(new, "not_affected")], [Outcome::Overruled, Outcome::Applied], Status::NotAffected),
        ([at(old, "not_affected"), at(old, "affected")], [Outcome::Overruled, Outcome::Applied], Status::Affected),
        ([at(old, "fixed"), at(old, "not_affected")], [Outcome::Applied, Outcome::Overruled], Status::Fixed),
        (
            [at(old, "not_affected"), at(new, "under_investigation")],
            [Outcome::Overruled, Outcome::Applied],
            Status::Affected,
        ),
    ];
    for (statements, outcomes, status) in cases {
        let (found, statuses) = applied(&statements);
        assert_eq!((found.as_slice(), statuses[0]), (outcomes.as_slice(), status), "{statements:?}");
    }
}

#[test]
fn the_reason_is_kept() {
    let bom = product();
    let bill = Bill::new(&bom);
    let statements = openvex(&json!([statement(
        &json!({"products": [{"@id": "pkg:pypi/thing@1.0"}], "impact_statement": "not built"})
    )]));
    let scan = world().scan(&bill, &statements, &[]);
    let lowered = scan.findings.iter().find(|finding| finding.part == 0).expect("it is kept");
    assert_eq!(lowered.reason, Some(Reason::StatedByVex));
    assert_eq!(lowered.detail.as_deref(), Some("vulnerable_code_not_present: not built"));
}

/// A supplier may know of a flaw that no database has.
#[test]
fn affected_without_a_finding_makes_one() {
    let bom = product();
    let bill = Bill::new(&bom);
    let made = |status: &str, product: &str| {
        let more =
            json!({"vulnerability": {"name": "CVE-2026-7777"}, "status": status, "products": [{"@id": product}]});
        let scan = world().scan(&bill, &openvex(&json!([statement(&more)])), &[]);
        let found: Vec<usize> =
            scan.findings.iter().filter(|finding| finding.id == "CVE-2026-7777").map(|finding| finding.part).collect();
        (scan.outcomes[0], found)
    };
    assert_eq!(made("affected", "pkg:pypi/thing@1.1"), (Outcome::Applied, vec![1]));
    assert_eq!(made("affected", "pkg:pypi/else@1.1"), (Outcome::NoSuchFinding, vec![]));
    assert_eq!(made("not_affected", "pkg:pypi/thing@1.1"), (Outcome::NoSuchFinding, vec![]));
}

/// "Affected" about the product as a whole is one flaw of the product, not one of each of its components.
#[test]
fn affected_for_the_product_is_one_finding() {
    let bom = product();
    let bill = Bill::new(&bom);
    let more = json!({"vulnerability": {"name": "CVE-2026-7777"}, "status": "affected", "products": [{"@id": "pkg:generic/acme/gateway@4.2"}]});
    let scan = world().scan(&bill, &openvex(&json!([statement(&more)])), &[]);
    let found: Vec<usize> =
        scan.findings.iter().filter(|finding| finding.id == "CVE-2026-7777").map(|finding| finding.part).collect();
    assert_eq!(found, [2], "the subject stands last");
}
