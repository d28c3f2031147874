//! Seeds of the fuzz target `product_file`, and what the pages say of files.

use std::path::PathBuf;

use serde_json::Value;
use steadfast_product::check::RULES;
use steadfast_product::compare::Likely;
use steadfast_product::statement::MOST_BYTES;
use steadfast_product::{Phase, ProductFile, check, compare, schema, statement};

fn project() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn every_seed_is_read_or_refused_and_nothing_breaks() {
    let mut read = 0;
    for entry in std::fs::read_dir(project().join("fuzz/corpus/product_file")).expect("a corpus") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a seed");
        // Each beginning of a seed is a broken file: a few of them will do.
        for part in (0..=8).map(|part| bytes.len() * part / 8) {
            let Ok(file) = ProductFile::read(&bytes[..part]) else { continue };
            read += 1;
            assert!(check(&file, Phase::Planning).len() <= check(&file, Phase::Maintenance).len());
            assert!(statement(&file).to_json().len() <= MOST_BYTES);
            assert!(compare(&file, &file, None).changes.is_empty());
        }
    }
    assert!(read > 5, "{read}");
}

#[test]
fn the_page_names_every_field_and_every_finding() {
    let page = std::fs::read_to_string(project().join("docs/product-file.md")).expect("the page");
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let tables = schema["$defs"].as_object().expect("definitions").values();
    let fields = tables.filter_map(|table| table["properties"].as_object()).flat_map(|fields| fields.keys());
    let unnamed: Vec<_> = fields.filter(|field| !page.contains(&format!("`{field}`"))).collect();
    assert_eq!(unnamed, Vec::<&String>::new());
    let untold: Vec<_> =
        RULES.iter().filter(|rule| !page.contains(&format!("`{}` | {}", rule.code, rule.clause))).collect();
    assert_eq!(untold, Vec::<&&_>::new());
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    ProductFile::read(example.as_bytes()).expect("the example can be read");
}

#[test]
fn the_page_has_every_rule_of_the_assistant() {
    let page = std::fs::read_to_string(project().join("docs/product-file.md")).expect("the page");
    for (change, (likely, reason, confidence)) in compare::RULES {
        let likely = match likely {
            Likely::No => "likely not",
            Likely::Unclear => "unclear",
            Likely::Yes => "likely",
        };
        let confidence = format!("{confidence:?}").to_lowercase();
        let row = format!("| {change} | {likely} | {} | {confidence} |", reason.text);
        assert!(page.contains(&row), "{row}");
    }
}
