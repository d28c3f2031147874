//! Product files: no bytes may break the reader, the check or the statement, and a statement is never too long.
#![no_main]

use steadfast_product::statement::MOST_BYTES;
use steadfast_product::{Phase, ProductFile, check, compare, statement};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = ProductFile::read(bytes) else { return };
    let found = check(&file, Phase::Maintenance);
    assert!(found.iter().all(|finding| !finding.advice.is_empty() && !finding.clause.is_empty()));
    assert!(check(&file, Phase::Planning).len() <= found.len());
    assert!(statement(&file).to_json().len() <= MOST_BYTES);
    let itself = compare(&file, &file, None);
    assert!(itself.changes.is_empty(), "a file differs from itself");
});
