//! Input that is broken or means harm: refused with a place or reported, never a panic.

use std::path::Path;

use proptest::prelude::*;
use steadfast_formats::{Limits, ReadError, feed, vex};
use steadfast_testkit::shared_data;

use crate::shared::files;

const DOCUMENTS: [&str; 8] = [
    r#"{"id":"A","modified":"2024-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm","name":"a"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1"}]}]}]}"#,
    r#"{"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-1","state":"REJECTED"},"containers":{"cna":{"affected":[{"vendor":"x","product":"y","cpes":["cpe:2.3:a:x:y:1:*:*:*:*:*:*:*"],"versions":[{"version":">= 1, < 2","status":"affected"}]}]},"adp":[]}}"#,
    r#"{"cve":{"id":"CVE-1","configurations":[{"nodes":[{"operator":"OR","cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:x:y:*:*:*:*:*:*:*:*","versionEndExcluding":"2"}]}]}]}}"#,
    r#"{"document":{"csaf_version":"2.0","tracking":{"id":"T"}},"product_tree":{"branches":[{"category":"product_version","name":"1","product":{"name":"n","product_id":"P","product_identification_helper":{"purl":"pkg:npm/a@1"}}}],"relationships":[{"full_product_name":{"name":"r","product_id":"R"},"product_reference":"P","relates_to_product_reference":"R"}]},"vulnerabilities":[{"cve":"CVE-1","product_status":{"known_affected":["P","R"],"fixed":["R"]}}]}"#,
    r#"{"id":"EUVD-1","datePublished":"Nov 22, 2001, 5:00:00 AM","aliases":"CVE-1\n","enisaIdProduct":[{"product":{"name":"p"},"product_version":"1"}]}"#,
    r#"{"catalogVersion":"1","dateReleased":"2025-08-25T17:04:19Z","vulnerabilities":[{"cveID":"CVE-1","dateAdded":"2025-08-25"}]}"#,
    r#"{"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"vulnerability":{"name":"CVE-1"},"status":"fixed","products":[{"@id":"pkg:a/b","subcomponents":[{"@id":"x"}]}]}]}"#,
    r#"{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-1","analysis":{"state":"resolved"},"affects":[{"ref":"urn:cdx:1/1#a","versions":[{"version":"1","status":"affected"}]}]}]}"#,
];

fn both(bytes: &[u8]) -> (Option<ReadError>, Option<ReadError>) {
    (feed::read(bytes, &Limits::default()).err(), vex::read(bytes, &Limits::default()).err())
}

#[test]
fn the_documents_themselves_are_sound() {
    for text in DOCUMENTS {
        let (feed, vex) = both(text.as_bytes());
        assert!(feed.is_none() || vex.is_none(), "{text}: {feed:?}");
    }
}

#[test]
fn nothing_and_blanks_are_empty() {
    for bytes in [&b""[..], b" \n\t", b"\xef\xbb\xbf"] {
        assert!(matches!(both(bytes), (Some(ReadError::Empty), Some(ReadError::Empty))));
    }
}

#[test]
fn a_truncated_document_is_refused_with_its_place() {
    for text in DOCUMENTS {
        for end in 1..text.len() {
            let (feed, vex) = both(&text.as_bytes()[..end]);
            assert!(matches!(feed, Some(ReadError::Json { .. })), "{}: {feed:?}", &text[..end]);
            assert!(matches!(vex, Some(ReadError::Json { .. })), "{}: {vex:?}", &text[..end]);
        }
    }
}

