//! Files as they were written once: whoever kept one must be able to check it for ever.

use std::path::{Path, PathBuf};

use steadfast_verify::Verdict;

use crate::ledger::{Ledger, verdict};

/// The ledger of the files: five records, the second erased.
fn files() -> [(&'static str, String); 6] {
    let ledger = Ledger::new(5);
    [
        ("record.json", ledger.record_bundle(3, 5)),
        ("erased.json", ledger.record_bundle(1, 5)),
        ("checkpoint.json", ledger.checkpoint_bundle(5)),
        ("consistency.json", ledger.consistency_bundle(3, 5)),
        ("export.jsonl", ledger.export()),
        ("older.txt", ledger.note(3)),
    ]
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

#[test]
fn files_are_written_as_they_were() {
    for (name, text) in files() {
        let kept = std::fs::read_to_string(path(name)).expect("a kept file");
        assert!(kept == text, "{name} is no longer written as it was");
    }
}

#[test]
fn kept_files_are_shown() {
    let ledger = Ledger::new(5);
    for (name, _) in files().into_iter().filter(|(name, _)| *name != "older.txt") {
        let kept = std::fs::read(path(name)).expect("a kept file");
        assert!(matches!(verdict(&ledger, &kept), Verdict::Shown(_)), "{name}");
    }
}

#[test]
#[ignore = "writes the kept files anew: only for a new version of the format"]
fn write_the_files() {
    for (name, text) in files() {
        std::fs::write(path(name), text).expect("written");
    }
}
