//! What the quality check asks for beyond identity: what digests are of, whose licences, how complete lists are.

use steadfast_formats::bom::{Bom, Completeness, Component, HashOf};

use super::{bill, named, needs, problems};

const JSON: &str = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6",
  "metadata": {"component": {"type": "firmware", "bom-ref": "fw", "name": "fw"}},
  "components": [
    {"type": "library", "bom-ref": "tls", "name": "tls",
     "hashes": [{"alg": "SHA-256", "content": "aa"}],
     "licenses": [{"license": {"id": "MIT", "acknowledgement": "declared"}}, {"license": {"name": "Unsaid"}},
                  {"expression": "MIT OR ISC", "acknowledgement": "concluded"}],
     "externalReferences": [
       {"type": "distribution", "url": "https://example.org/tls.tar", "hashes": [{"alg": "SHA-512", "content": "bb"}]},
       {"type": "source-distribution", "url": "https://example.org/src.tar", "hashes": [{"alg": "SHA-1", "content": "cc"}]},
       {"type": "website", "url": "https://example.org", "hashes": [{"alg": "SHA-1", "content": "dd"}]}]},
    {"type": "library", "bom-ref": "libc", "name": "libc"}, {"type": "library", "bom-ref": "zlib", "name": "zlib"},
    {"type": "library", "bom-ref": "silent", "name": "silent"}],
  "compositions": [
    {"aggregate": "complete", "assemblies": ["fw"], "dependencies": ["fw", "tls", "libc"]},
    {"aggregate": "incomplete_first_party_only", "dependencies": ["libc"]},
    {"aggregate": "not_specified", "assemblies": ["zlib", "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x", "lost"]},
    {"assemblies": ["zlib"]}]}"#;

const XML: &str = r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.6">
  <metadata><component type="firmware" bom-ref="fw"><name>fw</name></component></metadata>
  <components>
    <component type="library" bom-ref="tls"><name>tls</name><hashes><hash alg="SHA-256">aa</hash></hashes>
      <licenses><license acknowledgement="declared"><id>MIT</id></license><license><name>Unsaid</name></license>
        <expression acknowledgement="concluded">MIT OR ISC</expression></licenses>
      <externalReferences>
        <reference type="distribution"><url>https://example.org/tls.tar</url><hashes><hash alg="SHA-512">bb</hash></hashes></reference>
        <reference type="source-distribution"><url>https://example.org/src.tar</url><hashes><hash alg="SHA-1">cc</hash></hashes></reference>
        <reference type="website"><url>https://example.org</url><hashes><hash alg="SHA-1">dd</hash></hashes></reference>
      </externalReferences></component>
    <component type="library" bom-ref="libc"><name>libc</name></component>
    <component type="library" bom-ref="zlib"><name>zlib</name></component>
    <component type="library" bom-ref="silent"><name>silent</name></component></components>
  <compositions>
    <composition><aggregate>complete</aggregate><assemblies><assembly ref="fw"/></assemblies>
      <dependencies><dependency ref="fw"/><dependency ref="tls"/><dependency ref="libc"/></dependencies></composition>
    <composition><aggregate>incomplete_first_party_only</aggregate><dependencies><dependency ref="libc"/></dependencies></composition>
    <composition><aggregate>not_specified</aggregate><assemblies><assembly ref="zlib"/>
      <assembly ref="urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x"/><assembly ref="lost"/></assemblies></composition>
    <composition><assemblies><assembly ref="zlib"/></assemblies></composition></compositions></bom>"#;

fn hashes(component: &Component) -> Vec<(HashOf, &str)> {
    component.hashes.iter().map(|hash| (hash.of, hash.value.as_str())).collect()
}

fn completeness(bom: &Bom, name: &str) -> Option<Completeness> {
    named(bom, name).completeness
}

#[test]
fn digests_of_cyclonedx_say_what_they_are_of() {
    for text in [JSON, XML] {
        let of_tls = [(HashOf::Component, "aa"), (HashOf::Distribution, "bb"), (HashOf::Source, "cc")];
        assert_eq!(hashes(named(&bill(text), "tls")), of_tls);
    }
}

#[test]
fn licences_of_cyclonedx_are_told_apart_where_the_document_does() {
    for text in [JSON, XML] {
        let bom = bill(text);
        let tls = named(&bom, "tls");
        assert_eq!(tls.licences, ["MIT", "Unsaid", "MIT OR ISC"]);
        assert_eq!(
            (&tls.declared_licences[..], &tls.concluded_licences[..]),
            (&["MIT".to_owned()][..], &["MIT OR ISC".to_owned()][..])
        );
    }
}

