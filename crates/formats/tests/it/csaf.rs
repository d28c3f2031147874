//! CSAF documents as advisories.

use steadfast_formats::ReadError;
use steadfast_formats::advisory::{Product, Rule, Severity};

use crate::shared::{partly, read};

fn document(tree: &str, vulnerabilities: &str) -> String {
    format!(
        r#"{{"document":{{"category":"csaf_security_advisory","csaf_version":"2.0","title":"Flaws in Thing",
        "publisher":{{"category":"vendor","name":"Maker","namespace":"https://m"}},
        "references":[{{"category":"self","summary":"s","url":"https://m/a.json"}}],
        "tracking":{{"id":"M-2024-1","initial_release_date":"2024-01-01T00:00:00Z","current_release_date":"2024-02-01T00:00:00Z"}}}},
        "product_tree":{{{tree}}},"vulnerabilities":[{vulnerabilities}]}}"#
    )
}

const TREE: &str = r#""branches":[{"category":"vendor","name":"Maker","branches":[{"category":"product_name","name":"Thing","branches":[
  {"category":"product_version_range","name":"<7.07","product":{"name":"Maker Thing <7.07","product_id":"P1"}},
  {"category":"product_version","name":"2.0","product":{"name":"Maker Thing 2.0","product_id":"P2",
    "product_identification_helper":{"purl":"pkg:npm/thing@2.0.1","cpe":"cpe:2.3:a:maker:thing:2.0:*:*:*:*:*:*:*"}}},
  {"category":"product_version","name":"3.0","product":{"name":"Maker Thing 3.0","product_id":"P3",
    "product_identification_helper":{"cpe":"cpe:2.3:a:maker:thing:*:*:*:*:*:*:*:*"}}}]}]}],
  "full_product_names":[{"name":"Other","product_id":"P4","product_identification_helper":{"purl":"pkg:npm/other"}}],
  "relationships":[{"category":"default_component_of","product_reference":"P2","relates_to_product_reference":"P4",
    "full_product_name":{"name":"Thing in Other","product_id":"P5"}}]"#;

#[test]
fn each_vulnerability_is_an_advisory_that_points_to_the_document() {
    let (advisories, problems) = partly(&document(
        TREE,
        r#"{"cve":"CVE-1","title":"CVE-1","notes":[{"category":"summary","text":"Says more"}],
        "references":[{"summary":"r","url":"https://r"}],"ids":[{"system_name":"x","text":"GHSA-1"},{"system_name":"Bug","text":"1234"}],
        "scores":[{"products":["P1"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N"}}],"product_status":{"known_affected":["P1"]}},
        {"ids":[{"system_name":"x","text":"M-77"}]},{}"#,
    ));
    assert_eq!(problems, [""; 0]);
    let ids: Vec<&str> = advisories.iter().map(|advisory| advisory.id.as_str()).collect();
    assert_eq!(ids, ["CVE-1", "M-77", "M-2024-1#3"]);
    let first = &advisories[0];
    assert_eq!((first.aliases[0].as_str(), first.aliases.len()), ("GHSA-1", 1));
    assert_eq!((first.summary.as_str(), advisories[1].summary.as_str()), ("Says more", "Flaws in Thing"));
    assert_eq!(first.related, ["M-2024-1"]);
    assert_eq!(first.references, ["https://m/a.json", "https://r"]);
    assert_eq!(first.severities, [Severity::Vector("CVSS:3.1/AV:N".into())]);
    assert_eq!(first.modified.unwrap().to_string(), "2024-02-01T00:00:00Z");
}

#[test]
fn products_are_named_by_purl_then_cpe_then_text() {
    let (advisories, problems) = partly(&document(
        TREE,
        r#"{"cve":"CVE-1","product_status":{"known_affected":["P1","P2","P3","P4","P5"],"first_affected":["P1"],"fixed":["P9"]}}"#,
    ));
    assert_eq!(problems, [""; 0]);
    let read: Vec<(Product, Rule)> =
        advisories[0].affected.iter().map(|one| (one.product.clone(), one.rule.clone())).collect();
    let purl = |purl: &str| Product::Purl(purl.into());
    let exactly = |version: &str| Rule::Exactly(vec![version.into()]);
    let cpe = Product::CpeName { vendor: "maker".into(), product: "thing".into() };
    assert_eq!(
        read,
        [
            (Product::Text("Maker Thing <7.07".into()), Rule::Vers("<7.07".into())),
            (purl("pkg:npm/thing"), exactly("2.0.1")),
            (cpe, exactly("3.0")),
            (purl("pkg:npm/other"), Rule::Vers("vers:all/*".into())),
            (purl("pkg:npm/thing"), exactly("2.0.1")),
        ]
    );
}

#[test]
fn scores_that_differ_by_product_are_kept_apart() {
    let (advisories, _) = partly(&document(
        TREE,
        r#"{"cve":"CVE-1","product_status":{"known_affected":["P1","P2"]},"scores":[
        {"products":["P1"],"cvss_v3":{"vectorString":"A"}},{"products":["P2"],"cvss_v2":{"vectorString":"B"}}]}"#,
    ));
    let vector = |vector: &str| Severity::Vector(vector.into());
    assert_eq!(advisories[0].severities, [vector("A"), vector("B")]);
    assert_eq!(advisories[0].affected[0].severities, [vector("A")]);
    assert_eq!(advisories[0].affected[1].severities, [vector("B")]);
}

#[test]
fn a_product_without_definition_and_broken_branches_are_reported() {
    let (advisories, problems) = partly(&document(
        r#""branches":[7,{"category":"vendor","name":"x","product":{"name":"y","product_id":"P1"}}]"#,
        r#"{"cve":"CVE-1","product_status":{"known_affected":["P1","P8"]}},{"cve":[]}"#,
    ));
    assert_eq!(advisories.len(), 1);
    assert_eq!(advisories[0].affected.len(), 1);
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].contains("/product_tree/branches/0"));
    assert!(problems[1].ends_with("no product has the id `P8`"));
}

#[test]
fn another_version_and_feeds_of_documents_are_refused() {
    let text = document("", "").replace(r#""csaf_version":"2.0""#, r#""csaf_version":"3.7""#);
    assert!(matches!(read(&text), Err(ReadError::UnknownVersion { .. })));
    let error = read(r#"{"feed":{"id":"x","entry":[]}}"#).unwrap_err().to_string();
    assert!(error.contains("ROLIE"), "{error}");
}

#[test]
fn branches_nested_too_deep_are_reported() {
    let mut branch = r#"{"category":"product_name","name":"x","product":{"name":"deep","product_id":"P1"}}"#.to_owned();
    for _ in 0..110 {
        branch = format!(r#"{{"category":"product_name","name":"x","branches":[{branch}]}}"#);
    }
    let (_, problems) = partly(&document(&format!(r#""branches":[{branch}]"#), r#"{"cve":"CVE-1"}"#));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].ends_with("nested too deep"), "{problems:?}");
}
