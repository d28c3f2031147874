//! Text from documents cannot steer a terminal, hide, or reorder what is read.

use serde_json::{Value, json};

use super::program;
use crate::advisories::{alias, before, with};
use crate::bills::bill;
use crate::program::{NOW, Program, Run};

/// Escape, its eight-bit form, bell, carriage return, backspace, an override of direction, an isolate, a mark of no
/// width, and a tag.
const EVIL: &str = "\u{1b}[2J\u{9b}31m\u{7}\r\u{8}\u{202e}\u{2066}\u{200b}\u{e0041}";

/// Whether a character steers, hides or reorders. Line breaks are the program's own.
fn is_evil(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(character, '\u{61c}' | '\u{e0000}'..='\u{e0fff}')
}

#[track_caller]
fn clean(run: &Run) {
    for (stream, text) in [("output", &run.out), ("error", &run.err)] {
        let evil: String = text.chars().filter(|character| is_evil(*character)).collect();
        assert_eq!(evil, "", "standard {stream}: {}", text.escape_debug());
    }
}

fn evil(text: &str) -> String {
    format!("{text}{EVIL}")
}

/// A bill, a feed, a statement and a policy that are evil wherever they hold text.
fn evil_program() -> Program {
    let program = program();
    let component = |name: &str, version: &str, purl: &str| {
        json!({
            "type": "library", "bom-ref": evil(name), "name": evil(name), "version": version, "purl": purl,
            "group": EVIL, "licenses": [{ "license": { "name": EVIL } }], "supplier": { "name": EVIL },
        })
    };
    let mut document = bill(&[
        component("left-pad", "1.0.0", "pkg:npm/left-pad@1.0.0"),
        component("odd", &evil("1.0.0"), &format!("pkg:npm/odd@{}", evil("1.0.0"))),
        json!({ "type": "library", "name": evil("nameless"), "version": EVIL, "cpe": EVIL }),
        json!(EVIL),
    ]);
    document["metadata"]["component"]["name"] = json!(evil("gateway"));
    document["metadata"]["component"]["version"] = json!(evil("1"));
    document["serialNumber"] = json!(evil("urn:uuid:1"));
    program.write_json("bom.json", &document);
    let record = |id: &str, name: &str| {
        let record = with(before(id, "npm", name, &evil("2.0.0")), "summary", json!(evil("A flaw")));
        let record = alias(record, &[&evil("CVE-2026-1")]);
        with(record, "references", json!([{ "type": "WEB", "url": evil("https://example.org/") }]))
    };
    let mut listed = record(&evil("GHSA-1"), "left-pad");
    listed["affected"][0]["versions"] = json!(["1.0.0", EVIL]);
    listed["affected"][0]["database_specific"] = json!({ "severity": EVIL });
    program.write_feed("feed", &[listed, record(&evil("GHSA-2"), "odd")]);
    program.write("feed/broken.json", format!("{{\"id\": \"{}\", \"modified\"", EVIL.replace('\u{1b}', "\\u001b")));
    let vex = json!({
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": EVIL, "author": EVIL, "timestamp": NOW, "version": 1,
        "statements": [
            { "vulnerability": { "name": evil("CVE-2026-1") }, "products": [{ "@id": "pkg:npm/left-pad@1.0.0" }],
              "status": "not_affected", "impact_statement": evil("Never called") },
            { "vulnerability": { "name": EVIL }, "products": [{ "@id": EVIL }], "status": EVIL },
            { "vulnerability": { "name": evil("CVE-2026-7") }, "products": [{ "@id": "pkg:npm/left-pad" }],
              "status": "affected", "action_statement": evil("Update") },
        ],
    });
    program.write_json("vex.json", &vex);
    program.write(
        "steadfast.toml",
        "schema = 1\n[[gate.accept]]\ncomponent = \"x\"\nreason = \"\\u001b[2J\"\nexpires = 2027-01-01\n",
    );
    program
}

#[test]
fn no_form_of_an_answer_lets_it_through() {
    let program = evil_program();
    for command in ["scan", "gate"] {
        for format in ["table", "json", "sarif", "openvex", "cyclonedx"] {
            let common = ["--advisories", "feed", "--now", NOW, "--format", format];
            let plain = program.run(&[&[command, "bom.json", "--all"], &common[..]].concat());
            assert!([0, 1, 3].contains(&plain.code), "{format}: {}", plain.err);
            clean(&plain);
            let told = program.run(&[&[command, "bom.json", "--vex", "vex.json"], &common[..]].concat());
            assert!([0, 1, 3].contains(&told.code), "{format}: {}", told.err);
            clean(&told);
        }
    }
    for format in ["table", "json"] {
        clean(&program.run(&["sbom", "check", "bom.json", "--format", format]));
    }
}

#[test]
fn json_still_says_what_the_document_said() {
    let program = evil_program();
    let answer: Value = program.ask(&["scan", "bom.json", "--advisories", "feed"]).exits(0).json();
    let findings = answer["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|finding| finding["id"] == evil("GHSA-1")), "{findings:#?}");
    assert!(findings.iter().any(|finding| finding["component"]["name"] == evil("left-pad")), "{findings:#?}");
}

#[test]
fn an_import_lets_nothing_through() {
    let program = evil_program();
    clean(&program.run(&["feed", "import", "feed", "--now", NOW]).exits(0));
    clean(&program.run(&["feed", "list"]).exits(0));
}

#[test]
fn names_of_files_let_nothing_through() {
    let program = evil_program();
    let name = evil("file");
    clean(&program.run(&["gate", &name]).exits(2));
    clean(&program.run(&["gate", "bom.json", "--vex", &name]).exits(2));
    clean(&program.run(&["gate", "bom.json", "--policy", &name]).exits(2));
    clean(&program.run(&["feed", "import", &name]).exits(2));
    let bill = program.read("bom.json").expect("a bill");
    program.write(&name, bill);
    let record = program.read("feed/0.json").expect("a record");
    program.write(&format!("{name}.feed/{name}"), record);
    let feed = format!("{name}.feed");
    clean(&program.run(&["feed", "import", &feed, "--now", NOW]).exits(0));
    for format in ["table", "json", "sarif", "openvex", "cyclonedx"] {
        let run = program.run(&["scan", &name, "--advisories", &feed, "--now", NOW, "--format", format]).exits(0);
        clean(&run);
    }
}

#[test]
fn errors_that_quote_a_document_let_nothing_through() {
    let program = evil_program();
    program.write(
        "bad.toml",
        format!(
            "schema = 1\n[gate]\n\"{}\" = 1\n",
            EVIL.replace('\u{1b}', "\\u001b").replace(['\u{7}', '\r', '\u{8}'], "")
        ),
    );
    clean(&program.run(&["gate", "bom.json", "--policy", "bad.toml"]).exits(2));
    program.write("bad.json", json!({ "spdxVersion": EVIL, "SPDXID": EVIL, (EVIL): 1 }).to_string());
    clean(&program.run(&["gate", "bad.json"]).exits(2));
    program.write("keys.json", json!({ (EVIL): 1 }).to_string());
    clean(&program.run(&["gate", "keys.json"]).exits(2));
    clean(&program.run(&["feed", "import", "keys.json"]).exits(2));
    clean(&program.run(&["gate", "bom.json", "--vex", "keys.json"]).exits(2));
    clean(&program.run(&["gate", "bom.json", "--now", EVIL]).exits(2));
}