#[test]
fn a_second_document_is_refused_with_its_line() {
    for text in DOCUMENTS {
        let (feed, vex) = both(format!("{text}\n{text}").as_bytes());
        for error in [feed, vex] {
            assert!(matches!(&error, Some(ReadError::SecondDocument { place }) if place.line == Some(2)), "{error:?}");
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused_with_its_line() {
    let (feed, vex) = both(b"{\"id\":\n\"\xff\"}");
    for error in [feed, vex] {
        assert!(matches!(&error, Some(ReadError::NotUtf8 { place, .. }) if place.line == Some(2)), "{error:?}");
    }
}

#[test]
fn deep_nesting_is_survived() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let objects = r#"{"a":"#.repeat(100_000) + "1" + &"}".repeat(100_000);
    for nested in [&deep, &objects] {
        let _ = both(nested.as_bytes());
        let record =
            format!(r#"{{"id":"A","modified":"2024-01-01T00:00:00Z","affected":[{nested}],"other":{nested}}}"#);
        let file = feed::read(record.as_bytes(), &Limits::default()).unwrap();
        assert!(!file.problems.is_empty());
        let branches = r#"{"document":{"csaf_version":"2.0","tracking":{"id":"T"}},"product_tree":{"branches":"#;
        let _ = both(format!("{branches}{nested}}}}}").as_bytes());
    }
}

#[test]
fn a_document_over_the_limit_is_refused() {
    let limits = Limits { document: 50, ..Limits::default() };
    assert!(matches!(feed::read(DOCUMENTS[0].as_bytes(), &limits), Err(ReadError::TooLarge { .. })));
    assert!(matches!(vex::read(DOCUMENTS[0].as_bytes(), &limits), Err(ReadError::TooLarge { .. })));
}

#[test]
fn every_field_may_have_the_wrong_type() {
    for text in DOCUMENTS {
        let strings = text.match_indices('"').map(|(at, _)| at).collect::<Vec<_>>();
        for pair in strings.chunks(2) {
            for wrong in ["7", "null", "[]", "{}", "true", "-1e400"] {
                let mutated = format!("{}{wrong}{}", &text[..pair[0]], &text[pair[1] + 1..]);
                let _ = both(mutated.as_bytes());
            }
        }
    }
}

#[test]
fn many_broken_records_are_counted_in_little_time() {
    let text = format!("[{}{{\"id\":\"A\",\"modified\":\"\"}}]", "{\"id\":5},\n".repeat(200_000));
    assert!(feed::read(text.as_bytes(), &Limits::default()).is_err(), "the first ten tell nothing");
    let text = format!("[{{\"id\":\"A\",\"modified\":\"\"}}{}]", ",\n{\"id\":5}".repeat(200_000));
    let file = feed::read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(file.problems.len(), 101);
    assert_eq!(file.problems[100].reason, "199900 more problems are not listed");
}

#[test]
fn a_long_name_that_is_used_often_does_not_fill_the_memory() {
    let flaw = r#"{"cve":"CVE-1","product_status":{"known_affected":["P"]}}"#;
    let text = format!(
        r#"{{"document":{{"csaf_version":"2.0","title":"{0}","tracking":{{"id":"{0}"}}}},"product_tree":{{"full_product_names":[{{"name":"{0}","product_id":"P"}}]}},"vulnerabilities":[{1}]}}"#,
        "x".repeat(1 << 20),
        vec![flaw; 10_000].join(",")
    );
    let file = feed::read(text.as_bytes(), &Limits::default()).unwrap();
    let feed::Facts::Advisories(advisories) = file.facts else { panic!() };
    assert_eq!(advisories.len(), 10_000);
    assert!(format!("{:?}", advisories[0]).len() < 5_000);
}

#[test]
fn real_files_that_are_no_feed_are_refused_in_words() {
    let Some(data) = shared_data() else { return };
    let csaf = data.join("csaf/cisa-ot-white-400");
    for (file, words) in [
        (csaf.join("changes.csv"), "comma-separated text"),
        (csaf.join("cisa-csaf-ot-feed-tlp-white.json"), "ROLIE feed"),
        (data.join("sboms/spdx/usbutils.spdx-2.1.spdx"), "bill of materials (SPDX tag-value)"),
        (data.join("sboms/cyclonedx/juice-shop.cdx-1.4.json"), "bill of materials (CycloneDX)"),
        (data.join("sboms/cyclonedx/alpine.cdx-1.4.xml"), "CycloneDX as XML"),
        (data.join("sboms/cyclonedx/yocto-beaglebone-vex.cdx-1.4.json"), "CycloneDX with VEX statements"),
        (data.join("sboms/spdx3/perl-mojolicious.spdx-3.0.1.json"), "bill of materials (SPDX 3)"),
        (data.join("kev/known_exploited_vulnerabilities_schema.json"), "a JSON schema"),
    ] {
        let error = feed::read(&std::fs::read(&file).unwrap(), &Limits::default()).unwrap_err().to_string();
        assert!(error.contains(words), "{}: {error}", file.display());
    }
    signatures(&csaf);
}

fn signatures(folder: &Path) {
    for file in files(folder, ".asc").iter().take(5) {
        let error = feed::read(&std::fs::read(file).unwrap(), &Limits::default()).unwrap_err().to_string();
        assert!(error.contains("a detached signature"), "{}: {error}", file.display());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = both(&bytes);
    }

    #[test]
    fn any_change_is_survived(document in 0..DOCUMENTS.len(), changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6)) {
        let mut bytes = DOCUMENTS[document].as_bytes().to_vec();
        for (at, byte) in changes {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        let _ = both(&bytes);
    }

    #[test]
    fn any_json_value_in_any_place_is_survived(document in 0..DOCUMENTS.len(), at in any::<usize>(), value in "(\\[|\\{|\\]|\\}|\"|,|:|[0-9]|null|\\\\u0000|é){0,8}") {
        let text = DOCUMENTS[document];
        let at = at % text.len();
        let _ = both(format!("{}{value}{}", &text[..at], &text[at..]).as_bytes());
    }

    #[test]
    fn any_version_text_is_survived(version in "[<>=, .0-9a-zvxé*]{0,40}") {
        let text = DOCUMENTS[1].replace(">= 1, < 2", &version);
        prop_assert!(feed::read(text.as_bytes(), &Limits::default()).is_ok());
    }
}
