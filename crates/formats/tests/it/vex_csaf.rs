//! CSAF VEX.

use steadfast_formats::Limits;
use steadfast_formats::vex::{self, Document, Status};

fn document(vulnerabilities: &str) -> Document {
    let text = format!(
        r#"{{"document":{{"category":"csaf_vex","csaf_version":"2.0","title":"VEX","publisher":{{"name":"Maker"}},
        "tracking":{{"id":"M-1","current_release_date":"2024-02-01T00:00:00Z"}}}},
        "product_tree":{{"branches":[{{"category":"vendor","name":"Maker","branches":[
          {{"category":"product_version","name":"1.0","product":{{"name":"Device 1.0","product_id":"D","product_identification_helper":{{"cpe":"cpe:/o:maker:device:1.0"}}}}}},
          {{"category":"product_version","name":"3.0.7","product":{{"name":"openssl 3.0.7","product_id":"O","product_identification_helper":{{"purl":"pkg:generic/openssl@3.0.7",
            "hashes":[{{"filename":"o","file_hashes":[{{"algorithm":"sha256","value":"AB"}}]}}]}}}}}},
          {{"category":"product_version_range","name":"vers:generic/<2","product":{{"name":"Old","product_id":"R"}}}}]}}],
        "relationships":[{{"category":"default_component_of","product_reference":"O","relates_to_product_reference":"D",
          "full_product_name":{{"name":"openssl in Device","product_id":"D:O"}}}}],
        "product_groups":[{{"group_id":"G","product_ids":["D","R"]}}]}},"vulnerabilities":[{vulnerabilities}]}}"#
    );
    vex::read(text.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn every_status_is_a_statement() {
    let document = document(
        r#"{"cve":"CVE-1","ids":[{"system_name":"x","text":"GHSA-1"}],"product_status":{"known_not_affected":["O"],
        "known_affected":["D"],"last_affected":["D"],"fixed":["R"],"under_investigation":["D:O"]},
        "flags":[{"label":"component_not_present","product_ids":["O"]}],
        "threats":[{"category":"impact","details":"Not in it.","product_ids":["O"]}],
        "remediations":[{"category":"vendor_fix","details":"Update.","product_ids":["D"]}]}"#,
    );
    assert_eq!(document.problems, []);
    assert_eq!((document.id.as_deref(), document.author.as_deref()), (Some("M-1"), Some("Maker")));
    let told: Vec<_> = document
        .statements
        .iter()
        .map(|one| (one.status, one.justification.as_deref(), one.detail.as_deref(), one.products.len()))
        .collect();
    assert_eq!(
        told,
        [
            (Status::NotAffected, Some("component_not_present"), Some("Not in it."), 1),
            (Status::Affected, None, Some("Update."), 1),
            (Status::Fixed, None, None, 1),
            (Status::UnderInvestigation, None, None, 1),
        ]
    );
    assert!(document.statements.iter().all(|one| one.vulnerability == ["CVE-1", "GHSA-1"]));
}

#[test]
fn a_component_of_a_product_is_that_product_with_a_subcomponent() {
    let document = document(r#"{"cve":"CVE-1","product_status":{"known_not_affected":["D:O"]}}"#);
    let scope = &document.statements[0].products[0];
    assert_eq!(scope.product.cpes, ["cpe:/o:maker:device:1.0"]);
    assert_eq!(scope.product.version.as_deref(), Some("1.0"));
    let [component] = scope.subcomponents.as_slice() else { panic!() };
    assert_eq!(
        (&component.purls[0], &component.hashes[0]),
        (&"pkg:generic/openssl@3.0.7".to_owned(), &"ab".to_owned())
    );
}

#[test]
fn products_are_grouped_by_their_reasons() {
    let document = document(
        r#"{"cve":"CVE-1","product_status":{"known_not_affected":["D","O","R"]},
        "flags":[{"label":"vulnerable_code_not_present","group_ids":["G"]},{"label":"component_not_present"}]}"#,
    );
    let told: Vec<_> =
        document.statements.iter().map(|one| (one.justification.as_deref(), one.products.len())).collect();
    assert_eq!(told, [(Some("vulnerable_code_not_present"), 2), (Some("component_not_present"), 1)]);
    assert_eq!(document.statements[0].products[1].product.version_range.as_deref(), Some("vers:generic/<2"));
}

#[test]
fn undefined_products_are_reported_and_widen_nothing() {
    let document = document(r#"{"cve":"CVE-1","product_status":{"fixed":["X"]}},{"product_status":{"fixed":["D"]}}"#);
    assert_eq!(document.statements[0].products, []);
    assert_eq!(document.statements.len(), 1);
    let problems: Vec<&str> = document.problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(
        problems,
        ["`X` leads to no product that is defined", "the vulnerability has neither a CVE id nor another"]
    );
}
