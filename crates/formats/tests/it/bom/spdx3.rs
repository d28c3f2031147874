//! SPDX 3.0 as JSON-LD.

use steadfast_formats::bom::{BomFormat, ComponentKind};
use steadfast_formats::vex::Status;

use super::{bill, named, needs, problems, refusal};

const GRAPH: &str = r#"{ "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
  {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": "2026-01-02T03:04:05Z", "createdBy": ["urn:org"], "createdUsing": ["urn:tool"]},
  {"type": "Organization", "spdxId": "urn:org", "creationInfo": "_:c", "name": "Example"},
  {"type": "Tool", "spdxId": "urn:tool", "name": "maker 2"},
  {"type": "SpdxDocument", "spdxId": "urn:doc", "creationInfo": "_:c", "name": "thermostat", "rootElement": ["urn:sbom"],
   "import": [{"type": "ExternalMap", "externalSpdxId": "urn:elsewhere"}]},
  {"type": "software_Sbom", "spdxId": "urn:sbom", "rootElement": ["urn:device"]},
  {"type": "software_Package", "spdxId": "urn:device", "name": "Thermostat", "software_primaryPurpose": "firmware"},
  {"type": "software_Package", "spdxId": "urn:tls", "name": "tls", "software_packageVersion": "3.0.1",
   "software_packageUrl": "pkg:generic/tls@3.0.1", "suppliedBy": "urn:org", "originatedBy": ["urn:nobody"],
   "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "cpe23", "identifier": "cpe:2.3:a:example:tls:3.0.1:*:*:*:*:*:*:*"},
                          {"type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:generic/tls@3.0.1"}],
   "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "ab12"}]},
  {"type": "software_Package", "spdxId": "urn:source", "name": "tls.tar.gz", "software_primaryPurpose": "source"},
  {"type": "software_Package", "spdxId": "urn:nameless"},
  {"type": "software_File", "spdxId": "urn:file", "name": "libtls.so"},
  {"type": "build_Build", "spdxId": "urn:build"},
  {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:mit", "simplelicensing_licenseExpression": "MIT"},
  {"type": "Relationship", "spdxId": "urn:r1", "from": "urn:device", "relationshipType": "contains", "to": ["urn:tls", "urn:file"]},
  {"type": "LifecycleScopedRelationship", "spdxId": "urn:r2", "from": "urn:tls", "relationshipType": "dependsOn", "to": ["urn:elsewhere", "urn:lost"], "scope": "runtime"},
  {"type": "LifecycleScopedRelationship", "spdxId": "urn:r3", "from": "urn:build", "relationshipType": "hasInput", "to": ["urn:source"], "scope": "build"},
  {"type": "LifecycleScopedRelationship", "spdxId": "urn:r4", "from": "urn:build", "relationshipType": "hasOutput", "to": ["urn:tls"], "scope": "build"},
  {"type": "Relationship", "spdxId": "urn:r5", "from": "urn:tls", "relationshipType": "hasDeclaredLicense", "to": "urn:mit"},
  {"type": "Relationship", "spdxId": "urn:r6", "from": "urn:tls", "relationshipType": "hasDistributionArtifact", "to": ["urn:file"]},
  {"type": "security_Vulnerability", "spdxId": "urn:v", "externalIdentifier": [
     {"externalIdentifierType": "securityOther", "identifier": "GHSA-1"}, {"externalIdentifierType": "cve", "identifier": "CVE-2026-1"}]},
  {"type": "security_VexNotAffectedVulnAssessmentRelationship", "spdxId": "urn:a1", "from": "urn:v", "relationshipType": "doesNotAffect", "to": ["urn:tls"],
   "security_justificationType": "vulnerableCodeNotInExecutePath", "security_impactStatement": "not built in", "security_publishedTime": "2026-01-01T00:00:00Z"},
  {"type": "security_VexFixedVulnAssessmentRelationship", "spdxId": "urn:a2", "from": "urn:unknown", "relationshipType": "fixedIn", "to": ["urn:tls"]},
  "nothing"
]}"#;

#[test]
fn the_document_says_who_made_it_and_what_it_is_about() {
    let bom = bill(GRAPH);
    assert_eq!((bom.format, bom.format_version.as_str()), (BomFormat::Spdx3JsonLd, "3.0.1"));
    assert_eq!((bom.serial.as_deref(), bom.name.as_deref()), (Some("urn:doc"), Some("thermostat")));
    assert_eq!((bom.creators, bom.tools), (vec!["Example".to_owned()], vec!["maker 2".to_owned()]));
    assert_eq!(bom.created.unwrap().to_string(), "2026-01-02T03:04:05Z");
    let subject = bom.subject.unwrap();
    assert_eq!((subject.name.as_str(), subject.kind), ("Thermostat", ComponentKind::Firmware));
}

#[test]
fn a_package_gathers_what_others_say_about_it() {
    let bom = bill(GRAPH);
    let tls = named(&bom, "tls");
    assert_eq!((tls.reference.as_str(), tls.version.as_deref()), ("urn:tls", Some("3.0.1")));
    assert_eq!((tls.purls.len(), tls.cpes.len(), tls.hashes.len()), (1, 1, 1));
    assert_eq!(tls.supplier.as_ref().unwrap().name.as_deref(), Some("Example"));
    assert_eq!((tls.licences.as_slice(), tls.file_name.as_deref()), (&["MIT".to_owned()][..], Some("libtls.so")));
    assert_eq!(tls.built_from, ["urn:source"]);
    assert_eq!(needs(&bom, "urn:device"), ["urn:tls"]);
}

#[test]
fn what_is_not_understood_is_counted_and_the_rest_is_used() {
    let bom = bill(GRAPH);
    assert_eq!((bom.entries, bom.reported), (4, 1));
    assert_eq!(
        problems(&bom),
        [
            "line 15, /@graph/8: a package without a name",
            "line 30, /@graph/21: an object was expected, not text",
            "line 20, /@graph/13: the reference urn:lost leads nowhere in this document",
            "line 29, /@graph/20: a statement about a vulnerability that the document does not name",
        ]
    );
}

#[test]
fn statements_are_kept_with_their_reasons() {
    let bom = bill(GRAPH);
    let [statement] = bom.statements.as_slice() else { panic!("{:?}", bom.statements) };
    assert_eq!(statement.vulnerability, ["CVE-2026-1", "GHSA-1"]);
    assert_eq!(statement.status, Status::NotAffected);
    assert_eq!(statement.justification.as_deref(), Some("vulnerable_code_not_in_execute_path"));
    assert_eq!(statement.detail.as_deref(), Some("not built in"));
    assert_eq!(statement.time.unwrap().to_string(), "2026-01-01T00:00:00Z");
    assert_eq!(statement.products[0].product.references, [(None, "urn:tls".to_owned())]);
}

#[test]
fn a_single_element_needs_no_graph() {
    let bom = bill(
        r#"{"@context": "https://spdx.org/rdf/3.0.0/spdx-context.jsonld", "type": "software_Package", "spdxId": "urn:a", "name": "a"}"#,
    );
    assert_eq!((bom.entries, bom.format_version.as_str(), bom.components[0].name.as_str()), (1, "3.0.0", "a"));
}

#[test]
fn other_versions_are_refused() {
    let error = refusal(r#"{"@context": "https://spdx.org/rdf/3.1.0/spdx-context.jsonld", "@graph": []}"#);
    assert_eq!(error.to_string(), "SPDX 3.1.0 is not a version this program reads (2.1 to 2.3, 3.0)");
}
