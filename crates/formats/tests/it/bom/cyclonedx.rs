//! CycloneDX, both spellings.

use steadfast_formats::bom::{BomFormat, ComponentKind, Hash, HashOf, Party};

use super::{bill, named, needs, problems, refusal};

const JSON: &str = r#"{
  "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 3,
  "serialNumber": "urn:uuid:00000000-0000-4000-8000-000000000001",
  "metadata": {
    "timestamp": "2026-01-02T03:04:05Z",
    "tools": { "components": [{ "type": "application", "bom-ref": "tool", "name": "maker", "version": "2" }] },
    "authors": [{ "name": "Jane Doe", "email": "jane@example.org" }],
    "component": { "type": "firmware", "bom-ref": "device", "name": "Thermostat", "version": "1.2" }
  },
  "components": [
    { "type": "library", "bom-ref": "tls", "group": "org.example", "name": "tls", "version": "3.0.1",
      "purl": "pkg:generic/tls@3.0.1", "cpe": "cpe:2.3:a:example:tls:3.0.1:*:*:*:*:*:*:*", "swid": { "tagId": "tag-1" },
      "hashes": [{ "alg": "SHA-256", "content": "ab12" }],
      "supplier": { "name": "Example", "url": ["https://example.org"] },
      "licenses": [{ "license": { "id": "MIT" } }, { "expression": "Apache-2.0 OR MIT" }],
      "properties": [{ "name": "bsi:component:filename", "value": "libtls.so" }, { "name": "colour", "value": "red" }],
      "externalReferences": [{ "type": "vcs", "url": "https://example.org/tls.git" }],
      "pedigree": { "ancestors": [{ "type": "library", "bom-ref": "tls-upstream", "name": "tls" }] },
      "components": [{ "type": "file", "name": "crypto.c" }] },
    { "type": "operating-system", "bom-ref": "os", "name": "rtos", "version": 7 }
  ],
  "dependencies": [{ "ref": "device", "dependsOn": ["tls", "os"] }, { "ref": "os" }]
}"#;

const XML: &str = r#"<?xml version="1.0"?>
<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.6" version="3" serialNumber="urn:uuid:00000000-0000-4000-8000-000000000001">
  <c:metadata>
    <c:timestamp>2026-01-02T03:04:05Z</c:timestamp>
    <c:tools><c:components><c:component type="application" bom-ref="tool"><c:name>maker</c:name><c:version>2</c:version></c:component></c:components></c:tools>
    <c:authors><c:author><c:name>Jane Doe</c:name><c:email>jane@example.org</c:email></c:author></c:authors>
    <c:component type="firmware" bom-ref="device"><c:name>Thermostat</c:name><c:version>1.2</c:version></c:component>
  </c:metadata>
  <c:components>
    <c:component type="library" bom-ref="tls">
      <c:supplier><c:name>Example</c:name><c:url>https://example.org</c:url></c:supplier>
      <c:group>org.example</c:group><c:name><![CDATA[tls]]></c:name><c:version>3.0.1</c:version>
      <c:hashes><c:hash alg="SHA-256">ab12</c:hash></c:hashes>
      <c:licenses><c:license><c:id>MIT</c:id></c:license><c:expression>Apache-2.0 OR MIT</c:expression></c:licenses>
      <c:cpe>cpe:2.3:a:example:tls:3.0.1:*:*:*:*:*:*:*</c:cpe>
      <c:purl>pkg:generic/tls@3.0.1</c:purl>
      <c:swid tagId="tag-1" name="tls"/>
      <c:pedigree><c:ancestors><c:component type="library" bom-ref="tls-upstream"><c:name>tls</c:name></c:component></c:ancestors></c:pedigree>
      <c:externalReferences><c:reference type="vcs"><c:url>https://example.org/tls.git</c:url></c:reference></c:externalReferences>
      <c:properties><c:property name="bsi:component:filename">libtls.so</c:property><c:property name="colour">red</c:property></c:properties>
      <c:components><c:component type="file"><c:name>crypto.c</c:name></c:component></c:components>
    </c:component>
    <c:component type="operating-system" bom-ref="os"><c:name>rtos</c:name><c:version>7</c:version></c:component>
  </c:components>
  <c:dependencies>
    <c:dependency ref="device"><c:dependency ref="tls"/><c:dependency ref="os"/></c:dependency>
    <c:dependency ref="os"/>
  </c:dependencies>
