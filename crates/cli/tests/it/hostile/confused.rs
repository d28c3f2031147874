//! One kind of document given for another.

use serde_json::json;

use super::{bill_is_refused, feed_is_refused, program};
use crate::advisories::{before, epss, kev};
use crate::bills::bill_of;
use crate::program::NOW;

#[test]
fn what_is_no_bill_is_refused_with_what_it_looks_like() {
    let program = program();
    let vex = json!({ "@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "x", "timestamp": NOW,
        "version": 1, "statements": [] });
    program.write_json("vex.json", &vex);
    bill_is_refused(&program, "vex.json", &["VEX"]);
    let cyclonedx = json!({ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "vulnerabilities": [{ "id": "CVE-2026-1", "analysis": { "state": "not_affected" } }] });
    program.write_json("cyclonedx-vex.json", &cyclonedx);
    bill_is_refused(&program, "cyclonedx-vex.json", &["VEX"]);
    program.write_json("record.json", &before("GHSA-1", "npm", "left-pad", "2.0.0"));
    bill_is_refused(&program, "record.json", &["OSV"]);
    program.write_json("kev.json", &kev(NOW, &["CVE-2026-1"]));
    bill_is_refused(&program, "kev.json", &["looks like"]);
    program.write("page.html", "<!doctype html><html><body>Please log in</body></html>");
    bill_is_refused(&program, "page.html", &[]);
    program.write("list.json", "[1, 2]");
    bill_is_refused(&program, "list.json", &["a JSON list"]);
    program.write("program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\xff\xfe");
    bill_is_refused(&program, "program", &[]);
}

#[test]
fn what_is_no_feed_is_refused_with_what_it_looks_like() {
    let program = program();
    program.write_json("good.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    feed_is_refused(&program, "good.json", &["bill of materials"]);
    program.write("Cargo.lock", "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n");
    feed_is_refused(&program, "Cargo.lock", &["Cargo.lock"]);
    program.write("notes.txt", "Nothing to see");
    feed_is_refused(&program, "notes.txt", &["plain text"]);
    program.write("bills/bom.json", bill_of(&[]).to_string());
    feed_is_refused(&program, "bills", &["no advisories in it"]);
}

#[test]
fn a_catalogue_is_told_from_advisories_by_its_content() {
    let program = program();
    program.write_json("good.json", &bill_of(&["pkg:npm/left-pad@1.0.0"]));
    program.write("anything.txt", epss(NOW, &[("CVE-2026-1", 0.5)]));
    program.run(&["feed", "import", "anything.txt", "--now", NOW]).exits(0);
    assert_eq!(program.ask(&["gate", "good.json"]).exits(3).json()["reasons"][0]["code"], "no-advisories");
}
