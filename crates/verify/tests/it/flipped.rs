//! One flipped byte, anywhere.

use std::sync::LazyLock;

use proptest::prelude::*;
use steadfast_trust::checkpoint::NoteSignature;
use steadfast_verify::{Asked, Findings, Verdict};

use crate::ledger::{Ledger, ask};

/// What a file shows, if it holds; no key is named, so that nothing but the file itself can refuse.
fn held(file: &[u8]) -> Option<Findings> {
    match ask(file, &Asked::default()) {
        Verdict::Shown(findings) | Verdict::IssuerNotChecked(findings) => Some(*findings),
        Verdict::Undecided(_) | Verdict::Altered(_) | Verdict::Unreadable(_) => None,
    }
}

fn every_byte_counts(file: &str) {
    assert!(held(file.as_bytes()).is_some());
    for at in 0..file.len() {
        let mut flipped = file.as_bytes().to_vec();
        flipped[at] ^= 1 << (at % 8);
        assert!(held(&flipped).is_none(), "byte {at} of {file:.80}…: {:?}", char::from(flipped[at]));
    }
}

#[test]
fn every_byte_of_a_record_bundle_counts() {
    every_byte_counts(&Ledger::new(3).record_bundle(2, 3));
}

#[test]
fn every_byte_of_an_erased_records_bundle_counts() {
    every_byte_counts(&Ledger::new(3).record_bundle(1, 3));
}

#[test]
fn every_byte_of_a_checkpoint_counts() {
    every_byte_counts(&Ledger::new(1).checkpoint_bundle(1));
}

#[test]
fn every_byte_of_a_consistency_bundle_counts() {
    every_byte_counts(&Ledger::new(3).consistency_bundle(2, 3));
}

#[test]
fn every_byte_of_an_export_counts() {
    every_byte_counts(&Ledger::new(3).export());
}

#[test]
fn a_flipped_byte_in_a_witness_line_is_refused_or_changes_nothing_that_is_believed() {
    let ledger = Ledger::new(2);
    let mut checkpoint = ledger.checkpoint(2);
    checkpoint.add(NoteSignature { name: "witness".to_owned(), key_id: [1; 4], signature: vec![2; 72] });
    let file = ledger.record_bundle_with(0, 2, &checkpoint.to_text());
    let believed = |file: &[u8]| held(file).map(|findings| Findings { witnesses_unchecked: Vec::new(), ..findings });
    let good = believed(file.as_bytes());
    assert!(good.is_some());
    let start = file.find("witness").expect("the line");
    for at in start..start + 130 {
        let mut flipped = file.as_bytes().to_vec();
        flipped[at] ^= 1 << (at % 8);
        let found = believed(&flipped);
        assert!(found.is_none() || found == good, "byte {at}");
    }
}

/// A bundle with content, one without, one with two checkpoints, an export.
static FILES: LazyLock<[String; 4]> = LazyLock::new(|| {
    let ledger = Ledger::new(3);
    [ledger.record_bundle(0, 3), ledger.record_bundle(1, 2), ledger.consistency_bundle(1, 3), ledger.export()]
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_other_byte_anywhere_goes_unnoticed(which in 0..4_usize, at: prop::sample::Index, byte: u8) {
        let mut changed = FILES[which].clone().into_bytes();
        let at = at.index(changed.len());
        prop_assume!(changed[at] != byte);
        changed[at] = byte;
        prop_assert!(held(&changed).is_none());
    }

    #[test]
    fn no_file_that_was_cut_holds(which in 0..4_usize, at: prop::sample::Index) {
        let file = FILES[which].trim_end();
        prop_assert!(held(&file.as_bytes()[..at.index(file.len())]).is_none());
    }
}