#[test]
fn compositions_say_how_complete_lists_are_and_the_lesser_promise_stays() {
    for text in [JSON, XML] {
        let bom = bill(text);
        assert_eq!(bom.subject.as_ref().unwrap().completeness, Some(Completeness::Complete));
        assert_eq!(completeness(&bom, "tls"), Some(Completeness::Complete));
        assert_eq!(completeness(&bom, "libc"), Some(Completeness::Incomplete));
        assert_eq!(completeness(&bom, "zlib"), Some(Completeness::Unknown));
        assert_eq!(completeness(&bom, "silent"), None);
        let reasons: Vec<_> = bom.problems.iter().map(|problem| problem.reason.as_str()).collect();
        assert_eq!(
            reasons,
            ["the reference lost leads nowhere in this document", "a composition without an aggregate"]
        );
    }
}

const SPDX_3: &str = r#"{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
  {"type": "Person", "spdxId": "urn:jane", "name": "Jane", "externalIdentifier": [
    {"externalIdentifierType": "urlScheme", "identifier": "https://example.org"},
    {"externalIdentifierType": "email", "identifier": "jane@example.org"}]},
  {"type": "software_Package", "spdxId": "urn:a", "name": "a", "suppliedBy": ["urn:jane"]},
  {"type": "software_Package", "spdxId": "urn:b", "name": "b"}, {"type": "software_Package", "spdxId": "urn:c", "name": "c"},
  {"type": "software_File", "spdxId": "urn:f", "name": "a.so", "verifiedUsing": [{"type": "Hash", "algorithm": "sha512", "hashValue": "ab"}]},
  {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:mit", "simplelicensing_licenseExpression": "MIT"},
  {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:isc", "simplelicensing_licenseExpression": "ISC"},
  {"type": "Relationship", "from": "urn:a", "relationshipType": "hasDistributionArtifact", "to": ["urn:f"]},
  {"type": "Relationship", "from": "urn:a", "relationshipType": "hasDeclaredLicense", "to": ["urn:mit"]},
  {"type": "Relationship", "from": "urn:a", "relationshipType": "hasConcludedLicense", "to": ["urn:isc"]},
  {"type": "Relationship", "from": "urn:a", "relationshipType": "dependsOn", "to": ["urn:b"], "completeness": "complete"},
  {"type": "Relationship", "from": "urn:b", "relationshipType": "dependsOn", "to": ["urn:c"], "completeness": "complete"},
  {"type": "Relationship", "from": "urn:b", "relationshipType": "contains", "to": ["urn:f"]},
  {"type": "Relationship", "from": "urn:c", "relationshipType": "dependsOn",
   "to": ["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"]}]}"#;

#[test]
fn spdx_3_states_on_other_elements_what_is_true_of_a_package() {
    let bom = bill(SPDX_3);
    assert_eq!(problems(&bom), Vec::<String>::new());
    let package = named(&bom, "a");
    assert_eq!(hashes(package), [(HashOf::Distribution, "ab")]);
    assert_eq!(package.file_name.as_deref(), Some("a.so"));
    assert_eq!(
        (&package.declared_licences[..], &package.concluded_licences[..]),
        (&["MIT".to_owned()][..], &["ISC".to_owned()][..])
    );
    let supplier = package.supplier.clone().unwrap();
    assert_eq!((supplier.name.as_deref(), supplier.contact.as_deref()), (Some("Jane"), Some("jane@example.org")));
}

#[test]
fn relationships_of_spdx_3_say_how_complete_they_are() {
    let bom = bill(SPDX_3);
    let found = ["a", "b", "c"].map(|name| completeness(&bom, name));
    assert_eq!(found, [Some(Completeness::Complete), Some(Completeness::Unknown), None]);
}

#[test]
fn to_depend_on_nothing_is_a_statement() {
    let spdx_2 = bill(
        r#"{"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "SPDXRef-a", "name": "a"}, {"SPDXID": "SPDXRef-b", "name": "b"}],
            "relationships": [{"spdxElementId": "SPDXRef-a", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NONE"},
                {"spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION"}]}"#,
    );
    for (bom, reference) in [(bill(SPDX_3), "urn:c"), (spdx_2, "SPDXRef-a")] {
        assert!(bom.dependencies.iter().any(|dependency| dependency.from == reference));
        assert!(!bom.dependencies.iter().any(|dependency| dependency.from == "SPDXRef-b"));
        assert_eq!(needs(&bom, reference), Vec::<&str>::new());
    }
}
