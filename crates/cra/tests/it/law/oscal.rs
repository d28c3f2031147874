//! OSCAL documents against NIST's own schema, by a validator of others.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use steadfast_cra::standards::{annex_i_oscal, catalogues, oscal};
use steadfast_testkit::python::peers;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/oscal")
}

/// What the validator says of these documents; nothing where it is not installed.
fn held_against_the_schema(documents: &[Value]) -> Option<Output> {
    let interpreter = peers()?;
    let folder = tempfile::tempdir().expect("a folder");
    let mut ask = Command::new(interpreter);
    ask.arg(fixtures().join("validate.py")).arg(fixtures().join("catalog-schema.json"));
    for (place, document) in documents.iter().enumerate() {
        let file = folder.path().join(format!("{place}.json"));
        std::fs::write(&file, document.to_string()).expect("a file");
        ask.arg(file);
    }
    Some(ask.output().expect("the interpreter runs"))
}

#[test]
fn every_catalogue_and_annex_i_fit_the_schema_of_nist() {
    let documents: Vec<Value> = catalogues().iter().map(oscal).chain([annex_i_oscal()]).collect();
    let Some(found) = held_against_the_schema(&documents) else { return };
    assert!(
        found.status.success(),
        "{}{}",
        String::from_utf8_lossy(&found.stdout),
        String::from_utf8_lossy(&found.stderr)
    );
}

#[test]
fn the_validator_finds_what_does_not_fit() {
    let mut broken = annex_i_oscal();
    broken["catalog"]["uuid"] = "none".into();
    let Some(found) = held_against_the_schema(&[broken]) else { return };
    let said = String::from_utf8_lossy(&found.stdout);
    assert!(!found.status.success() && said.contains("$.catalog.uuid"), "{said}");
}
