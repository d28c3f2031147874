//! The sweep of orphans removes what no row names: it must know every column that names a blob.

use std::fs;
use std::path::Path;

/// The columns that `Tx::blob_is_named` asks, as `table.column`.
const ASKED: [&str; 12] = [
    "advisories.index_blob",
    "artifact.blob",
    "artifact_file.blob",
    "evidence_file.blob",
    "feed.held_blob",
    "feed_import.content_blob",
    "kept_document.document_blob",
    "release.file_blob",
    "release.sbom_blob",
    "report_file.content_blob",
    "unit_import.list_blob",
    "vex_import.content_blob",
];

#[test]
fn every_column_that_names_a_blob_is_asked_before_a_sweep_removes_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut found = Vec::new();
    for file in fs::read_dir(folder).expect("the steps of the schema") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("text");
        found.extend(columns(&text).filter(|column| column.ends_with("blob") || column.ends_with("blob_hash")));
    }
    found.sort();
    assert_eq!(found, ASKED, "a column that names blobs ends with `blob`, and `Tx::blob_is_named` looks into it");
}

fn columns(step: &str) -> impl Iterator<Item = String> {
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let mut table = String::new();
    step.lines().map(words).collect::<Vec<_>>().into_iter().filter_map(move |words| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["CREATE", "TABLE", name, ..] => table = (*name).to_owned(),
            ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => return Some(format!("{name}.{column}")),
            [column, "BYTES" | "TEXT" | "BYTES," | "TEXT,", ..] => return Some(format!("{table}.{column}")),
            _ => {}
        }
        None
    })
}
