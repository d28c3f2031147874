//! What is broken, malicious, or no bill at all: refused with a reason, quickly and without a panic.

use proptest::prelude::*;
use steadfast_formats::bom::read;
use steadfast_formats::{Limits, ReadError};

use super::{bill, problems, refusal};

const SMALL: [&str; 5] = [
    r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": {"name": "é"}}, "components": [{"name": "b", "bom-ref": "1", "purl": "pkg:npm/b@1", "licenses": [{"expression": "MIT"}]}], "dependencies": [{"ref": "1", "dependsOn": ["1"]}]}"#,
    r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component type="library" bom-ref="a&amp;1"><name>é<![CDATA[<]]></name><purl>pkg:npm/b@1</purl></component></components></bom>"#,
    r#"{"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "SPDXRef-1", "name": "é", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/b@1"}]}], "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-1"}]}"#,
    "SPDXVersion: SPDX-2.3\nPackageName: <text>é</text>\nSPDXID: SPDXRef-1\nExternalRef: SECURITY cpe23Type cpe:2.3:a:b:c\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-1\n",
    r#"{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [{"type": "software_Package", "spdxId": "urn:1", "name": "é"}, {"type": "security_Vulnerability", "spdxId": "urn:v", "name": "CVE-1"}, {"type": "security_VexFixedVulnAssessmentRelationship", "from": "urn:v", "to": ["urn:1"]}]}"#,
];

const LOCK: &str = "version = 4\n[[package]]\nname = \"é\"\nversion = \"1\"\ndependencies = [\"é\"]\n";

fn read_bytes(bytes: &[u8]) -> Result<usize, ReadError> {
    read(bytes, &Limits::default()).map(|bom| {
        assert_eq!(bom.entries, bom.components.len() + bom.reported);
        bom.entries
    })
}

#[test]
fn the_small_bills_are_fine_when_whole() {
    for text in SMALL.iter().chain([&LOCK]) {
        assert_eq!(bill(text).entries, 1, "{text}");
    }
}

#[test]
fn structured_bills_that_end_early_are_refused() {
    for text in SMALL.iter().filter(|text| text.starts_with(['{', '<'])) {
        for end in 0..text.len() {
            assert!(read_bytes(&text.as_bytes()[..end]).is_err(), "{end} bytes of {text}");
        }
    }
}

