//! Documents that are broken.

use super::{bill_is_refused, feed_is_refused, program};
use crate::advisories::filler;
use crate::bills::bill_of;

fn lines(count: usize) -> String {
    let purls: Vec<String> = (0..count).map(|number| format!("pkg:npm/p{number}@1.0.0")).collect();
    let bill = bill_of(&purls.iter().map(String::as_str).collect::<Vec<_>>());
    serde_json::to_string_pretty(&bill).expect("JSON")
}

#[test]
fn a_truncated_bill_is_refused_at_the_line_where_it_ends() {
    let program = program();
    let text = lines(10);
    let cut = text.lines().take(30).collect::<Vec<_>>().join("\n");
    program.write("bom.json", cut);
    bill_is_refused(&program, "bom.json", &["line 30", "JSON"]);
    program
        .write("bom.xml", "<?xml version=\"1.0\"?>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\">\n<components>");
    bill_is_refused(&program, "bom.xml", &["line 3", "/bom/components"]);
    program.write("Cargo.lock", "version = 4\n\n[[package]]\nname = \"a\nversion = 1\n");
    bill_is_refused(&program, "Cargo.lock", &["line 4", "TOML"]);
}

#[test]
fn a_second_document_behind_the_first_is_refused_at_its_line() {
    let program = program();
    let text = lines(1);
    program.write("bom.json", format!("{text}\n{text}"));
    let line = format!("line {}", text.lines().count() + 1);
    bill_is_refused(&program, "bom.json", &[&line, "second document"]);
    program.write("bom.xml", "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"/>\n<bom/>");
    bill_is_refused(&program, "bom.xml", &["line 2"]);
    program.write_json("good.json", &bill_of(&[]));
    program.write("record.json", format!("{}\n{}", filler("npm"), filler("npm")));
    feed_is_refused(&program, "record.json", &["line 2", "second document"]);
}

#[test]
fn text_in_another_encoding_is_refused() {
    let program = program();
    let text = lines(1);
    for (name, wide) in [
        ("little.json", text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        ("big.json", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        (
            "marked.json",
            [&[0xff, 0xfe][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat(),
        ),
    ] {
        program.write(name, wide);
        bill_is_refused(&program, name, &["UTF-16"]);
    }
    program.write("latin.json", b"{\n\"bomFormat\": \"CycloneDX\", \"name\": \"Gr\xfc\xdfe\"}");
    bill_is_refused(&program, "latin.json", &["line 2", "UTF-8"]);
}

#[test]
fn a_byte_order_mark_of_utf_8_does_no_harm() {
    let program = program();
    program.write("bom.json", format!("\u{feff}{}", lines(1)));
    program.ask(&["gate", "bom.json", "--advisories", "feed"]).exits(0);
}

#[test]
fn an_empty_document_is_refused() {
    let program = program();
    for (name, content) in [("empty.json", ""), ("blank.json", " \n\n\t ")] {
        program.write(name, content);
        bill_is_refused(&program, name, &["empty"]);
    }
}

#[test]
fn a_path_that_is_no_file_is_refused() {
    let program = program();
    program.write_json("folder/bom.json", &bill_of(&[]));
    bill_is_refused(&program, "folder", &["folder"]);
    bill_is_refused(&program, "absent.json", &["absent.json"]);
    bill_is_refused(&program, "feed/0.json/bom.json", &["feed/0.json/bom.json"]);
}

#[test]
fn a_version_of_a_format_that_is_not_known_is_refused() {
    let program = program();
    program.write("bom.json", "{\"spdxVersion\": \"SPDX-9.9\", \"SPDXID\": \"SPDXRef-DOCUMENT\", \"name\": \"x\"}");
    bill_is_refused(&program, "bom.json", &["SPDX 9.9"]);
}