</c:bom>"#;

#[test]
fn both_spellings_give_the_same_bill() {
    for (text, format) in [(JSON, BomFormat::CycloneDxJson), (XML, BomFormat::CycloneDxXml)] {
        let bom = bill(text);
        assert_eq!((bom.format, bom.format_version.as_str(), bom.revision), (format, "1.6", Some(3)));
        assert_eq!(bom.serial.as_deref(), Some("urn:uuid:00000000-0000-4000-8000-000000000001"));
        assert_eq!(bom.created.unwrap().to_string(), "2026-01-02T03:04:05Z");
        assert_eq!(
            (bom.tools.as_slice(), bom.creators.as_slice()),
            (&["maker 2".to_owned()][..], &["Jane Doe (jane@example.org)".to_owned()][..])
        );
        let subject = bom.subject.as_ref().unwrap();
        assert_eq!(
            (subject.name.as_str(), subject.kind, subject.subject),
            ("Thermostat", ComponentKind::Firmware, true)
        );
        let names: Vec<&str> = bom.components.iter().map(|component| component.name.as_str()).collect();
        assert_eq!((names, bom.entries), (vec!["tls", "crypto.c", "rtos"], 3));
        assert_eq!(needs(&bom, "device"), ["tls", "os"]);
        assert_eq!(needs(&bom, "tls"), ["crypto.c"]);
        assert_eq!(problems(&bom), Vec::<String>::new());
    }
}

#[test]
fn both_spellings_give_the_same_component() {
    for text in [JSON, XML] {
        let bom = bill(text);
        let tls = named(&bom, "tls");
        assert_eq!((tls.reference.as_str(), tls.kind), ("tls", ComponentKind::Library));
        assert_eq!((tls.group.as_deref(), tls.version.as_deref()), (Some("org.example"), Some("3.0.1")));
        assert_eq!(tls.purls, ["pkg:generic/tls@3.0.1"]);
        assert_eq!(tls.cpes, ["cpe:2.3:a:example:tls:3.0.1:*:*:*:*:*:*:*"]);
        assert_eq!(tls.swids, ["tag-1"]);
        assert_eq!(
            tls.hashes,
            [Hash { of: HashOf::Component, algorithm: "SHA-256".to_owned(), value: "ab12".to_owned() }]
        );
        let supplier = Party { name: Some("Example".to_owned()), contact: Some("https://example.org".to_owned()) };
        assert_eq!(tls.supplier, Some(supplier));
        assert_eq!(tls.licences, ["MIT", "Apache-2.0 OR MIT"]);
        assert_eq!(tls.properties, [("bsi:component:filename".to_owned(), "libtls.so".to_owned())]);
        assert_eq!(tls.addresses, [("vcs".to_owned(), "https://example.org/tls.git".to_owned())]);
        assert_eq!(tls.built_from, ["tls-upstream"]);
        assert_eq!(named(&bom, "rtos").version.as_deref(), Some("7"));
    }
}

#[test]
fn places_have_a_path_and_a_line() {
    assert_eq!(named(&bill(JSON), "crypto.c").place.to_string(), "line 19, /components/0/components/0");
    assert_eq!(named(&bill(XML), "rtos").place.to_string(), "line 23, /bom/components/component[2]");
}

#[test]
fn components_that_are_not_understood_are_counted_and_the_rest_is_used() {
    let bom = bill(
        r#"{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
            {"name": "good"},
            {"version": "1"},
            {"name": ["a list"]},
            "text",
            {"name": "odd", "version": {}, "hashes": "none", "licenses": [{"license": "MIT"}],
             "components": {"name": "single"}}
        ]}"#,
    );
    assert_eq!((bom.entries, bom.reported), (6, 3));
    assert_eq!(
        problems(&bom),
        [
            "line 3, /components/1: a component without a name",
            "line 4, /components/2: a component without a name",
            "line 5, /components/3: an object was expected, not text",
            "line 6, /components/4/version: text was expected",
            "line 6, /components/4/hashes/0: an object was expected, not text",
            "line 6, /components/4/licenses/0/license: an object was expected, not text",
        ]
    );
    assert_eq!(bom.components[2].name, "single");
}