#[test]
fn texts_that_end_early_make_no_panic() {
    for text in SMALL.iter().chain([&LOCK]) {
        for end in 0..text.len() {
            let _ = read_bytes(&text.as_bytes()[..end]);
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let deep = 100_000;
    assert!(matches!(refusal("[".repeat(deep)), ReadError::Json { .. }));
    assert!(refusal("[".repeat(deep) + &"]".repeat(deep)).to_string().contains("a JSON list"));
    let nested = "{\"components\":[".repeat(deep);
    assert!(matches!(refusal(&nested), ReadError::Json { .. }));
    let start = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"components\":[";
    let whole = format!("{start}{nested}{}]}}", "]}".repeat(deep));
    assert!(matches!(refusal(whole), ReadError::TooDeep { limit: 100, .. }));
    let value = format!("{start}{{\"name\":\"a\",\"version\":{}{}}}]}}", "[".repeat(deep), "]".repeat(deep));
    assert_eq!(bill(&value).entries, 1);
    assert!(matches!(refusal("<a>".repeat(deep)), ReadError::TooDeep { limit: 100, .. }));
    let xml = format!("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">{}", "<components><component>".repeat(deep));
    assert!(matches!(refusal(xml), ReadError::TooDeep { .. }));
    assert!(refusal(format!("[[package]]\nname = {}", "[".repeat(deep))).to_string().contains("broken TOML"));
}

#[test]
fn nesting_within_the_limit_is_read() {
    let deep = 99;
    let inner = "{\"name\":\"a\",\"components\":[".repeat(deep) + &"]}".repeat(deep);
    let text = format!("{{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"components\":[{inner}]}}");
    assert_eq!(bill(&text).entries, deep);
}

#[test]
fn a_second_document_is_refused_with_its_line() {
    let twice = format!("{}\n\n{}", SMALL[0], SMALL[0]);
    assert_eq!(refusal(twice).to_string(), "line 3: a second document starts here; a file holds one");
    let twice = format!("{}\n{}", SMALL[1], SMALL[1]);
    assert_eq!(refusal(twice).to_string(), "line 2: a second document starts here; a file holds one");
}

#[test]
fn other_encodings_are_refused_by_name() {
    let utf16 = |text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let body = text.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(body).collect::<Vec<u8>>()
    };
    let marked = utf16(SMALL[0], b"\xff\xfe", u16::to_le_bytes);
    let unmarked = utf16(SMALL[1], b"", u16::to_be_bytes);
    for bytes in [marked, unmarked] {
        assert_eq!(refusal(bytes).to_string(), "the document: UTF-16 text; this program reads UTF-8");
    }
    let error = refusal(b"{\n\"bomFormat\": \"\xe9\"}");
    assert!(error.to_string().starts_with("line 2: not UTF-8 text"), "{error}");
}

#[test]
fn empty_documents_are_refused() {
    for text in ["", "\u{feff}", " \n\t"] {
        assert!(matches!(refusal(text), ReadError::Empty));
    }
}

#[test]
fn a_byte_order_mark_and_blanks_before_a_bill_are_no_harm() {
    for text in SMALL {
        assert_eq!(bill(&format!("\u{feff}\n  {text}")).entries, 1);
    }
}

#[test]
fn entities_are_not_expanded() {
    let laughs = r#"<?xml version="1.0"?>
<!DOCTYPE bom [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component><name>&lol2;</name></component></components></bom>"#;
    assert_eq!(refusal(laughs).to_string(), "line 2: a DOCTYPE; document types and their entities are not read");
    let unknown = SMALL[1].replace("&amp;", "1").replace("é", "&eacute;");
    let error = refusal(unknown).to_string();
    assert!(error.ends_with("the entity &eacute; is not one of the five of XML"), "{error}");
    let attribute = SMALL[1].replace("&amp;", "&file;");
    assert!(refusal(attribute).to_string().contains("broken XML"));
}

#[test]
fn known_entities_are_characters() {
    let bom = bill(SMALL[1]);
    assert_eq!((bom.components[0].reference.as_str(), bom.components[0].name.as_str()), ("a&1", "é<"));
    let bom = bill(&SMALL[1].replace('é', "&#xe9;&quot;"));
    assert_eq!(bom.components[0].name, "é\"<");
}

#[test]
fn other_documents_are_refused_by_what_they_look_like() {
    let cases = [
        (r#"{"bomFormat": "CycloneDX", "specVersion": "1.5", "vulnerabilities": []}"#, "a CycloneDX VEX document"),
        (r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><vulnerabilities/></bom>"#, "a CycloneDX VEX document"),
        (r#"{"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}"#, "an OpenVEX document"),
        (r#"{"document": {"csaf_version": "2.0"}}"#, "a CSAF document"),
        (r#"{"id": "RUSTSEC-2024-0001", "affected": []}"#, "an OSV advisory"),
        (r#"{"dataType": "CVE_RECORD", "cveMetadata": {}}"#, "a CVE record"),
        (r#"{"specVersion": "1.5", "components": []}"#, "CycloneDX without the field bomFormat"),
        (r#"{"packages": {"": {}}}"#, "SPDX without the field spdxVersion"),
        (
            r#"{"documents": [{"documentNamespace": "urn:x"}]}"#,
            "an index of SPDX documents, without the documents themselves",
        ),
        (r#"{"a": 1}"#, "other JSON"),
        ("[]", "a JSON list"),
        ("<html></html>", "XML with the root element \"html\""),
        ("<rdf:RDF xmlns:rdf=\"x\"/>", "RDF in XML; SPDX is read as JSON or tag-value"),
        ("---\nspdxVersion: SPDX-2.3\n", "YAML"),
        ("\u{1}\u{2}\u{3}", "binary data"),
        ("Hello", "text"),
    ];
    for (text, looks_like) in cases {
        let expected = format!(
            "not a format this program reads here; it looks like {looks_like}; expected CycloneDX, SPDX or Cargo.lock"
        );
        assert_eq!(refusal(text).to_string(), expected);
    }
}

#[test]
fn documents_over_the_limit_are_refused() {
    let limits = Limits { document: 10, ..Limits::default() };
    let error = read(SMALL[0].as_bytes(), &limits).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { limit: 10, .. }), "{error}");
}

#[test]
fn a_flood_of_problems_is_counted_not_kept() {
    let entries = vec!["1"; 30_000].join(",");
    let bom = bill(&format!("{{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"components\":[{entries}]}}"));
    assert_eq!((bom.entries, bom.reported, bom.problems.len()), (30_000, 30_000, 10_001));
    assert_eq!(problems(&bom).last().unwrap(), "the document: 20000 further problems are not listed");
}

/// Sizes at which anything quadratic would not end within this test's patience.
#[test]
fn long_lists_of_anything_take_linear_time() {
    let many = 200_000;
    let twins = "[[package]]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"a\"]\n".repeat(many / 4);
    assert_eq!(bill(&twins).entries, many / 4);
    let open = format!("SPDXVersion: SPDX-2.3\n{}", "PackageComment: <text>a\n".repeat(many));
    assert_eq!(bill(&open).entries, 0);
    let lines = "PackageName: a\nSPDXID: SPDXRef-a\n".repeat(many / 4);
    assert_eq!(bill(&format!("SPDXVersion: SPDX-2.3\n{lines}")).entries, many / 4);
    let purls = vec![r#"{"referenceType": "purl", "referenceLocator": "pkg:npm/a"}"#; many].join(",\n");
    let text = format!(
        r#"{{"spdxVersion": "SPDX-2.3", "packages": [{{"SPDXID": "x", "name": "a", "externalRefs": [{purls}]}}]}}"#
    );
    assert_eq!(bill(&text).entries, 1);
    let attributes: String = (0..many).map(|n| format!(" a{n}=\"\"")).collect();
    let xml = format!("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"{attributes}/>");
    assert_eq!(bill(&xml).entries, 0);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".*", start in 0..4_usize) {
        let starts = ["", "SPDXVersion: SPDX-2.3\n", "[[package]]\n", "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">"];
        let _ = read_bytes(format!("{}{text}", starts[start]).as_bytes());
    }

    #[test]
    fn changed_bills_make_no_panic(
        which in 0..6_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = SMALL.iter().chain([&LOCK]).nth(which).unwrap().as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn values_of_any_type_make_no_panic(which in 0..3_usize, from in any::<prop::sample::Index>(), value in 0..7_usize) {
        let values = ["null", "1", "\"x\"", "[]", "{}", "[null]", "-1.5e300"];
        let text = [SMALL[0], SMALL[2], SMALL[4]][which];
        let colons: Vec<usize> = text.match_indices("\": ").map(|(at, _)| at + 3).collect();
        let start = colons[from.index(colons.len())];
        let rest = &text[start..];
        let end = end_of_value(rest);
        let changed = format!("{}{}{}", &text[..start], values[value], &rest[end..]);
        let _ = read_bytes(changed.as_bytes());
    }
}

/// The length of the JSON value that the text starts with.
fn end_of_value(text: &str) -> usize {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    values.next().unwrap().unwrap();
    values.byte_offset()
}
