//! The JSON schema: published beside the documentation, and of the same fields as the reader.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use steadfast_product::{ProductFile, schema};

const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/steadfast.schema.json");

#[test]
fn what_is_published_is_what_the_types_say() {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PUBLISHED, schema()).expect("the page is written");
    }
    let published = std::fs::read_to_string(Path::new(PUBLISHED)).expect("docs/steadfast.schema.json");
    assert_eq!(published, schema(), "UPDATE_DOCS=1 writes it anew");
}

#[test]
fn each_table_refuses_what_nobody_knows_and_describes_what_it_takes() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let tables =
        schema["$defs"].as_object().expect("definitions").iter().filter(|(_, table)| table["properties"].is_object());
    for (name, table) in tables {
        assert_eq!(table["additionalProperties"], Value::Bool(false), "{name}");
        for (field, described) in table["properties"].as_object().expect("properties") {
            assert!(described["description"].is_string(), "{name}.{field} has no description");
        }
    }
    assert_eq!(schema["additionalProperties"], Value::Bool(false));
}

/// The reader names the fields that it knows when it refuses one; the schema must name the same.
#[test]
fn reader_and_schema_know_the_same_tables() {
    let error = ProductFile::read(b"schema = 1\nnobody-knows-me = 1\n").expect_err("an unknown field").to_string();
    let known: BTreeSet<&str> = error.split('`').skip(3).step_by(2).collect();
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let described: BTreeSet<&str> =
        schema["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
    assert_eq!(known, described);
}