#[test]
fn a_component_nested_in_a_broken_one_still_counts() {
    let bom =
        bill(r#"{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"components": [{"name": "x"}]}]}"#);
    assert_eq!((bom.entries, bom.reported, bom.components[0].name.as_str()), (2, 1, "x"));
}

#[test]
fn malformed_identifiers_are_kept_and_reported() {
    let bom = bill(
        r#"{"bomFormat": "CycloneDX", "specVersion": "1.5",
            "components": [{"name": "a", "purl": "pkg:/", "cpe": "cpe:2.3:q"}]}"#,
    );
    assert_eq!((bom.components[0].purls[0].as_str(), bom.components[0].cpes[0].as_str()), ("pkg:/", "cpe:2.3:q"));
    assert_eq!(bom.reported, 0);
    assert_eq!(
        problems(&bom),
        [
            "line 2, /components/0: \"pkg:/\" of \"a\" is not a package URL: it has no name",
            "line 2, /components/0: \"cpe:2.3:q\" of \"a\" is not a CPE name: it has no product",
        ]
    );
}

#[test]
fn references_that_are_taken_or_lead_nowhere_are_reported() {
    let bom = bill(
        r#"{"bomFormat": "CycloneDX", "specVersion": "1.5",
            "components": [{"name": "a", "bom-ref": "1"}, {"name": "b", "bom-ref": "1"}],
            "services": [{"name": "s", "bom-ref": "service"}],
            "dependencies": [{"ref": "1", "dependsOn": ["2", "service", "1"]}, {"ref": "3"}]}"#,
    );
    assert_eq!(needs(&bom, "1"), ["service", "1"]);
    assert_eq!(
        problems(&bom),
        [
            "line 2, /components/1: the reference 1 is already taken at line 2, /components/0",
            "line 4, /dependencies/0: the reference 2 leads nowhere in this document",
            "line 4, /dependencies/1: the reference 3 leads nowhere in this document",
        ]
    );
}

#[test]
fn cyclic_dependencies_are_fine() {
    let bom = bill(
        r#"{"bomFormat": "CycloneDX", "specVersion": "1.5",
            "components": [{"name": "a", "bom-ref": "a"}, {"name": "b", "bom-ref": "b"}],
            "dependencies": [{"ref": "a", "dependsOn": ["b"]}, {"ref": "b", "dependsOn": ["a"]}]}"#,
    );
    assert_eq!((needs(&bom, "a"), needs(&bom, "b")), (vec!["b"], vec!["a"]));
    assert_eq!(bom.problems, []);
}

#[test]
fn a_component_without_a_reference_gets_one_from_its_name() {
    let bom = bill(
        r#"{"bomFormat": "CycloneDX", "specVersion": "1.2", "components": [{"name": "a", "group": "g", "version": "1"}]}"#,
    );
    assert_eq!(bom.components[0].reference, "g/a@1");
}

#[test]
fn control_characters_in_names_stay() {
    let bom =
        bill(r#"{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "a\u001b[31m\u0000"}]}"#);
    assert_eq!(bom.components[0].name, "a\u{1b}[31m\0");
}

#[test]
fn every_version_is_read_and_the_next_one_is_refused() {
    for version in ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"] {
        let text = format!(r#"{{"bomFormat": "CycloneDX", "specVersion": "{version}", "components": null}}"#);
        assert_eq!(bill(&text).format_version, version);
    }
    for version in ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"] {
        let text = format!(r#"<bom xmlns="http://cyclonedx.org/schema/bom/{version}"><components/></bom>"#);
        assert_eq!(bill(&text).format_version, version);
    }
    assert_eq!(
        refusal(r#"{"bomFormat": "CycloneDX", "specVersion": "1.8", "components": []}"#).to_string(),
        "CycloneDX 1.8 is not a version this program reads (1.2 to 1.7)"
    );
    assert_eq!(
        refusal(r#"<bom xmlns="http://cyclonedx.org/schema/bom/2.0"/>"#).to_string(),
        "CycloneDX 2.0 is not a version this program reads (1.0 to 1.7)"
    );
}

#[test]
fn a_bill_without_components_is_an_empty_bill() {
    let bom = bill(r#"{"bomFormat": "CycloneDX", "specVersion": "1.5"}"#);
    assert_eq!((bom.entries, bom.components.len()), (0, 0));
    let bom = bill(r#"{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [], "vulnerabilities": []}"#);
    assert_eq!(bom.entries, 0);
}
