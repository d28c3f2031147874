//! Which VEX documents are taken, and what the others look like.

use steadfast_formats::{Limits, ReadError, vex};

fn looks_like(text: &str) -> String {
    match vex::read(text.as_bytes(), &Limits::default()) {
        Err(ReadError::Unrecognised { looks_like, .. }) => looks_like,
        other => panic!("{other:?}"),
    }
}

#[test]
fn other_documents_are_refused_by_what_they_are() {
    for (text, words) in [
        (r#"{"spdxVersion":"SPDX-2.3"}"#, "bill of materials (SPDX 2)"),
        (r#"{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}"#, "bill of materials (SPDX 3)"),
        (r#"{"id":"GHSA-1","modified":"2024-01-01T00:00:00Z"}"#, "OSV advisories"),
        (r#"{"a":1,"b":2}"#, "JSON with the keys a, b"),
        ("{}", "an empty JSON object"),
        ("[]", "an empty JSON list"),
        ("7,8", "comma-separated text"),
        ("SPDXVersion: SPDX-2.2\n", "bill of materials (SPDX tag-value)"),
        ("<!DOCTYPE html><html></html>", "a web page"),
        ("-----BEGIN PGP SIGNATURE-----", "a detached signature"),
        ("PK\u{3}\u{4}", "a zip archive"),
    ] {
        assert!(looks_like(text).contains(words), "{text}: {}", looks_like(text));
    }
}
