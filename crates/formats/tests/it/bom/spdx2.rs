//! SPDX 2: JSON, tag-value, and many documents in one archive.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use steadfast_formats::Limits;
use steadfast_formats::bom::{BomFormat, ComponentKind, Hash, HashOf, Party, read};

use super::{bill, named, needs, problems, refusal};

const JSON: &str = r#"{
  "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "thermostat", "dataLicense": "CC0-1.0",
  "documentNamespace": "https://example.org/thermostat",
  "creationInfo": { "created": "2026-01-02T03:04:05Z", "creators": ["Tool: maker-2", "Organization: Example (a@example.org)"] },
  "externalDocumentRefs": [{ "externalDocumentId": "DocumentRef-other", "spdxDocument": "https://example.org/other" }],
  "packages": [
    { "SPDXID": "SPDXRef-device", "name": "Thermostat", "versionInfo": "NOASSERTION", "downloadLocation": "NONE" },
    { "SPDXID": "SPDXRef-tls", "name": "tls", "versionInfo": "3.0.1", "packageFileName": "tls.tar.gz",
      "supplier": "NOASSERTION", "originator": "Person: Jane (jane@example.org)", "primaryPackagePurpose": "LIBRARY",
      "downloadLocation": "https://example.org/tls.tar.gz", "licenseDeclared": "MIT", "licenseConcluded": "MIT",
      "checksums": [{ "algorithm": "SHA256", "checksumValue": "ab12" }],
      "externalRefs": [
        { "referenceCategory": "PACKAGE_MANAGER", "referenceType": "purl", "referenceLocator": "pkg:generic/tls@3.0.1" },
        { "referenceCategory": "SECURITY", "referenceType": "http://spdx.org/rdf/references/cpe23Type", "referenceLocator": "cpe:2.3:*:*:tls:3.0.1:*:*:*:*:*:*:*" },
        { "referenceCategory": "SECURITY", "referenceType": "cpe22Type", "referenceLocator": "cpe:/a:example:tls:3.0.1" }
      ] },
    { "SPDXID": "SPDXRef-source", "name": "tls-source" }
  ],
  "files": [{ "SPDXID": "SPDXRef-file", "fileName": "a.c" }],
  "relationships": [
    { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-device" },
    { "spdxElementId": "SPDXRef-device", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-tls" },
    { "spdxElementId": "SPDXRef-source", "relationshipType": "DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-device" },
    { "spdxElementId": "SPDXRef-device", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "DocumentRef-other:SPDXRef-x" },
    { "spdxElementId": "SPDXRef-tls", "relationshipType": "GENERATED_FROM", "relatedSpdxElement": "SPDXRef-source" },
    { "spdxElementId": "SPDXRef-tls", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-file" },
    { "spdxElementId": "SPDXRef-tls", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION" },
    { "spdxElementId": "SPDXRef-tls", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-lost" }
  ]
}"#;

const TAGS: &str = "SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: thermostat
DocumentNamespace: https://example.org/thermostat
ExternalDocumentRef:DocumentRef-other https://example.org/other SHA1: ab
Creator: Tool: maker-2
Creator: Organization: Example (a@example.org)
Created: 2026-01-02T03:04:05Z
DocumentComment: <text>A comment
PackageName: not a package
</text>
# The packages
PackageName: Thermostat
SPDXID: SPDXRef-device
PackageVersion: NOASSERTION
PackageDownloadLocation: NONE
Relationship: SPDXRef-DOCUMENT describes SPDXRef-device
Relationship: SPDXRef-device CONTAINS SPDXRef-tls
Relationship: SPDXRef-source DEPENDENCY_OF SPDXRef-device
Relationship: SPDXRef-device DEPENDS_ON DocumentRef-other:SPDXRef-x

PackageName: <text>tls</text>
SPDXID: SPDXRef-tls
PackageVersion: 3.0.1
PackageFileName: tls.tar.gz
PackageSupplier: NOASSERTION
PackageOriginator: Person: Jane (jane@example.org)
PackageDownloadLocation: https://example.org/tls.tar.gz
PackageChecksum: SHA256: ab12
PackageLicenseDeclared: MIT
PackageLicenseConcluded: MIT
PrimaryPackagePurpose: LIBRARY
ExternalRef: PACKAGE-MANAGER purl pkg:generic/tls@3.0.1
ExternalRef: SECURITY cpe23Type cpe:2.3:*:*:tls:3.0.1:*:*:*:*:*:*:*
ExternalRef: SECURITY cpe22Type cpe:/a:example:tls:3.0.1
FileName: a.c
SPDXID: SPDXRef-file
PackageName: tls-source
SPDXID: SPDXRef-source
Relationship: SPDXRef-tls GENERATED_FROM SPDXRef-source
Relationship: SPDXRef-tls CONTAINS SPDXRef-file
Relationship: SPDXRef-tls DEPENDS_ON NOASSERTION
Relationship: SPDXRef-tls DEPENDS_ON SPDXRef-lost
";

#[test]
fn both_spellings_give_the_same_bill() {
    for (text, format) in [(JSON, BomFormat::Spdx2Json), (TAGS, BomFormat::Spdx2TagValue)] {
        let bom = bill(text);
        assert_eq!((bom.format, bom.format_version.as_str(), bom.entries), (format, "SPDX-2.3", 3));
        assert_eq!(bom.serial.as_deref(), Some("https://example.org/thermostat"));
        assert_eq!((bom.name.as_deref(), bom.tools.as_slice()), (Some("thermostat"), &["maker-2".to_owned()][..]));
        assert_eq!(bom.creators, ["Organization: Example (a@example.org)"]);
        assert_eq!(bom.created.unwrap().to_string(), "2026-01-02T03:04:05Z");
        assert_eq!(bom.subject.as_ref().unwrap().name, "Thermostat");
        assert_eq!(
            needs(&bom, "SPDXRef-device"),
            ["SPDXRef-tls", "SPDXRef-source", "https://example.org/other#SPDXRef-x"]
        );
        assert_eq!(needs(&bom, "SPDXRef-tls"), Vec::<&str>::new());
        assert_eq!(bom.problems.len(), 1);
        assert_eq!(bom.problems[0].reason, "the reference SPDXRef-lost leads nowhere in this document");
    }
}

#[test]
fn both_spellings_give_the_same_package() {
    for text in [JSON, TAGS] {
        let bom = bill(text);
        let tls = named(&bom, "tls");
        assert_eq!((tls.reference.as_str(), tls.version.as_deref()), ("SPDXRef-tls", Some("3.0.1")));
        assert_eq!((tls.kind, tls.file_name.as_deref()), (ComponentKind::Library, Some("tls.tar.gz")));
        assert_eq!(tls.purls, ["pkg:generic/tls@3.0.1"]);
        assert_eq!(tls.cpes, ["cpe:2.3:*:*:tls:3.0.1:*:*:*:*:*:*:*", "cpe:/a:example:tls:3.0.1"]);
        let jane = Party { name: Some("Jane".to_owned()), contact: Some("jane@example.org".to_owned()) };
        assert_eq!(tls.supplier, Some(jane));
        assert_eq!(
            (tls.licences.as_slice(), tls.built_from.as_slice()),
            (&["MIT".to_owned()][..], &["SPDXRef-source".to_owned()][..])
        );
        assert_eq!(
            tls.hashes,
            [Hash { of: HashOf::Component, algorithm: "SHA256".to_owned(), value: "ab12".to_owned() }]
        );
        assert_eq!(tls.addresses, [("distribution".to_owned(), "https://example.org/tls.tar.gz".to_owned())]);
        let device = named(&bom, "Thermostat");
        assert_eq!((device.version.clone(), device.addresses.len(), device.subject), (None, 0, true));
    }
}

#[test]
fn problems_have_their_place() {
    assert_eq!(
        problems(&bill(JSON)),
        ["line 28, /relationships/7: the reference SPDXRef-lost leads nowhere in this document"]
    );
    assert_eq!(
        problems(&bill(TAGS)),
        ["line 44, Relationship: the reference SPDXRef-lost leads nowhere in this document"]
    );
}

#[test]
fn packages_that_are_not_understood_are_counted_and_the_rest_is_used() {
    let bom = bill(
        r#"{"spdxVersion": "SPDX-2.2", "packages": [
            {"SPDXID": "SPDXRef-1", "name": "good", "externalRefs": ["no"], "checksums": [{"algorithm": "SHA1"}]},
            {"SPDXID": "SPDXRef-2"}, null,
            {"name": "anonymous", "supplier": ["a"]}],
            "relationships": [{"spdxElementId": "SPDXRef-1"}, 3]}"#,
    );
    assert_eq!((bom.entries, bom.reported), (4, 2));
    assert_eq!(problems(&bom).len(), 8);
    let tags =
        bill("SPDXVersion: SPDX-2.2\nPackageName:\nSPDXID: SPDXRef-1\nPackageName: b\nSPDXID: SPDXRef-2\nnonsense\n");
    assert_eq!((tags.entries, tags.reported), (2, 1));
    assert_eq!(
        problems(&tags),
        ["line 6: neither a tag nor a comment", "line 2, PackageName: a package without a name"]
    );
}

#[test]
fn a_package_described_by_two_is_the_subject_of_none() {
    let text = JSON.replace("\"name\": \"thermostat\"", "\"documentDescribes\": [\"SPDXRef-tls\"]");
    let bom = bill(&text);
    assert_eq!(bom.components.iter().filter(|component| component.subject).count(), 2);
    assert!(bom.subject.is_none());
}

#[test]
fn an_open_text_costs_its_line_alone() {
    let bom = bill(&TAGS.replace("<text>tls</text>", "<text>tls"));
    assert_eq!(bom.entries, 3);
    assert_eq!(named(&bom, "tls").version.as_deref(), Some("3.0.1"));
    assert!(problems(&bom)[0].starts_with("line 23: <text> without </text>"));
}

#[test]
fn other_versions_are_refused() {
    let error = refusal(r#"{"spdxVersion": "SPDX-2.4", "packages": []}"#);
    assert_eq!(error.to_string(), "SPDX 2.4 is not a version this program reads (2.1 to 2.3, 3.0)");
    let error = refusal("SPDXVersion: SPDX-1.2\nDataLicense: CC0-1.0\n");
    assert_eq!(error.to_string(), "SPDX 1.2 is not a version this program reads (2.1 to 2.3, 3.0)");
}

/// Documents as a build system writes them: an image, a package, and the recipe that it was built from.
fn documents() -> Vec<(&'static str, String)> {
    let document = |name: &str, packages: &str, relationships: &str, externals: &[&str]| {
        let externals = externals.iter().map(|other| {
            format!(r#"{{"externalDocumentId": "DocumentRef-{other}", "spdxDocument": "https://example.org/{other}"}}"#)
        });
        let externals = externals.collect::<Vec<_>>().join(",");
        format!(
            r#"{{"spdxVersion": "SPDX-2.2", "SPDXID": "SPDXRef-DOCUMENT", "name": "{name}",
                "documentNamespace": "https://example.org/{name}", "externalDocumentRefs": [{externals}],
                "packages": [{packages}], "relationships": [{relationships}]}}"#
        )
    };
    let relation = |from: &str, kind: &str, to: &str| {
        format!(r#"{{"spdxElementId": "{from}", "relationshipType": "{kind}", "relatedSpdxElement": "{to}"}}"#)
    };
    let index = r#"{"documents": [{"documentNamespace": "https://example.org/image", "filename": "image.spdx.json"}]}"#;
    let image = relation("SPDXRef-Image", "CONTAINS", "DocumentRef-package:SPDXRef-Package");
    let package = [
        relation("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package"),
        relation("SPDXRef-Package", "GENERATED_FROM", "DocumentRef-recipe:SPDXRef-Recipe"),
        relation("SPDXRef-Package", "DEPENDS_ON", "DocumentRef-recipe:SPDXRef-Lost"),
    ];
    let recipe = r#"{"SPDXID": "SPDXRef-Recipe", "name": "busybox"}"#;
    let package_entry = r#"{"SPDXID": "SPDXRef-Package", "name": "busybox"}"#;
    vec![
        ("index.json", index.to_owned()),
        ("package.spdx.json", document("package", package_entry, &package.join(","), &["recipe"])),
        ("image.spdx.json", document("image", r#"{"SPDXID": "SPDXRef-Image", "name": "image"}"#, &image, &["package"])),
        ("recipe.spdx.json", document("recipe", recipe, "", &[])),
        ("recipe-again.spdx.json", document("recipe", recipe, "", &[])),
        ("notes.txt", "Some notes.".to_owned()),
    ]
}

fn tar(documents: &[(&str, String)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in documents {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, content.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn documents_of_one_archive_are_one_bill() {
    let plain = tar(&documents());
    for bytes in [plain.clone(), gzip(&plain), compress_to_vec(&plain[..], CompressionLevel::Fastest)] {
        let bom = read(&bytes, &Limits::default()).unwrap();
        assert_eq!((bom.format, bom.entries, bom.reported), (BomFormat::Spdx2Archive, 3, 0));
        assert_eq!((bom.name.as_deref(), bom.serial.as_deref()), (Some("image"), Some("https://example.org/image")));
        assert_eq!(bom.subject.as_ref().unwrap().name, "image");
        assert_eq!(bom.components.iter().filter(|component| component.subject).count(), 1);
        assert_eq!(
            needs(&bom, "https://example.org/image#SPDXRef-Image"),
            ["https://example.org/package#SPDXRef-Package"]
        );
        let package = &bom.components[0];
        assert_eq!(package.built_from, ["https://example.org/recipe#SPDXRef-Recipe"]);
        assert_eq!(package.place.member.as_deref(), Some("package.spdx.json"));
    }
}

#[test]
fn members_that_are_no_documents_and_references_that_lead_nowhere_are_reported() {
    let bom = read(&tar(&documents()), &Limits::default()).unwrap();
    assert_eq!(
        problems(&bom),
        [
            "package.spdx.json, /relationships/2: the reference DocumentRef-recipe:SPDXRef-Lost leads nowhere in this document",
            "notes.txt: not one of the SPDX documents: not a format this program reads here; it looks like text; \
             expected CycloneDX, SPDX or Cargo.lock",
        ]
        .map(|text| text.replace("json, /relationships/2", "json, line 3, /relationships/2"))
    );
}

#[test]
fn a_compressed_bill_is_read_as_the_bill_it_is() {
    let bom = read(&gzip(JSON.as_bytes()), &Limits::default()).unwrap();
    assert_eq!((bom.format, bom.entries), (BomFormat::Spdx2Json, 3));
    let bom = read(&tar(&[("only.spdx", TAGS.to_owned())]), &Limits::default()).unwrap();
    assert_eq!((bom.format, bom.entries), (BomFormat::Spdx2TagValue, 3));
    assert_eq!(bom.components[0].place.member.as_deref(), Some("only.spdx"));
}

#[test]
fn archives_without_a_bill_are_refused() {
    let none = tar(&[("a", "text".to_owned()), ("b", "text".to_owned())]);
    assert!(refusal(none).to_string().contains("an archive of 2 files, none of them an SPDX 2 document"));
    assert!(refusal(gzip(&gzip(JSON.as_bytes()))).to_string().contains("an archive inside an archive"));
    assert!(refusal(tar(&[("a.json", "{\"spdxVersion\"".to_owned())])).to_string().contains("broken JSON"));
}
